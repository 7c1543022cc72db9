import { describe, expect, it } from 'vitest';
import { COCO_CLASSES } from './coco.ts';
import type { Heads } from './decode.ts';
import { inputSize, toTensor } from './input.ts';
import { findCandidates, toProposals, type Candidate } from './proposals.ts';

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

/** These heads as the answer to an input of `scale` times `INPUT`: boxes become that much smaller in the picture. */
const pass = (made: Heads, scale = 1): Candidate[] =>
  findCandidates(made, { width: scale * INPUT.width, height: scale * INPUT.height });

describe('toProposals', () => {
  it('gives a box in fractions, the class and the colour', () => {
    const [proposal, ...rest] = toProposals([pass(heads([['car', 8, 12, 0.5]]))], BLUE);
    expect(rest).toEqual([]);
    expect(proposal?.box).toEqual([36 / 96, 20 / 64, 60 / 96, 44 / 64]);
    expect(proposal?.classes).toEqual([{ id: 2, name: 'car', score: 0.5 }]);
    expect(proposal?.colours).toEqual([{ name: 'blue', share: 1 }]);
  });

  it('makes one proposal with several classes of one place', () => {
    const found = toProposals(
      [
        pass(
          heads([
            ['cup', 8, 12, 0.5],
            ['bowl', 8, 12, 0.25],
            ['vase', 8, 12, 0.0625],
          ]),
        ),
      ],
      BLUE,
    );
    expect(found.map(({ classes }) => classes.map(({ name }) => name))).toEqual([['cup', 'bowl']]);
  });

  it('clips boxes to the picture', () => {
    const [proposal] = toProposals([pass(heads([['dog', 0, 0, 0.5]]))], BLUE);
    expect(proposal?.box).toEqual([0, 0, 12 / 96, 12 / 64]);
  });

  it('takes a thing that two passes see once, box and classes from the better one', () => {
    const unsure = pass(heads([['dog', 8, 12, 0.25]]));
    const sure = pass(
      heads([
        ['dog', 8, 13, 0.5],
        ['cat', 8, 13, 0.1875],
      ]),
    );
    for (const passes of [
      [unsure, sure],
      [sure, unsure],
    ]) {
      const [dog, ...rest] = toProposals(passes, BLUE);
      expect(rest).toEqual([]);
      expect(dog?.box).toEqual([40 / 96, 20 / 64, 64 / 96, 44 / 64]);
      expect(dog?.classes.map(({ name, score }) => [name, score])).toEqual([
        ['dog', 0.5],
        ['cat', 0.1875],
      ]);
    }
  });

  it('keeps what only one pass sees, each in fractions of its own input', () => {
    const found = toProposals([pass(heads([['car', 8, 12, 0.5]]), 2), pass(heads([['dog', 8, 12, 0.25]]))], BLUE);
    expect(found.map(({ classes, box }) => [classes[0]?.name, box])).toEqual([
      ['car', [36 / 192, 20 / 128, 60 / 192, 44 / 128]],
      ['dog', [36 / 96, 20 / 64, 60 / 96, 44 / 64]],
    ]);
  });

  it('gives boxes of two classes from two passes on the same pixels as one thing', () => {
    const found = toProposals([pass(heads([['cup', 8, 12, 0.5]])), pass(heads([['bowl', 8, 12, 0.375]]))], BLUE);
    expect(found.map(({ classes }) => classes.map(({ name }) => name))).toEqual([['cup', 'bowl']]);
  });

  it('gives at most 40, best first', () => {
    const many = Array.from({ length: 88 }, (_, i) => ['bird', 2 * (i % 8), 2 * Math.floor(i / 8), 0.25 + i / 256] as const);
    const scores = toProposals([pass(heads(many, 2))], BLUE).map(({ score }) => score);
    expect(scores).toHaveLength(40);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

describe('inputSize', () => {
  it('fits the longer side and rounds to multiples of 32', () => {
    expect(inputSize({ width: 4000, height: 3000 }, 640)).toEqual({ width: 640, height: 480 });
    expect(inputSize({ width: 4000, height: 3000 }, 416)).toEqual({ width: 416, height: 320 });
    expect(inputSize({ width: 427, height: 640 }, 640)).toEqual({ width: 416, height: 640 });
    expect(inputSize({ width: 10_000, height: 10 }, 640)).toEqual({ width: 640, height: 32 });
  });
});

describe('toTensor', () => {
  it('is planar RGB, with white behind what is transparent', () => {
    const data = new Uint8ClampedArray([1, 2, 3, 255, 200, 100, 50, 0]);
    expect([...toTensor({ data, width: 2, height: 1 })]).toEqual([1, 255, 2, 255, 3, 255]);
  });
});
