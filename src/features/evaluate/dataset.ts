import { detectFormat, readPictureList, readPope } from '../../core/datasets/index.ts';
import type { PictureQuestion } from './run.ts';

/** What was read of a dataset: good records, and what is wrong with the others. */
export interface QuestionSet {
  readonly questions: readonly PictureQuestion[];
  /** One sentence per malformed record, with its place. */
  readonly problems: readonly string[];
}

/**
 * Reads questions about pictures: POPE's JSON lines (`readPope`), or the plain picture list `[{file, query, bbox: [x, y, width, height]}]`,
 * pixels of the picture as displayed, where `bbox: null` asks for something that is not there.
 * A malformed record is reported and the rest goes on.
 */
export function readQuestions(text: string): QuestionSet {
  if (detectFormat(text) === 'pope') {
    const { records, problems } = readPope(text);
    const questions = records.map(({ file, question, present }) => ({ file, query: question, bbox: null, present }));
    return { questions, problems: problems.map(({ place, message }) => `${place}: ${message}`) };
  }
  const { records, problems } = readPictureList(text);
  return {
    questions: records.map(({ file, query, boxes }) => ({ file, query, bbox: boxes[0] ?? null })),
    problems: problems.map(({ place, message }) => `${place}: ${message}`),
  };
}
