import { expect, test } from 'vitest';
import { AnswerBuilder, sentence, type Span } from '../../../src/core/index.ts';
import type { DeviceKind } from '../../../src/packs/index.ts';
import { replyOf } from '../reply.ts';
import { readDetections, THRESHOLDS } from './detections.ts';
import { partsAround, planFrames } from './frames.ts';
import { askable, toPrompt, tokenRanges } from './prompt.ts';

const [CLS, SEP, STOP] = [101, 102, 1012];
const PARTING = new Set([CLS, SEP, STOP]);

test('things are parted by full stops, in words and in tokens', () => {
  expect(toPrompt(['Red Cup', 'St. Bernard?'])).toBe('red cup. st bernard.');
  expect([askable('...'), askable('cup')]).toEqual([false, true]);
  expect(tokenRanges([CLS, 7, 8, STOP, 9, STOP, SEP], PARTING)).toEqual([
    [1, 3],
    [4, 5],
  ]);
  expect(tokenRanges([CLS, STOP, SEP], PARTING)).toEqual([]);
});

/** Three queries, six tokens: two on one spot for the first phrase, one for the second. */
const raw = (second: number) => ({
  queries: 4,
  tokens: 6,
  logits: Float32Array.from(
    [
      [-9, 2, -1, -9, -3, -9],
      [-9, -1, 1, -9, -3, -9],
      [-9, -4, -4, -9, second, -9],
      // No phrase: the highest token is the stop.
      [-9, -6, -6, 5, -6, -9],
    ].flat(),
  ),
  boxes: Float32Array.from([0.3, 0.4, 0.2, 0.2, 0.31, 0.4, 0.2, 0.2, 0.9, 0.5, 0.4, 0.2, 0.5, 0.5, 1, 1]),
});

test('queries become boxes of phrases: centre and size to corners, cut at the edge, doubles gone', () => {
  const found = readDetections(raw(1), [
    [1, 3],
    [4, 5],
  ]);
  expect(found.map(({ kind, score }) => [kind, score.toFixed(2)])).toEqual([
    [0, '0.88'],
    [1, '0.73'],
  ]);
  expect(found[0]!.box.map((v) => Number(v.toFixed(3)))).toEqual([0.2, 0.3, 0.4, 0.5]);
  expect(found[1]!.box.map((v) => Number(v.toFixed(3)))).toEqual([0.7, 0.4, 1, 0.6]);
});

test('numbers that are none are left out', () => {
  const output = raw(1);
  output.logits.fill(NaN, 0, 12);
  output.boxes.fill(NaN, 8, 9);
  expect(
    readDetections(output, [
      [1, 3],
      [4, 5],
    ]),
  ).toEqual([]);
});

const source = { pack: 'p', revision: 'r' };
const box = (score: number) => ({ geometry: { kind: 'box' as const, box: [0, 0, 0.5, 0.5] as const }, score });

test.each([
  ['where', [[0.9]], 'found', 'Found: cup.'],
  ['count', [[0.9, 0.5, 0.3]], 'found', 'I count 2 × cup.'],
  ['where', [[0.3]], 'unsure', 'I am not sure. Perhaps: cup.'],
  ['where', [[]], 'absent', 'I see no “cup” in this picture.'],
  ['whether', [[0.8], []], 'found', 'Yes: cup. I see no “dog” in this picture.'],
  ['where', [[], []], 'absent', 'I see no “cup” or “dog” in this picture.'],
] as const)('%s %j is %s', (wish, scores, state, text) => {
  const things = scores.map((found, i) => ({ phrase: ['cup', 'dog'][i]!, found: found.map(box) }));
  const answer = replyOf(wish, things, { place: 'in this picture', sure: THRESHOLDS.sure }, new AnswerBuilder(source));
  expect([answer.state, sentence(answer)]).toEqual([state, text]);
});

test('frames are looked at evenly, and not too many', () => {
  const times = (spans: readonly Span[], device: DeviceKind): number[] =>
    planFrames(spans, device).flatMap((part) => part.times);
  expect(planFrames([[2, 4]], 'wasm')).toEqual([{ span: [2, 4], step: 0.5, times: [2.25, 2.75, 3.25, 3.75] }]);
  expect(times([[0, 3600]], 'wasm')).toHaveLength(12);
  expect(times([[0, 0.1]], 'webgpu')).toEqual([0.05]);
  // Two moments share the frames.
  const two = planFrames(
    [
      [0, 30],
      [60, 70],
    ],
    'wasm',
  );
  expect(two.map((part) => part.times.length)).toEqual([9, 3]);
});

test('moments are looked at with a margin, those that touch at once, and never more of them than frames', () => {
  const moments: Span[] = [
    [8, 9],
    [2, 4],
    [2.5, 3],
    [4.5, 5],
    [11, 12],
  ];
  expect(partsAround(moments, [0, 10], 'wasm')).toEqual([
    [1.5, 5.5],
    [7.5, 9.5],
  ]);
  expect(partsAround([[5, 6]], [0, 4], 'wasm')).toBeNull();
  const many = Array.from({ length: 13 }, (_, i): Span => [10 * i, 10 * i + 1]);
  expect(partsAround(many, [0, 200], 'wasm')).toBeNull();
  expect(partsAround(many, [0, 200], 'webgpu')).toHaveLength(13);
});
