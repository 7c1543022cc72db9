import { temporalIou, type Span } from '../span.ts';
import { clampSpans, setTemporalIou } from './span-sets.ts';
import { mean, share, type Figures } from './statistics.ts';

/** One question about when: true spans (one or several) and the spans of the answer, best first; seconds. */
export interface MomentSample {
  readonly truth: readonly Span[];
  readonly spans: readonly Span[];
  /** Length of the medium in seconds; answers are cut to it when it is known. */
  readonly duration?: number;
}

/** The tIoU thresholds that are reported, all with `>=`. */
export const MOMENT_THRESHOLDS = [0.3, 0.5, 0.7] as const;

/**
 * Figures for moment retrieval, all 0..1:
 *
 * - `R@1@t`: share of questions whose first span has tIoU >= t with the true span, `mIoU` its mean (Charades-STA protocol, Gao et al.
 *   2017, arXiv 1705.02101, as in TimeChat `metrics/tvg/eval_tvg.py`; against the best true span where there are several, as in
 *   moment_detr `standalone_eval`),
 * - `set@t` and `setIoU`: the same for all spans of the answer against all true spans, by union.
 *
 * No span, an empty or a reversed span counts 0 and stays in the denominator; spans are never swapped. Questions without a true span
 * are left out: presence is measured apart.
 */
export function momentMetrics(samples: readonly MomentSample[]): Figures {
  const asked = samples.filter(({ truth }) => truth.length > 0);
  const top = asked.map((sample) => bestTemporalIou(sample.truth, inMedium(sample).at(0)));
  const sets = asked.map((sample) => setTemporalIou(sample.truth, inMedium(sample)));
  const at = (name: string, values: readonly number[]): Figures =>
    Object.fromEntries(MOMENT_THRESHOLDS.map((t) => [`${name}@${t}`, share(values, (value) => value >= t)]));
  return { questions: asked.length, ...at('R@1', top), mIoU: mean(top), ...at('set', sets), setIoU: mean(sets) };
}

/** tIoU of `span` with the true span it fits best, 0..1; 0 without a span. */
export function bestTemporalIou(truth: readonly Span[], span: Span | undefined): number {
  return span ? Math.max(0, ...truth.map((window) => temporalIou(window, span))) : 0;
}

/** The spans cut to the medium. The first stays first: one that lies outside leaves an empty span behind, not its successor. */
function inMedium({ spans, duration }: MomentSample): Span[] {
  if (duration === undefined) return [...spans];
  return spans.map((span) => clampSpans([span], duration)[0] ?? [0, 0]);
}
