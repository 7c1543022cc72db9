import { duration, type Span } from '../span.ts';
import { ratio, sum } from './statistics.ts';

/** Spans in order of time with overlaps joined (spans that only touch stay apart); empty, reversed and non-finite spans are dropped. Seconds. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: [number, number][] = [];
  const sound = spans.filter(([start, end]) => Number.isFinite(start) && Number.isFinite(end) && end > start);
  for (const [start, end] of sound.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** Length of the union of `spans`, seconds. */
export function coveredSeconds(spans: readonly Span[]): number {
  return sum(mergeSpans(spans).map(duration));
}

/** Seconds that two spans share, 0 when they are apart. */
export function sharedSeconds(a: Span, b: Span): number {
  return Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
}

/** Spans cut to `[0, total]` seconds; what lies outside is dropped. */
export function clampSpans(spans: readonly Span[], total: number): Span[] {
  return spans.flatMap(([start, end]): Span[] => {
    const cut: Span = [Math.max(0, start), Math.min(total, end)];
    return cut[1] > cut[0] ? [cut] : [];
  });
}

/**
 * Set temporal IoU, 0..1: seconds in both unions over seconds in either, for answers of several spans (the protocol of TimeLens2 for
 * multi-span answers). Both empty gives 1: nothing to find and nothing said; one empty gives 0.
 */
export function setTemporalIou(a: readonly Span[], b: readonly Span[]): number {
  const left = mergeSpans(a);
  const right = mergeSpans(b);
  if (left.length === 0 && right.length === 0) return 1;
  const both = sum(left.flatMap((x) => right.map((y) => sharedSeconds(x, y))));
  return ratio(both, coveredSeconds(left) + coveredSeconds(right) - both);
}
