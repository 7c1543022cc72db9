import { expect, it } from 'vitest';
import { figuresOf } from './figures.ts';
import { readQuestions, type Question } from './dataset.ts';
import { answered, unanswered, type EvaluationRecord, type OpenFacts } from './record.ts';
import type { Box, Reference, Span } from '../../core/index.ts';

const PICTURE: OpenFacts = { kind: 'picture', size: { width: 100, height: 100 }, duration: null };
const sound = (duration: number): OpenFacts => ({ kind: 'sound', size: null, duration });

/** The record of an answer that points at these. */
function record(
  index: number,
  question: Question,
  facts: OpenFacts | null,
  at: { boxes?: readonly Box[]; spans?: readonly Span[]; words?: string; score?: number },
): EvaluationRecord {
  const common = { id: '', phrase: '', source: { pack: '', revision: '' }, ...(at.score !== undefined && { score: at.score }) };
  const references: Reference[] = [
    ...(at.boxes ?? []).map((box): Reference => Object.assign({ kind: 'box', box } as const, common)),
    ...(at.spans ?? []).map((span): Reference => Object.assign({ kind: 'span', span } as const, common)),
  ];
  const state = references.length > 0 ? 'found' : 'absent';
  const answer = { state, parts: [{ text: at.words ?? '' }], text: '', references } as const;
  return answered(unanswered(index, question, 'nano', facts), answer, { encode: 60, answer: 40 }, 'wasm');
}

it('reads good records and reports the others with their lines', () => {
  const good = { file: 'a.jpg', query: 'the dog', bbox: [1, 2, 3, 4], label: 'dog' };
  const rows = [good, null, { ...good, bbox: [1, 2] }, { ...good, query: ' ' }, { ...good, bbox: null }];
  const { questions, problems, format } = readQuestions(`[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]`);
  expect(format).toBe('list');
  expect(questions.map(({ truth }) => truth)).toEqual([
    { kind: 'boxes', boxes: [[1, 2, 3, 4]], unit: 'pixels' },
    { kind: 'boxes', boxes: [], unit: 'pixels' },
  ]);
  expect(problems.map((problem) => problem.split(',')[0])).toEqual(['line 3', 'line 4', 'line 5']);
});

it('says what to do about a format that it does not know', () => {
  expect(() => readQuestions('{"some": "thing"}')).toThrow(/Name it: list, refcoco/);
  expect(() => readQuestions('[]', '', 'yaml')).toThrow(/no format "yaml"/);
});

it('keeps misses in the denominator, files that cannot be opened among them', () => {
  const question: Question = { file: '', query: '', truth: { kind: 'boxes', boxes: [[0, 0, 50, 50]], unit: 'pixels' } };
  const records = [
    record(0, question, PICTURE, { boxes: [[0, 0, 0.5, 0.5]] }),
    record(1, question, PICTURE, { boxes: [[0, 0, 0.5, 0.3]] }),
    { ...record(2, question, PICTURE, {}), state: 'unreadable' } as const,
    unanswered(3, question, 'nano', null),
  ];
  const figures = figuresOf(records);
  expect(figures).toMatchObject({ questions: 4, 'acc@0.5': 0.5, 'acc@0.75': 0.25, parseFailures: 0.25, medianMs: 100 });
  expect(figures['mIoU']).toBeCloseTo(0.4);
  expect(figures).not.toHaveProperty('Pr@F1=1');
});

it('measures several things and none apart from one', () => {
  const { questions } = readQuestions(
    JSON.stringify({
      images: [{ id: 1, file_name: 'a.jpg' }],
      annotations: [
        { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 50, 50] },
        { id: 2, image_id: 1, category_id: 1, bbox: [50, 50, 50, 50] },
      ],
      categories: [{ id: 1, name: 'dog' }],
    }),
  );
  const never: Question = { file: '', query: '', truth: { kind: 'boxes', boxes: [], unit: 'pixels' } };
  const both: readonly Box[] = [
    [0, 0, 0.5, 0.5],
    [0.5, 0.5, 1, 1],
  ];
  const records = [record(0, questions[0]!, PICTURE, { boxes: both }), record(1, never, PICTURE, { boxes: both })];
  expect(questions[0]?.query).toBe('dog');
  expect(figuresOf(records)).toMatchObject({ 'Pr@F1=1': 0.5, N_acc: 0, T_acc: 1, 'anyBox.R@1': 1, 'mergedBox.R@1': 0 });
});

it('measures spans of video and sound', () => {
  const { questions } = readQuestions(
    JSON.stringify([
      {
        file: 'a.wav',
        duration: 10,
        queries: [
          { query: 'a dog', spans: [[1, 3]] },
          { query: 'a cat', spans: [] },
        ],
      },
    ]),
  );
  const records = [
    record(0, questions[0]!, sound(10), { spans: [[1.1, 3]], score: 0.9 }),
    record(1, questions[1]!, sound(10), {}),
  ];
  const figures = figuresOf(records);
  expect(figures).toMatchObject({ questions: 2, 'R@1@0.5': 1, 'R@1@0.7': 1, eventF1: 1, segmentF1: 1, N_acc: 1, PSDS: 1 });
  expect(figures['mIoU']).toBeCloseTo(0.95);
  expect(figures['riskCoverageArea']).toBeLessThan(0.06);
});

it('reads yes-or-no questions and measures them by the words of the answers, by split too', () => {
  const line = (label: string) =>
    JSON.stringify({ question_id: 1, image: 'a.jpg', text: 'Is there a dog in the image?', label });
  const { questions } = readQuestions(`${line('yes')}\n${line('no')}\n`, 'coco_pope_random.json');
  const records = questions.map((question, i) =>
    record(i, question, PICTURE, { words: i === 0 ? 'Yes, there is a dog.' : 'No, there is no dog here.' }),
  );
  expect(figuresOf(records)).toMatchObject({ questions: 2, accuracy: 1, yesRatio: 0.5, 'random.accuracy': 1 });
});
