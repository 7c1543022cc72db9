import { expect, it } from 'vitest';
import { readReferringList } from './dataset.ts';
import { referringFigures } from './figures.ts';
import type { EvaluationRecord } from './run.ts';

it('reads good records and reports the others with their place', () => {
  const good = { file: 'a.jpg', query: 'the dog', bbox: [1, 2, 3, 4], label: 'dog' };
  const { questions, problems } = readReferringList(
    JSON.stringify([good, null, { ...good, bbox: [1, 2] }, { ...good, query: ' ' }, { ...good, bbox: [0, 0, 0, 5] }]),
  );
  expect(questions).toEqual([good]);
  expect(problems.map((p) => p.slice(0, 8))).toEqual(['Record 1', 'Record 2', 'Record 3', 'Record 4']);
});

it.each(['', '{', '{}', '"text"', 'null'])('reports %j as a whole', (text) => {
  const { questions, problems } = readReferringList(text);
  expect(questions).toEqual([]);
  expect(problems).toHaveLength(1);
});

it('keeps misses in the denominator', () => {
  const record = (iou: number, state: EvaluationRecord['state']): EvaluationRecord => ({
    index: 0, file: '', query: '', state, text: '', truth: null, boxes: [], iou, bestIou: iou, timings: { encode: 100 }, device: 'wasm', failure: null,
  }); // prettier-ignore
  const figures = referringFigures([record(0.95, 'found'), record(0.6, 'found'), record(0, 'absent'), record(0, 'unreadable')]);
  expect(figures).toMatchObject({
    questions: 4,
    'acc@0.5': 0.5,
    'acc@0.75': 0.25,
    'acc@0.9': 0.25,
    parseFailures: 0.25,
    'state.found': 0.5,
    medianMs: 100,
  });
  expect(figures['mIoU']).toBeCloseTo(0.3875);
});
