import type { Box } from './box.ts';

/** A time span `[start, end)` in seconds from the start of the medium, 0 ≤ start < end. */
export type Span = readonly [start: number, end: number];

/** A span with boxes at times (seconds, ascending): where one thing is through the frames. */
export interface Tube {
  readonly span: Span;
  readonly boxes: readonly { readonly time: number; readonly box: Box }[];
}

/** Length in seconds, never negative. */
export function duration(span: Span): number {
  return Math.max(0, span[1] - span[0]);
}

/**
 * Temporal intersection over union, 0..1: `max(0, min(e,e') - max(s,s')) / (max(e,e') - min(s,s'))`; 0 when a span is empty or
 * reversed (Charades-STA protocol, Gao et al. 2017, arXiv 1705.02101).
 */
export function temporalIou(a: Span, b: Span): number {
  if (a[1] <= a[0] || b[1] <= b[0]) return 0;
  const shared = Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
  return shared / (Math.max(a[1], b[1]) - Math.min(a[0], b[0]));
}

/** The box of a tube at `time`: linear between two known boxes, held before the first and after the last; `null` without any. */
export function boxAt({ boxes }: Tube, time: number): Box | null {
  const after = boxes.findIndex((known) => known.time >= time);
  const next = boxes[after];
  if (!next) return boxes.at(-1)?.box ?? null;
  const last = boxes[after - 1];
  if (!last || next.time === time) return next.box;
  const part = (time - last.time) / (next.time - last.time);
  const mix = (i: 0 | 1 | 2 | 3): number => last.box[i] + (next.box[i] - last.box[i]) * part;
  return [mix(0), mix(1), mix(2), mix(3)];
}
