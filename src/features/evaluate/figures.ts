import type { Box } from '../../core/index.ts';
import { outcomeRates, popeMetrics, referringMetrics } from '../../core/metrics/index.ts';
import type { EvaluationRecord } from './run.ts';

/** Figures of a run, named as in the table and in `--json`. Shares are 0..1, times milliseconds. */
export type Figures = Readonly<Record<string, number>>;

/** Overlaps nothing: the truth of a question whose picture could not be opened, which is a miss. */
const NOWHERE: Box = [0, 0, 0, 0];

/**
 * Figures of a run: for questions with a box those of referring expressions (`referringMetrics`), for yes-or-no questions POPE's
 * (`popeMetrics`, by the words of the answer), then the share of each outcome and the median time of an answer.
 */
export function figuresOf(records: readonly EvaluationRecord[]): Figures {
  const asked = records.filter((r) => r.present !== null);
  const referring = records.filter((r) => r.present === null);
  return {
    ...(referring.length > 0 && referringMetrics(referring.map(({ truth, boxes }) => ({ truth: truth ?? NOWHERE, boxes })))),
    ...(asked.length > 0 && popeMetrics(asked.map(({ present, words }) => ({ present: present === true, answer: words })))),
    ...outcomeRates(records.map((r) => r.state)),
    medianMs: median(records.map((r) => (r.timings['encode'] ?? 0) + (r.timings['answer'] ?? 0))),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
