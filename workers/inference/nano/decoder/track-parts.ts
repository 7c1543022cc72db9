import { area, centre, type Span, type Tube } from '../../../../src/core/index.ts';

export type Direction = 'left' | 'right' | 'up' | 'down' | 'nearer' | 'away';

/** The times in which one of `a` and one of `b` share, in order. */
export function overlaps(a: readonly Span[], b: readonly Span[]): Span[] {
  const shared = a.flatMap((one) => b.map((two): Span => [Math.max(one[0], two[0]), Math.min(one[1], two[1])]));
  return merge(shared.filter(([start, end]) => end > start));
}

/** The times of `a` in which none of `b` is. */
export function clearedOf(a: readonly Span[], b: readonly Span[]): Span[] {
  let rest = merge(a);
  for (const [from, to] of b) {
    rest = rest.flatMap(([start, end]) => {
      const sides: Span[] = [
        [start, Math.min(end, from)],
        [Math.max(start, to), end],
      ];
      return sides.filter((side) => side[1] > side[0]);
    });
  }
  return rest;
}

/** Spans that touch as one, in order. */
function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

/** How far along its way (in direction `kind`) a tube is at each of its boxes; grows while it moves that way. */
function progress({ boxes }: Tube, kind: Direction): { time: number; value: number }[] {
  return boxes.map(({ time, box }) => {
    const [x, y] = centre(box);
    const value = { left: -x, right: x, up: -y, down: y, nearer: Math.log(area(box)), away: -Math.log(area(box)) }[kind];
    return { time, value };
  });
}

/** What is no more than jitter: a share of the picture, and for depth the logarithm of the area's growth (training/tracks.py). */
const LEAST = { left: 0.1, right: 0.1, up: 0.1, down: 0.1, nearer: Math.log(1.4), away: Math.log(1.4) } as const;
/** Of the way from the beginning to the end, the time in which all but this share at either side is made. */
const EDGE = 0.08;

/**
 * When a thing moves in a direction: the stretch in which it makes the most way (the largest rise of the maximal-sum kind), without the
 * slow beginning and end. `null` when it never does.
 */
export function movingSpan(tube: Tube, kind: Direction): Span | null {
  const points = progress(tube, kind);
  let low = 0;
  let best = { from: 0, to: 0, rise: 0 };
  for (const [i, { value }] of points.entries()) {
    if (value < points[low]!.value) low = i;
    const rise = value - points[low]!.value;
    if (rise > best.rise) best = { from: low, to: i, rise };
  }
  const [from, to] = [points[best.from], points[best.to]];
  if (!from || !to || best.rise < LEAST[kind]) return null;
  const inside = points.slice(best.from, best.to + 1);
  const begins = inside.findLast(({ value }) => value <= from.value + EDGE * best.rise) ?? from;
  const ends = inside.find(({ value, time }) => time > begins.time && value >= to.value - EDGE * best.rise) ?? to;
  return ends.time > begins.time ? [begins.time, ends.time] : [from.time, to.time];
}
