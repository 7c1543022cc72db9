import {
  detectFormat,
  FORMATS,
  readDataset,
  type Dataset,
  type Format,
  type MomentRecord,
  type ReferringRecord,
  type Xywh,
} from '../../core/datasets/index.ts';
import type { Span } from '../../core/index.ts';

/** What is right, by what the dataset asks. */
export type Truth =
  /** Where: all true boxes, in pixels of the picture as displayed or in fractions of its sides; none when it is not there. */
  | { readonly kind: 'boxes'; readonly boxes: readonly Xywh[]; readonly unit: ReferringRecord['unit'] }
  /** When: all true spans in seconds; none when it never happens. */
  | { readonly kind: 'spans'; readonly spans: readonly Span[]; readonly duration?: number }
  /** Whether. */
  | { readonly kind: 'presence'; readonly present: boolean };

/** One question about one picture, video or recording. */
export interface Question {
  readonly file: string;
  readonly query: string;
  readonly truth: Truth;
  /** The part of the dataset that it belongs to, where the dataset has parts. */
  readonly split?: string;
}

/** What was read of a dataset: good records, and what is wrong with the others. */
export interface QuestionSet {
  readonly format: Format;
  readonly questions: readonly Question[];
  /** One sentence per malformed record, with its place. */
  readonly problems: readonly string[];
}

/**
 * Reads a dataset of any of `FORMATS` as questions. A malformed record is reported and the rest goes on. A detection dataset asks, for
 * each picture, for every kind of thing that is in it.
 *
 * @param format told from the content when it is not given
 * @throws Error with a message for the user when the format is unknown or cannot be told
 */
export function readQuestions(text: string, fileName = '', format: string | null = null): QuestionSet {
  const known = FORMATS.find((name) => name === (format ?? detectFormat(text, fileName)));
  if (!known)
    throw new Error(
      format === null
        ? `The format of the dataset cannot be told from its content. Name it: ${FORMATS.join(', ')}.`
        : `There is no format "${format}". There are: ${FORMATS.join(', ')}.`,
    );
  const dataset = readDataset(known, text, fileName);
  return {
    format: known,
    questions: questionsOf(dataset),
    problems: dataset.problems.map(({ place, message }) => `${place}: ${message}`),
  };
}

function questionsOf(dataset: Dataset): Question[] {
  switch (dataset.kind) {
    case 'referring':
      return dataset.records.map(({ file, query, boxes, unit, split }) => ({
        file,
        query,
        truth: { kind: 'boxes', boxes, unit },
        ...(split !== undefined && { split }),
      }));
    case 'detection':
      return dataset.records.flatMap(({ file, objects }) =>
        [...new Set(objects.filter(({ crowd }) => !crowd).map(({ label }) => label))].map((label): Question => {
          const boxes = objects.filter((object) => object.label === label && !object.crowd).map(({ bbox }) => bbox);
          return { file, query: label, truth: { kind: 'boxes', boxes, unit: 'pixels' } };
        }),
      );
    case 'moment':
      return dataset.records.map((record) => ({ file: record.file, query: record.query, truth: spansOf(record) }));
    case 'presence':
      return dataset.records.map(({ file, question, present, split }) => ({
        file,
        query: question,
        truth: { kind: 'presence', present },
        ...(split !== undefined && { split }),
      }));
  }
}

const spansOf = ({ spans, duration }: MomentRecord): Truth => ({
  kind: 'spans',
  spans,
  ...(duration !== undefined && { duration }),
});
