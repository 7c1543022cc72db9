import { expect, it } from 'vitest';
import { fromHalf, toHalf } from './half.ts';

it('goes there and back without loss, for every number there is', () => {
  const all = Array.from({ length: 0x10000 }, (_, bits) => bits).filter((bits) => !Number.isNaN(fromHalf(bits)));
  expect(all.map((bits) => toHalf(fromHalf(bits)))).toEqual(all);
  expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
});

it.each([
  // Examples of the format's article in Wikipedia, and the two ways a tie goes.
  [1, 0x3c00],
  [-2, 0xc000],
  [65_504, 0x7bff],
  [65_520, 0x7c00],
  [1e9, 0x7c00],
  [1 / 3, 0x3555],
  [2 ** -24, 0x0001],
  [2 ** -25, 0x0000],
  [1.5 * 2 ** -24, 0x0002],
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [2 - 2 ** -12, 0x4000],
])('%d is %d', (value, bits) => expect(toHalf(value)).toBe(bits));
