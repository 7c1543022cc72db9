import { expect, test } from 'vitest';
import { Stillness } from './stillness.ts';

const grey = (value: number, width = 64, height = 36) => ({
  width,
  height,
  data: new Uint8ClampedArray(width * height * 4).fill(value),
});

test('what looks the same has the same answer, noise notwithstanding', () => {
  const still = new Stillness<string>();
  expect(still.recall(grey(100))).toBeNull();
  still.keep(grey(100), 'nothing');
  expect(still.recall(grey(100))).toBe('nothing');
  const noisy = grey(100);
  for (let i = 0; i < noisy.data.length; i += 1) noisy.data[i] = 100 + ((i * 7919) % 9) - 4;
  expect(still.recall(noisy)).toBe('nothing');
});

test('a small thing, slow light and another size are changes', () => {
  const still = new Stillness<string>();
  still.keep(grey(100), 'nothing');
  const spot = grey(100);
  for (let y = 8; y < 14; y += 1) for (let x = 16; x < 22; x += 1) spot.data[4 * (y * 64 + x) + 1] = 130;
  expect(still.recall(spot)).toBeNull();
  expect(still.recall(grey(102))).toBe('nothing');
  expect(still.recall(grey(104))).toBeNull();
  expect(still.recall(grey(100, 36, 64))).toBeNull();
});
