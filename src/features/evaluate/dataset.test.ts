import { expect, it } from 'vitest';
import type { Box } from '../../core/index.ts';
import { readQuestions } from './dataset.ts';
import { figuresOf } from './figures.ts';
import type { EvaluationRecord } from './run.ts';

it('reads good records and reports the others', () => {
  const good = { file: 'a.jpg', query: 'the dog', bbox: [1, 2, 3, 4], label: 'dog' };
  const { questions, problems } = readQuestions(
    JSON.stringify([good, null, { ...good, bbox: [1, 2] }, { ...good, query: ' ' }, { ...good, bbox: null }]),
  );
  expect(questions).toEqual([
    { file: 'a.jpg', query: 'the dog', bbox: [1, 2, 3, 4] },
    { file: 'a.jpg', query: 'the dog', bbox: null },
  ]);
  expect(problems).toHaveLength(3);
});

it('keeps misses in the denominator', () => {
  const truth: Box = [0, 0, 0.5, 0.5];
  const record = (boxes: readonly Box[], state: EvaluationRecord['state']): EvaluationRecord => ({
    index: 0, file: '', query: '', state, text: '', words: '', present: null, truth, boxes, iou: 0, timings: { encode: 100 }, device: 'wasm', failure: null,
  }); // prettier-ignore
  const lost = { ...record([], 'failed'), truth: null };
  const figures = figuresOf([record([truth], 'found'), record([[0, 0, 0.5, 0.3]], 'found'), record([], 'unreadable'), lost]);
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

it('reads yes-or-no questions and measures them by the words of the answers', () => {
  const line = (label: string) =>
    JSON.stringify({ question_id: 1, image: 'a.jpg', text: 'Is there a dog in the image?', label });
  const { questions } = readQuestions(`${line('yes')}\n${line('no')}\n`);
  expect(questions.map((q) => q.present)).toEqual([true, false]);
  const records = questions.map((question, index): EvaluationRecord => ({
    file: question.file, query: question.query, index, state: 'found', text: '', words: index === 0 ? 'Yes, there is a dog.' : 'No, there is no dog here.', present: question.present ?? null,
    truth: null, boxes: [], iou: 0, timings: { encode: 100 }, device: 'wasm', failure: null,
  })); // prettier-ignore
  expect(figuresOf(records)).toMatchObject({ questions: 2, accuracy: 1, yesRatio: 0.5 });
});
