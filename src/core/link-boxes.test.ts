import { expect, test } from 'vitest';
import type { Box } from './box.ts';
import { linkBoxes } from './link-boxes.ts';
import { suppressBoxes } from './suppress.ts';

const at = (x: number, y = 0.2): Box => [x, y, x + 0.3, y + 0.3];
const options = { step: 1, within: [0, 6] as const, minOverlap: 0.3, patience: 1 };

test('a thing that moves is one tube, a gap of one frame is bridged, another kind is another tube', () => {
  const frames = [0.5, 1.5, 2.5, 3.5, 4.5, 5.5].map((time, i) => ({
    time,
    boxes: [
      ...(i === 2 || i > 4 ? [] : [{ box: at(0.1 + i * 0.05), score: 0.8, kind: 0 }]),
      ...(i > 3 ? [{ box: at(0.1 + i * 0.05), score: 0.4, kind: 1 }] : []),
    ],
  }));
  const tubes = linkBoxes(frames, options);
  expect(tubes.map(({ kind, tube }) => [kind, tube.span, tube.boxes.length])).toEqual([
    [0, [0, 5], 4],
    [1, [4, 6], 2],
  ]);
  expect(tubes[0]!.score).toBeCloseTo(0.8);
});

test('what jumps is two things', () => {
  const frames = [0.5, 1.5].map((time, i) => ({ time, boxes: [{ box: at(i * 0.6), score: 0.5, kind: 0 }] }));
  expect(linkBoxes(frames, { ...options, within: [0, 2] }).map(({ tube }) => tube.span)).toEqual([
    [0, 1],
    [1, 2],
  ]);
});

test('of boxes on one spot the best of each kind stays', () => {
  const boxes = [
    { box: at(0.1), score: 0.5, kind: 0 },
    { box: at(0.12), score: 0.9, kind: 0 },
    { box: at(0.11), score: 0.3, kind: 1 },
    { box: at(0.6), score: 0.4, kind: 0 },
  ];
  expect(suppressBoxes(boxes, 0.5).map(({ score }) => score)).toEqual([0.9, 0.4, 0.3]);
});
