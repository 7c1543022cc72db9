import { temporalIou, type Span } from '../span.ts';
import { vocAveragePrecision } from './average-precision.ts';
import { bestTemporalIou } from './moments.ts';
import { mean, share, type Figures } from './statistics.ts';

/** A span in seconds with the model's score (any scale, higher is better). */
export interface ScoredSpan {
  readonly span: Span;
  readonly score: number;
}

/** One QVHighlights query: its relevant windows and the predictions, as submitted (the first is the one for R@1). */
export interface ScoredMomentSample {
  readonly truth: readonly Span[];
  readonly spans: readonly ScoredSpan[];
}

/** tIoU thresholds 0.5, 0.55 ... 0.95 of the evaluator, with `>=`. */
export const QV_THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95] as const;

/** Lengths of windows in seconds, `(min, max]`; `full` keeps every window. */
const RANGES = {
  full: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  short: [0, 10],
  middle: [10, 30],
  long: [30, 150],
} as const;

export type QvRange = keyof typeof RANGES;

/** R@1 and mAP by threshold (`0.5` ... `0.95`), and mAP averaged over them; all 0..1. */
export interface QvFigures {
  readonly queries: number;
  readonly r1: Figures;
  readonly map: Figures;
  readonly average: number;
}

const TOP = 10;

/**
 * The QVHighlights moment figures, as jayleicn/moment_detr `standalone_eval/eval.py` computes them (Lei et al. 2021, arXiv
 * 2107.09609): R@1 of the first window against the best relevant window; per query VOC-2011 interpolated AP of the first 10 windows
 * in order of score, averaged over queries, at tIoU 0.5:0.05:0.95; both again for relevant windows of up to 10 s (`short`), 30 s
 * (`middle`) and 150 s (`long`), keeping the queries that have such a window.
 *
 * One difference: a query without any predicted window counts 0 here; the original leaves it out of mAP and stops at R@1.
 */
export function qvMomentMetrics(samples: readonly ScoredMomentSample[]): Readonly<Record<QvRange, QvFigures>> {
  const of = (range: QvRange): QvFigures => inRange(samples, RANGES[range]);
  return { full: of('full'), short: of('short'), middle: of('middle'), long: of('long') };
}

/** The headline figures by the names of our tables: `R@1@0.5`, `mAP`, `mAP.short` ...; all 0..1. */
export function qvHeadline(samples: readonly ScoredMomentSample[]): Figures {
  const { full, short, middle, long } = qvMomentMetrics(samples);
  return {
    questions: full.queries,
    'R@1@0.5': full.r1['0.5']!,
    'R@1@0.7': full.r1['0.7']!,
    mAP: full.average,
    'mAP@0.5': full.map['0.5']!,
    'mAP@0.75': full.map['0.75']!,
    'mAP.short': short.average,
    'mAP.middle': middle.average,
    'mAP.long': long.average,
  };
}

/**
 * Average precision of one query at one tIoU threshold, 0..1: predictions in order of score take the free true window that they fit
 * best, if it reaches the threshold (ActivityNet evaluation, as in moment_detr `standalone_eval/utils.py`).
 */
export function momentAveragePrecision({ truth, spans }: ScoredMomentSample, threshold: number): number {
  const taken = new Set<number>();
  const hits = spans
    .toSorted((a, b) => b.score - a.score)
    .map(({ span }) => {
      const fits = truth
        .map((window, i) => ({ i, value: temporalIou(window, span) }))
        .filter(({ i, value }) => value >= threshold && !taken.has(i));
      const best = fits.reduce<(typeof fits)[number] | null>((a, b) => (a && a.value > b.value ? a : b), null);
      if (best) taken.add(best.i);
      return best !== null;
    });
  return vocAveragePrecision(hits, truth.length);
}

function inRange(samples: readonly ScoredMomentSample[], [min, max]: readonly [number, number]): QvFigures {
  const kept = samples
    .map(({ truth, spans }) => ({
      truth: truth.filter(([start, end]) => end - start > min && end - start <= max),
      spans: spans.slice(0, TOP),
    }))
    .filter(({ truth }) => truth.length > 0);
  const first = kept.map(({ truth, spans }) => bestTemporalIou(truth, spans[0]?.span));
  const by = (value: (threshold: number) => number): Figures =>
    Object.fromEntries(QV_THRESHOLDS.map((threshold) => [String(threshold), value(threshold)]));
  const map = by((threshold) => mean(kept.map((sample) => momentAveragePrecision(sample, threshold))));
  return {
    queries: kept.length,
    r1: by((threshold) => share(first, (value) => value >= threshold)),
    map,
    average: mean(Object.values(map)),
  };
}
