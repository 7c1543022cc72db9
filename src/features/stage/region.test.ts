import { describe, expect, test } from 'vitest';
import type { Box } from '../../core/index.ts';
import { boxBetween, dragGrip, gripAt, HANDLES, handlePlace, moveBox, resizeBox } from './region.ts';

const rounded = (box: Box): number[] => box.map((v) => Math.round(v * 1e6) / 1e6);
const LEAST = [0.02, 0.02] as const;
const box: Box = [0.2, 0.3, 0.6, 0.7];

test('a box between two places has its corners in order and stays in the picture', () => {
  expect(rounded(boxBetween([0.8, -0.4], [0.2, 0.5]))).toEqual([0.2, 0, 0.8, 0.5]);
});

test('moving keeps the size at the edges', () => {
  expect(rounded(moveBox(box, 0.1, -0.1))).toEqual([0.3, 0.2, 0.7, 0.6]);
  expect(rounded(moveBox(box, 2, -2))).toEqual([0.6, 0, 1, 0.4]);
});

describe('dragging a grip', () => {
  test.each([
    ['nw', [0.3, 0.4, 0.6, 0.7]],
    ['n', [0.2, 0.4, 0.6, 0.7]],
    ['ne', [0.2, 0.4, 0.7, 0.7]],
    ['e', [0.2, 0.3, 0.7, 0.7]],
    ['se', [0.2, 0.3, 0.7, 0.8]],
    ['s', [0.2, 0.3, 0.6, 0.8]],
    ['sw', [0.3, 0.3, 0.6, 0.8]],
    ['w', [0.3, 0.3, 0.6, 0.7]],
    ['move', [0.3, 0.4, 0.7, 0.8]],
  ] as const)('%s', (grip, expected) => {
    expect(rounded(dragGrip(box, grip, 0.1, 0.1, LEAST))).toEqual(expected);
  });

  test('past the opposite edge turns the box over', () => {
    expect(rounded(dragGrip(box, 'w', 0.6, 0, LEAST))).toEqual([0.6, 0.3, 0.8, 0.7]);
  });

  test('never makes it smaller than allowed, nor leaves the picture', () => {
    const thin = dragGrip(box, 'e', -0.4, 0, LEAST);
    expect(thin[2] - thin[0]).toBeCloseTo(0.02);
    const corner = dragGrip([0.9, 0.9, 1, 1], 'nw', 5, 5, LEAST);
    expect(corner[0]).toBeGreaterThanOrEqual(0);
    expect(corner[2]).toBeLessThanOrEqual(1);
    expect(corner[2] - corner[0]).toBeCloseTo(0.02);
  });
});

test('resizing by keys stops at the least size and at the edge', () => {
  expect(rounded(resizeBox(box, 0.1, -0.1, LEAST))).toEqual([0.2, 0.3, 0.7, 0.6]);
  expect(rounded(resizeBox(box, -1, 1, LEAST))).toEqual([0.2, 0.3, 0.22, 1]);
});

describe('what a pointer holds', () => {
  const rect = { x: 100, y: 100, width: 200, height: 120 };

  test.each(HANDLES)('handle %s', (handle) => {
    const place = handlePlace(rect, handle);
    expect(gripAt(rect, { x: place.x + 3, y: place.y - 3 }, 10)).toBe(handle);
  });

  test('the inside moves, the outside is nothing', () => {
    expect(gripAt(rect, { x: 160, y: 150 }, 10)).toBe('move');
    expect(gripAt(rect, { x: 50, y: 150 }, 10)).toBeNull();
  });

  test('a tiny region can still be moved and resized by a finger', () => {
    const tiny = { x: 100, y: 100, width: 12, height: 12 };
    expect(gripAt(tiny, { x: 106, y: 106 }, 24)).toBe('move');
    expect(gripAt(tiny, { x: 120, y: 120 }, 24)).toBe('se');
  });
});
