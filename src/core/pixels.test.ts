import { describe, expect, it } from 'vitest';
import { scalePixels, tapsFor, type Pixels } from './pixels.ts';

const picture = (width: number, height: number, at: (x: number, y: number) => readonly number[]): Pixels => ({
  width,
  height,
  data: Uint8ClampedArray.from(Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))).flat()),
});

describe('tapsFor', () => {
  it('keeps a row of the same length', () => {
    const { before, share } = tapsFor(5, 5);
    expect(Array.from(before)).toEqual([0, 1, 2, 3, 4]);
    expect(Array.from(share)).toEqual([0, 0, 0, 0, 0]);
  });

  it('takes the mean of two at half the length', () => {
    const { before, after, share } = tapsFor(6, 3);
    expect([Array.from(before), Array.from(after), Array.from(share)]).toEqual([
      [0, 2, 4],
      [1, 3, 5],
      [8, 8, 8],
    ]);
  });

  it.each([
    [7, 3],
    [1920, 640],
    [1, 4],
    [3, 8],
    [1000, 1],
  ])('stays within %i samples for %i', (source, target) => {
    const { before, after, share } = tapsFor(source, target);
    for (const list of [before, after]) for (const x of list) expect(x >= 0 && x < source && Number.isInteger(x)).toBe(true);
    for (const weight of share) expect(weight >= 0 && weight <= 16).toBe(true);
  });
});

describe('scalePixels', () => {
  it('keeps a flat colour and its transparency at any size', () => {
    const flat = picture(7, 5, () => [10, 200, 255, 128]);
    for (const size of [
      { width: 3, height: 2 },
      { width: 7, height: 5 },
      { width: 20, height: 1 },
    ])
      expect(scalePixels(flat, size)).toEqual(picture(size.width, size.height, () => [10, 200, 255, 128]));
  });

  it('keeps a ramp where it is', () => {
    const ramp = picture(64, 64, (x, y) => [4 * x, 4 * y, 0, 255]);
    const { data } = scalePixels(ramp, { width: 40, height: 16 });
    for (const [x, y] of [
      [5, 5],
      [20, 8],
      [35, 14],
    ] as const) {
      expect(Math.abs(data[4 * (y * 40 + x)]! - 4 * ((x + 0.5) * 1.6 - 0.5))).toBeLessThan(1.5);
      expect(Math.abs(data[4 * (y * 40 + x) + 1]! - 4 * ((y + 0.5) * 4 - 0.5))).toBeLessThan(3);
    }
  });
});
