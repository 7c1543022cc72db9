import { expect, it } from 'vitest';
import { Arena } from './arena.ts';

it('gives in whole lines of cache, and what was given back again', () => {
  const arena = new Arena(128);
  const [a, b, c] = [arena.take(100), arena.take(64), arena.take(1)];
  expect([a, b, c, arena.end]).toEqual([128, 256, 320, 384]);
  arena.give(a, 100);
  expect(arena.take(60)).toBe(128);
  // The rest of the gap.
  expect(arena.take(64)).toBe(192);
  expect(arena.end).toBe(384);
});

it('joins neighbouring gaps, and makes one at the end larger', () => {
  const arena = new Arena(0);
  const [a, b, c] = [arena.take(64), arena.take(64), arena.take(64)];
  arena.give(a, 64);
  arena.give(b, 64);
  expect(arena.take(128)).toBe(0);
  arena.give(c, 64);
  expect(arena.take(256)).toBe(128);
  expect(arena.end).toBe(384);
});
