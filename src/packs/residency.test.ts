import { expect, it } from 'vitest';
import { evictions, idleOnes, memoryBudget, type Resident } from './residency.ts';

const held = (pack: string, memory: number, used: number): Resident => ({ pack, memory, used });

it('lets the longest unused large packs go until the next one fits', () => {
  const residents = [held('nano', 40e6, 0), held('a', 900e6, 2), held('b', 700e6, 1)];
  expect(evictions(residents, 300e6, 2e9)).toEqual([]);
  expect(evictions(residents, 600e6, 2e9)).toEqual(['b']);
  // What can never fit still has the memory for itself; the small one costs nothing.
  expect(evictions(residents, 5e9, 2e9)).toEqual(['b', 'a']);
});

it('lets large packs go that nobody asked for', () => {
  const residents = [held('nano', 40e6, 0), held('a', 900e6, 1000), held('b', 700e6, 5000)];
  expect(idleOnes(residents, 6000, 5000)).toEqual(['a']);
});

it('takes half of the memory, and never more than the wasm heap holds', () => {
  expect(memoryBudget(4)).toBe(2 ** 31);
  expect(memoryBudget(8)).toBe(3e9);
  expect(memoryBudget(null)).toBe(2 ** 31);
});
