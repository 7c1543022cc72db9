import fc from 'fast-check';
import { expect, it } from 'vitest';
import { enclosing, fromCoco, iou, toBox, toPixels } from './box.ts';
import { temporalIou } from './span.ts';

it('orders corners and clips', () => {
  expect(toBox([0.9, 0.8, -1, 0.1])).toEqual([0, 0.1, 0.9, 0.8]);
  expect(toBox([0.5, 0.5, 0.5, 0.9])).toBeNull();
  expect(toBox([Number.NaN, 0, 1, 1])).toBeNull();
  expect(toBox([0, 0, 1])).toBeNull();
});

it('converts COCO boxes and pixels', () => {
  const size = { width: 200, height: 100 };
  const box = fromCoco([20, 10, 40, 50], size)!;
  expect(box).toEqual([0.1, 0.1, 0.3, 0.6]);
  expect(toPixels(box, size).map(Math.round)).toEqual([20, 10, 60, 60]);
});

it('computes IoU', () => {
  expect(iou([0, 0, 0.5, 0.5], [0.25, 0, 0.75, 0.5])).toBeCloseTo(1 / 3);
  expect(iou([0, 0, 0.2, 0.2], [0.5, 0.5, 0.6, 0.6])).toBe(0);
  expect(enclosing([[0, 0, 0.1, 0.1], [0.5, 0.6, 0.7, 0.8]])).toEqual([0, 0, 0.7, 0.8]); // prettier-ignore
});

it('IoU is symmetric, in 0..1, and 1 with itself', () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  const box = fc.tuple(unit, unit, unit, unit).map(toBox).filter((b) => b !== null); // prettier-ignore
  fc.assert(
    fc.property(box, box, (a, b) => {
      expect(iou(a, b)).toBeCloseTo(iou(b, a), 12);
      expect(iou(a, b)).toBeGreaterThanOrEqual(0);
      expect(iou(a, b)).toBeLessThanOrEqual(1 + 1e-12);
      expect(iou(a, a)).toBeCloseTo(1, 6);
    }),
  );
});

it('computes temporal IoU', () => {
  expect(temporalIou([0, 10], [5, 15])).toBeCloseTo(1 / 3);
  expect(temporalIou([0, 5], [6, 8])).toBe(0);
  expect(temporalIou([5, 0], [0, 5])).toBe(0);
});
