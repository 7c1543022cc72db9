import { closeGaps, runsAbove } from './hysteresis.ts';
import type { Span } from './span.ts';

/** How well something fits a question over time: one score every `step` seconds, the first for the step that begins at `from`. */
export interface Curve {
  readonly scores: readonly number[];
  /** Seconds. */
  readonly from: number;
  readonly step: number;
}

/** A stretch of time that fits, with its best score. */
export interface Moment {
  readonly span: Span;
  readonly score: number;
}

/**
 * The stretches in which a curve stands out: smoothed over three steps, then cut by two thresholds half and a third of the way from its
 * median to its peak. Where more than half of it fits, the median is no background: then `least` alone decides.
 *
 * @param least below this nothing fits, however much it stands out
 */
export function momentsOf({ scores, from, step }: Curve, least: number): Moment[] {
  const smooth = scores.map((score, i) => ((scores[i - 1] ?? score) + 2 * score + (scores[i + 1] ?? score)) / 4);
  const median = smooth.toSorted((a, b) => a - b)[Math.floor(smooth.length / 2)] ?? 0;
  const peak = Math.max(...smooth);
  if (!(peak >= least)) return [];
  const within = (share: number): number => (median >= least ? least : Math.max(least, median + share * (peak - median)));
  const runs = closeGaps(
    runsAbove((row) => smooth[row]!, smooth.length, within(1 / 2), within(1 / 3)),
    1,
  );
  return runs.map(([start, end]) => ({
    span: [from + start * step, from + end * step],
    score: Math.max(...smooth.slice(start, end)),
  }));
}
