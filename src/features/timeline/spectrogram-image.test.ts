import { expect, test } from 'vitest';
import { BANDS, COLOURS, paintColumns } from './spectrogram-image.ts';

const brightness = (level: number): number => COLOURS[3 * level]! + COLOURS[3 * level + 1]! + COLOURS[3 * level + 2]!;

test('louder is brighter, from nearly black to nearly white', () => {
  for (let level = 16; level < 256; level += 16) expect(brightness(level)).toBeGreaterThan(brightness(level - 16));
  expect(brightness(0)).toBeLessThan(10);
  expect(brightness(255)).toBeGreaterThan(600);
});

test('a column goes where it belongs, low pitch at the bottom, and what sticks out is left', () => {
  const pixels = new Uint8ClampedArray(4 * 3 * BANDS);
  const values = new Uint8Array(2 * BANDS);
  values[0] = 255;
  paintColumns(pixels, 3, 2, values);
  expect(pixels[4 * ((BANDS - 1) * 3 + 2)]).toBe(COLOURS[3 * 255]);
  expect(pixels[4 * 2 + 3]).toBe(255);
  expect(pixels[3]).toBe(0);
});
