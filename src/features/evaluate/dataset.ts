import type { ReferringQuestion } from './run.ts';

/** What was read of a dataset: good records, and what is wrong with the others. */
export interface ReferringDataset {
  readonly questions: readonly ReferringQuestion[];
  /** One sentence per malformed record, with its 0-based place. */
  readonly problems: readonly string[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Reads the plain picture list `[{file, query, bbox: [x, y, width, height]}]`, pixels of the picture as displayed.
 * A malformed record is reported and the rest goes on; text that is no JSON list at all gives one problem.
 */
export function readReferringList(text: string): ReferringDataset {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    return { questions: [], problems: [`The file is not JSON: ${String(error)}`] };
  }
  if (!Array.isArray(list)) return { questions: [], problems: ['The file is not a list of records.'] };
  const questions: ReferringQuestion[] = [];
  const problems: string[] = [];
  list.forEach((record: unknown, i) => {
    const problem = problemOf(record);
    if (problem) problems.push(`Record ${i}: ${problem}.`);
    else questions.push(record as ReferringQuestion);
  });
  return { questions, problems };
}

function problemOf(record: unknown): string | null {
  if (!isObject(record)) return 'it is not an object';
  const { file, query, bbox } = record;
  if (typeof file !== 'string' || file === '') return '"file" is not a path';
  if (typeof query !== 'string' || query.trim() === '') return '"query" is not a text';
  if (!Array.isArray(bbox) || bbox.length !== 4 || !bbox.every((v) => typeof v === 'number' && Number.isFinite(v))) {
    return '"bbox" is not [x, y, width, height]';
  }
  const [, , width, height] = bbox as number[];
  return width! > 0 && height! > 0 ? null : '"bbox" has no area';
}
