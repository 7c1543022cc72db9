import { assert, integer, property } from 'fast-check';
import { expect, it } from 'vitest';
import { fitPicture, MAX_PICTURE_PIXELS, MAX_PICTURE_SIDE } from './picture-size.ts';
import { svgSize } from './svg.ts';

it('leaves what fits alone', () => {
  const size = { width: 4000, height: 3000 };
  expect(fitPicture(size)).toBe(size);
});

it('keeps within the limits and nearly in proportion, whatever the size', () => {
  const side = integer({ min: 1, max: 65_535 });
  assert(
    property(side, side, (width, height) => {
      const fitted = fitPicture({ width, height });
      expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(MAX_PICTURE_SIDE);
      expect(fitted.width * fitted.height).toBeLessThanOrEqual(MAX_PICTURE_PIXELS);
      expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(1);
      const scale = Math.min(fitted.width / width, fitted.height / height);
      expect(Math.abs(fitted.width - width * scale)).toBeLessThan(width / Math.min(width, height) + 1);
    }),
  );
});

const of = (attributes: Record<string, string>) => svgSize((name) => attributes[name] ?? null);

it.each([
  [{ width: '2000', height: '1000px' }, 2000, 1000],
  [{ width: '24', height: '12' }, 1024, 512],
  [{ width: '100%', height: '100%', viewBox: '0 0 200 50' }, 1024, 256],
  [{ viewBox: '0,0,3000,1500' }, 3000, 1500],
  [{}, 1024, 1024],
  [{ width: '-5', height: '0', viewBox: 'x y' }, 1024, 1024],
  [{ width: '1e9', height: '1e9' }, 4000, 4000],
  [{ width: '210mm', height: '297mm' }, 794, 1123],
])('an SVG with %j is painted at %d × %d', (attributes, width, height) => {
  expect(of(attributes as Record<string, string>)).toEqual({ width, height });
});
