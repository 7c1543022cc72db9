import { expect, test } from 'vitest';
import { momentsOf } from './curve.ts';
import { closeGaps, runsAbove } from './hysteresis.ts';

const curve = (scores: readonly number[]) => ({ scores, from: 10, step: 0.5 });

test('what stands out of its background is a moment, in seconds, with its score', () => {
  const [moment, ...more] = momentsOf(curve([0, 0, 0, 0, 0.4, 0.4, 0.4, 0, 0, 0, 0, 0]), 0.1);
  expect(more).toEqual([]);
  expect(moment).toEqual({ span: [12, 13.5], score: 0.4 });
});

test('what is too weak is none, what is there all the time is one', () => {
  expect(momentsOf(curve([0, 0.05, 0.09, 0, 0, 0]), 0.1)).toEqual([]);
  expect(momentsOf(curve([0.3, 0.31, 0.3, 0.32, 0.3]), 0.1)).toMatchObject([{ span: [10, 12.5] }]);
  expect(momentsOf(curve([]), 0.1)).toEqual([]);
});

test('two peaks are two, a dip of one step parts nothing', () => {
  const scores = Array.from({ length: 40 }, (_, i) => ((i >= 5 && i < 10) || (i >= 20 && i < 30 && i !== 25) ? 0.5 : 0));
  expect(momentsOf(curve(scores), 0.1).map(({ span }) => span)).toEqual([
    [12.5, 15],
    [20, 25],
  ]);
});

test('runs begin and end at the lower threshold and have to reach the upper one', () => {
  const scores = [0, 2, 3, 2, 0, 2, 2, 0, 5];
  expect(runsAbove((row) => scores[row]!, scores.length, 3, 2)).toEqual([
    [1, 4],
    [8, 9],
  ]);
  expect(
    closeGaps(
      [
        [1, 4],
        [5, 6],
        [9, 10],
      ],
      2,
    ),
  ).toEqual([
    [1, 6],
    [9, 10],
  ]);
});
