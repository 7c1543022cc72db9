import { describe, expect, it } from 'vitest';
import { COCO_CLASSES } from './coco.ts';
import type { Heads } from './decode.ts';
import { inputSize, toTensor } from './input.ts';
import { toProposals } from './proposals.ts';

const [ROWS, COLUMNS] = [16, 24];
const INPUT = { width: 4 * COLUMNS, height: 4 * ROWS };
const BLUE = {
  ...INPUT,
  data: new Uint8ClampedArray(4 * INPUT.width * INPUT.height).map((_, i) => [30, 60, 200, 255][i % 4]!),
};

/** Every box reaches `reach` pixels around its cell's corner. */
function heads(scores: readonly (readonly [name: string, row: number, column: number, score: number])[], reach = 12): Heads {
  const keypoints = new Float32Array(80 * ROWS * COLUMNS);
  const names: readonly string[] = COCO_CLASSES;
  for (const [name, row, column, score] of scores) {
    keypoints[names.indexOf(name) * ROWS * COLUMNS + row * COLUMNS + column] = score;
  }
  return { keypoints, wh: new Float32Array(4 * ROWS * COLUMNS).fill(reach), rows: ROWS, columns: COLUMNS };
}

describe('toProposals', () => {
  it('gives a box in fractions, the class and the colour', () => {
    const [proposal, ...rest] = toProposals(heads([['car', 8, 12, 0.5]]), INPUT, BLUE);
    expect(rest).toEqual([]);
    expect(proposal?.box).toEqual([36 / 96, 20 / 64, 60 / 96, 44 / 64]);
    expect(proposal?.classes).toEqual([{ id: 2, name: 'car', score: 0.5 }]);
    expect(proposal?.colours).toEqual([{ name: 'blue', share: 1 }]);
  });

  it('makes one proposal with several classes of one place', () => {
    const found = toProposals(
      heads([
        ['cup', 8, 12, 0.5],
        ['bowl', 8, 12, 0.25],
        ['vase', 8, 12, 0.0625],
      ]),
      INPUT,
      BLUE,
    );
    expect(found.map(({ classes }) => classes.map(({ name }) => name))).toEqual([['cup', 'bowl']]);
  });

  it('clips boxes to the picture', () => {
    const [proposal] = toProposals(heads([['dog', 0, 0, 0.5]]), INPUT, BLUE);
    expect(proposal?.box).toEqual([0, 0, 12 / 96, 12 / 64]);
  });

  it('gives at most 40, best first', () => {
    const many = Array.from({ length: 88 }, (_, i) => ['bird', 2 * (i % 8), 2 * Math.floor(i / 8), 0.25 + i / 256] as const);
    const scores = toProposals(heads(many, 2), INPUT, BLUE).map(({ score }) => score);
    expect(scores).toHaveLength(40);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('inputSize', () => {
  it('fits the longer side and rounds to multiples of 32', () => {
    expect(inputSize({ width: 4000, height: 3000 })).toEqual({ width: 640, height: 480 });
    expect(inputSize({ width: 427, height: 640 })).toEqual({ width: 416, height: 640 });
    expect(inputSize({ width: 10_000, height: 10 })).toEqual({ width: 640, height: 32 });
  });
});

describe('toTensor', () => {
  it('is planar RGB, with white behind what is transparent', () => {
    const data = new Uint8ClampedArray([1, 2, 3, 255, 200, 100, 50, 0]);
    expect([...toTensor({ data, width: 2, height: 1 })]).toEqual([1, 255, 2, 255, 3, 255]);
  });
});
