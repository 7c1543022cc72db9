import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clampView, CLOSEST, panView, revealTime, ticks, toTime, toX, zoomView } from './scale.ts';

const duration = fc.double({ min: 0.2, max: 20_000, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('a view of time', () => {
  it('stays within the medium, whatever is done to it', () => {
    fc.assert(
      fc.property(duration, share, share, fc.double({ min: 0.01, max: 100, noNaN: true }), (total, a, b, factor) => {
        const view = clampView({ start: Math.min(a, b) * total, end: Math.max(a, b) * total }, total);
        for (const next of [
          zoomView(view, factor, a * total, total),
          panView(view, (b - 0.5) * 9 * total, total),
          revealTime(view, a * total, total),
        ]) {
          expect(next.start).toBeGreaterThanOrEqual(-1e-6);
          expect(next.end).toBeLessThanOrEqual(total * (1 + 1e-9) + 1e-6);
          expect(next.end - next.start).toBeGreaterThanOrEqual(Math.min(total, CLOSEST) - 1e-6);
        }
      }),
    );
  });

  it('keeps the time under the pointer where it is', () => {
    const view = zoomView({ start: 0, end: 100 }, 4, 30, 100);
    expect(view).toEqual({ start: 22.5, end: 47.5 });
    expect(toX(30, view, 800)).toBeCloseTo(toX(30, { start: 0, end: 100 }, 800));
    expect(toTime(toX(33, view, 800), view, 800)).toBeCloseTo(33);
  });

  it('has round ticks that are far enough apart', () => {
    expect(ticks({ start: 0, end: 10 }, 800)).toEqual({ times: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], decimals: 0 });
    expect(ticks({ start: 3.2, end: 4 }, 800).decimals).toBe(1);
    expect(ticks({ start: 0, end: 7200 }, 800).times).toHaveLength(9);
  });
});
