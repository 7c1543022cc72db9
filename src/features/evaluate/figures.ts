import type { Box } from '../../core/index.ts';
import { outcomeRates, referringMetrics } from '../../core/metrics/index.ts';
import type { EvaluationRecord } from './run.ts';

/** Figures of a run, named as in the table and in `--json`. Shares are 0..1, times milliseconds. */
export type Figures = Readonly<Record<string, number>>;

/** Overlaps nothing: the truth of a question whose picture could not be opened, which is a miss. */
const NOWHERE: Box = [0, 0, 0, 0];

/** Figures for referring expressions (`referringMetrics`), the share of each outcome, and the median time of an answer. */
export function referringFigures(records: readonly EvaluationRecord[]): Figures {
  return {
    ...referringMetrics(records.map(({ truth, boxes }) => ({ truth: truth ?? NOWHERE, boxes }))),
    ...outcomeRates(records.map((r) => r.state)),
    medianMs: median(records.map((r) => Object.values(r.timings).reduce((sum, v) => sum + v, 0))),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
