import { duration, type Span } from '../span.ts';
import { mergeSpans, sharedSeconds } from './span-sets.ts';
import { ratio, sum } from './statistics.ts';

/** One recording asked for one thing; seconds. */
export interface PsdsSample {
  readonly duration: number;
  readonly truth: readonly Span[];
}

/** What a system detects at one decision threshold: the spans for each recording, in the order of the samples. */
export type OperatingPoint = readonly (readonly Span[])[];

export interface PsdsOptions {
  /** Detection tolerance: least share of a detection that must lie in true events, 0..1. */
  readonly dtc?: number;
  /** Ground truth intersection: least share of a true event that valid detections must cover, 0..1. */
  readonly gtc?: number;
  /** Highest false positive rate of the area, per hour; by default the highest that any operating point has. */
  readonly maxFpr?: number;
}

/** One operating point on the curve: share of true events found, 0..1, and false positives per hour. */
export interface PsdsPoint {
  readonly tpr: number;
  readonly fpr: number;
}

const HOUR = 3600;

/**
 * Rates of one operating point (psds_eval, Bilen et al. 2020, arXiv 1910.08440, for a single class: no cross-triggers). A detection is
 * valid when at least `dtc` of it lies in true events; a true event is found when valid detections cover at least `gtc` of it; a
 * detection that is not valid and touches the recording is a false positive. Overlapping spans of one recording are joined first,
 * which the original refuses.
 */
export function psdsPoint(
  samples: readonly PsdsSample[],
  detections: OperatingPoint,
  { dtc = 0.5, gtc = 0.5 }: PsdsOptions = {},
): PsdsPoint {
  let events = 0;
  let found = 0;
  let wrong = 0;
  for (const [i, sample] of samples.entries()) {
    const truth = mergeSpans(sample.truth);
    const covered = (span: Span, by: readonly Span[]): number =>
      sum(by.map((other) => sharedSeconds(span, other) / duration(span)));
    const all = mergeSpans(detections[i] ?? []).filter(([start, end]) => start < sample.duration && end > 0);
    const valid = all.filter((span) => covered(span, truth) >= dtc && covered(span, truth) > 0);
    events += truth.length;
    found += truth.filter((span) => covered(span, valid) >= gtc && covered(span, valid) > 0).length;
    wrong += all.length - valid.length;
  }
  return { tpr: ratio(found, events), fpr: ratio(wrong * HOUR, sum(samples.map((s) => s.duration))) };
}

/**
 * Polyphonic sound detection score for one class, 0..1: the area under the staircase of the best true positive rate at each false
 * positive rate up to `maxFpr` per hour, divided by `maxFpr` (psds_eval's area under TPR over FPR with alpha_st = 0; its `psds()`
 * itself needs two classes, for it averages cross-triggers over the others). AudioGrounding uses dtc = gtc = 0.5, DCASE 0.7/0.7 and
 * 0.1/0.1. `NaN` without true events, or when no point has a false positive and `maxFpr` is not given.
 *
 * @param points one per decision threshold, in any order
 */
export function psds(samples: readonly PsdsSample[], points: readonly OperatingPoint[], options: PsdsOptions = {}): number {
  const curve = points
    .map((point) => psdsPoint(samples, point, options))
    .concat({ tpr: 0, fpr: 0 })
    .toSorted((a, b) => a.fpr - b.fpr);
  const limit = options.maxFpr ?? Math.max(...curve.map(({ fpr }) => fpr));
  if (samples.every(({ truth }) => mergeSpans(truth).length === 0)) return Number.NaN;
  let area = 0;
  let height = 0;
  for (const [i, { tpr, fpr }] of curve.entries()) {
    if (fpr > limit) break;
    height = Math.max(height, tpr);
    area += height * (Math.min(limit, curve[i + 1]?.fpr ?? limit) - fpr);
  }
  return ratio(area, limit);
}
