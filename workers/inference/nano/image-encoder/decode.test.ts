import { describe, expect, it } from 'vitest';
import { classScores, findPeaks, type Heads } from './decode.ts';

const [CLASSES, ROWS, COLUMNS] = [80, 6, 8];

function heads(points: readonly { id: number; row: number; column: number; score: number }[]): Heads {
  const plane = ROWS * COLUMNS;
  const keypoints = new Float32Array(CLASSES * plane);
  for (const { id, row, column, score } of points) keypoints[id * plane + row * COLUMNS + column] = score;
  const wh = Float32Array.from({ length: 4 * plane }, (_, i) => 10 * (Math.floor(i / plane) + 1));
  return { keypoints, wh, rows: ROWS, columns: COLUMNS };
}

describe('findPeaks', () => {
  it('reads left, top, right and bottom distances from the corner of the cell', () => {
    const [peak] = findPeaks(heads([{ id: 17, row: 2, column: 3, score: 0.5 }]), 0.2);
    expect(peak).toEqual({ edges: [12 - 10, 8 - 20, 12 + 30, 8 + 40], classId: 17, score: 0.5, cell: 2 * COLUMNS + 3 });
  });

  it('keeps the higher of two neighbours of one class, and both of two classes', () => {
    const found = findPeaks(
      heads([
        { id: 1, row: 0, column: 0, score: 0.5 },
        { id: 1, row: 1, column: 1, score: 0.75 },
        { id: 2, row: 0, column: 0, score: 0.625 },
      ]),
      0.2,
    );
    expect(found.map(({ classId, score }) => [classId, score])).toEqual([
      [1, 0.75],
      [2, 0.625],
    ]);
  });

  it('does not take the end of one row for a neighbour of the next, nor one class for another', () => {
    const points = [
      { id: 0, row: 1, column: COLUMNS - 1, score: 0.5 },
      { id: 0, row: 2, column: 0, score: 0.75 },
      { id: 0, row: ROWS - 1, column: 4, score: 0.375 },
      { id: 1, row: 0, column: 4, score: 0.875 },
    ];
    expect(findPeaks(heads(points), 0.2)).toHaveLength(4);
  });

  it('finds nothing below the smallest score', () => {
    expect(findPeaks(heads([{ id: 3, row: 3, column: 3, score: 0.19 }]), 0.2)).toEqual([]);
  });
});

describe('classScores', () => {
  it('lists all classes of one cell', () => {
    const scores = classScores(heads([{ id: 79, row: 5, column: 7, score: 0.25 }]), ROWS * COLUMNS - 1);
    expect(scores).toHaveLength(CLASSES);
    expect(scores[79]).toBe(0.25);
  });
});
