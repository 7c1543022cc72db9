import { describe, expect, test } from 'vitest';
import { placeLabels, preferredPlace, type LabelRequest } from './labels.ts';
import type { Rect } from './view.ts';

const stage = { width: 800, height: 600 };
const size = { width: 80, height: 20 };
const at = (x: number, y: number, width = 200, height = 150): LabelRequest => ({ box: { x, y, width, height }, size });

const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('placing labels', () => {
  test('above the box; inside when the box is at the top', () => {
    expect(placeLabels([at(100, 100)], stage)).toEqual([{ x: 100, y: 80 }]);
    expect(placeLabels([at(100, 5)], stage)).toEqual([{ x: 100, y: 5 }]);
  });

  test('a box larger than the stage keeps its chip in view', () => {
    expect(placeLabels([at(-500, -400, 3000, 3000), at(-100, 300, 300, 900)], stage)).toEqual([
      { x: 0, y: 0 },
      { x: 0, y: 280 },
    ]);
  });

  test('stays on the stage at the right edge', () => {
    expect(placeLabels([at(760, 100, 30, 30)], stage)).toEqual([{ x: 720, y: 80 }]);
  });

  test('many boxes on each other: no chip covers another, none leaves the stage', () => {
    const requests = Array.from({ length: 40 }, (_, i) =>
      at((i * 37) % 700, (i * 53) % 560, 60 + (i % 5) * 60, 40 + (i % 7) * 50),
    );
    const places = placeLabels(requests, stage);
    const chips = places.flatMap((place) => (place ? [{ ...place, ...size }] : []));
    expect(chips.length).toBeGreaterThan(30);
    for (const [i, a] of chips.entries()) {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= 800 && a.y + a.height <= 600).toBe(true);
      for (const b of chips.slice(i + 1)) expect(overlap(a, b)).toBe(false);
    }
  });

  test('keeps clear of obstacles', () => {
    const bar = { x: 0, y: 60, width: 400, height: 40 };
    const [place] = placeLabels([at(100, 100)], stage, [bar]);
    expect(place).toEqual({ x: 100, y: 100 });
  });

  test('a box off the stage has none, and one with no room waits for a highlight', () => {
    expect(placeLabels([at(900, 100)], stage)).toEqual([null]);
    const same = Array.from({ length: 30 }, () => at(100, 100, 20, 10));
    expect(placeLabels(same, stage).filter((place) => place === null).length).toBeGreaterThan(10);
    expect(preferredPlace(at(100, 100), stage)).toEqual({ x: 100, y: 80 });
    expect(preferredPlace(at(790, 5), stage)).toEqual({ x: 720, y: 5 });
  });
});
