import { duration, type Span } from '../span.ts';
import { largestMatching } from './matching.ts';
import { mergeSpans } from './span-sets.ts';
import { precisionRecall, ratio, sum, type Counts, type Figures } from './statistics.ts';

/** One recording asked for one thing: when it truly sounds, and when the answer says so; seconds. */
export interface SoundSample {
  readonly truth: readonly Span[];
  readonly spans: readonly Span[];
}

export interface EventOptions {
  /** Tolerance for the onset, and least tolerance for the offset; seconds. */
  readonly collar?: number;
  /** Tolerance for the offset as a share of the true event's length, 0..1. */
  readonly lengthShare?: number;
}

/**
 * Event-based figures, 0..1 (sed_eval `EventBasedMetrics`, Mesaros et al. 2016, doi 10.3390/app6060162): an event is right when its
 * onset is within `collar` and its offset within max(`collar`, `lengthShare` x true length) of a true event, one to one by the largest
 * matching. Counts are added over recordings (micro-average): `eventF1`, `eventPrecision`, `eventRecall`, and `eventErrorRate` =
 * (missed + inserted) / true events, which may exceed 1. Times are compared as they are, without rounding, as there: 0.9 - 0.7 is
 * more than 0.2 in floating point.
 */
export function eventMetrics(samples: readonly SoundSample[], { collar = 0.2, lengthShare = 0.2 }: EventOptions = {}): Figures {
  const within = (a: number, b: number, tolerance: number): boolean => Math.abs(a - b) <= tolerance;
  const counts = samples.map(({ truth, spans }) => {
    const events = truth.filter(nonEmpty);
    const answers = spans.filter(nonEmpty);
    const found = largestMatching(events.length, answers.length, (i, j) => {
      const event = events[i]!;
      const answer = answers[j]!;
      return (
        within(event[0], answer[0], collar) && within(event[1], answer[1], Math.max(collar, lengthShare * duration(event)))
      );
    });
    return { truePositives: found, falsePositives: answers.length - found, falseNegatives: events.length - found };
  });
  return figures('event', counts);
}

/**
 * Segment-based figures, 0..1 (sed_eval `SegmentBasedMetrics`, same paper): time is cut into segments of `segment` seconds, and a
 * segment counts as active when any part of an event lies in it. Counts are added over recordings: `segmentF1` and its kin.
 */
export function segmentMetrics(samples: readonly SoundSample[], segment = 1): Figures {
  const counts = samples.map(({ truth, spans }) => {
    const active = activeSegments(truth, segment);
    const said = activeSegments(spans, segment);
    const both = [...said].filter((i) => active.has(i)).length;
    return { truePositives: both, falsePositives: said.size - both, falseNegatives: active.size - both };
  });
  return figures('segment', counts);
}

const nonEmpty = ([start, end]: Span): boolean => end > start;

function activeSegments(spans: readonly Span[], segment: number): Set<number> {
  const active = new Set<number>();
  for (const [start, end] of mergeSpans(spans)) {
    for (let i = Math.floor(start / segment); i < Math.ceil(end / segment); i += 1) active.add(i);
  }
  return active;
}

function figures(name: 'event' | 'segment', counts: readonly Counts[]): Figures {
  const total: Counts = {
    truePositives: sum(counts.map((c) => c.truePositives)),
    falsePositives: sum(counts.map((c) => c.falsePositives)),
    falseNegatives: sum(counts.map((c) => c.falseNegatives)),
  };
  const { f1, precision, recall } = precisionRecall(total);
  return {
    [`${name}F1`]: f1,
    [`${name}Precision`]: precision,
    [`${name}Recall`]: recall,
    ...(name === 'event' && {
      eventErrorRate: ratio(total.falsePositives + total.falseNegatives, total.truePositives + total.falseNegatives),
    }),
  };
}
