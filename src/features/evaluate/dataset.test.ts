import { expect, it } from 'vitest';
import type { Box } from '../../core/index.ts';
import { readReferringList } from './dataset.ts';
import { referringFigures } from './figures.ts';
import type { EvaluationRecord } from './run.ts';

it('reads good records and reports the others', () => {
  const good = { file: 'a.jpg', query: 'the dog', bbox: [1, 2, 3, 4], label: 'dog' };
  const { questions, problems } = readReferringList(
    JSON.stringify([good, null, { ...good, bbox: [1, 2] }, { ...good, query: ' ' }, { ...good, bbox: null }]),
  );
  expect(questions).toEqual([{ file: 'a.jpg', query: 'the dog', bbox: [1, 2, 3, 4] }]);
  expect(problems).toHaveLength(4);
});

it('keeps misses in the denominator', () => {
  const truth: Box = [0, 0, 0.5, 0.5];
  const record = (boxes: readonly Box[], state: EvaluationRecord['state']): EvaluationRecord => ({
    index: 0, file: '', query: '', state, text: '', truth, boxes, iou: 0, timings: { encode: 100 }, device: 'wasm', failure: null,
  }); // prettier-ignore
  const lost = { ...record([], 'failed'), truth: null };
  const figures = referringFigures([
    record([truth], 'found'),
    record([[0, 0, 0.5, 0.3]], 'found'),
    record([], 'unreadable'),
    lost,
  ]);
  expect(figures).toMatchObject({
    questions: 4,
    'acc@0.5': 0.5,
    'acc@0.75': 0.25,
    parseFailures: 0.25,
    'state.found': 0.5,
    medianMs: 100,
  });
  expect(figures['mIoU']).toBeCloseTo(0.4);
});
