import { readPictureList } from '../../core/datasets/index.ts';
import type { ReferringQuestion } from './run.ts';

/** What was read of a dataset: good records, and what is wrong with the others. */
export interface ReferringDataset {
  readonly questions: readonly ReferringQuestion[];
  /** One sentence per malformed record, with its place. */
  readonly problems: readonly string[];
}

/**
 * Reads the plain picture list `[{file, query, bbox: [x, y, width, height]}]`, pixels of the picture as displayed.
 * A malformed record is reported and the rest goes on. Questions about what is not there (`bbox: null`) are left out for now.
 */
export function readReferringList(text: string): ReferringDataset {
  const { records, problems } = readPictureList(text);
  const questions = records.flatMap(({ file, query, boxes }) => boxes.slice(0, 1).map((bbox) => ({ file, query, bbox })));
  const absent = records.length - questions.length;
  return {
    questions,
    problems: [
      ...problems.map(({ place, message }) => `${place}: ${message}`),
      ...(absent > 0 ? [`${absent} questions about absent things are not measured yet`] : []),
    ],
  };
}
