import type { Size } from '../box.ts';
import { fromColumns, union, type Columns, type Mask } from './mask.ts';
import { outlineOf, type Ring } from './outline.ts';

/**
 * A mask as simple polygons, one for each of its parts, as tools have them that know no holes: a hole is joined to the line around it by a cut
 * of no width, there and back.
 */
export function polygonsOf(mask: Mask): Ring[] {
  const parts: { readonly outer: Ring; joined: Ring }[] = [];
  const holes: Ring[] = [];
  for (const ring of outlineOf(mask)) {
    if (signedArea(ring) > 0) parts.push({ outer: ring, joined: ring });
    else holes.push(ring);
  }
  for (const hole of holes) {
    // Parts may lie in holes of others: the smallest part around it is its own.
    const around = parts.filter(({ outer }) => holds(outer, hole[0]!));
    const own = around.toSorted((a, b) => signedArea(a.outer) - signedArea(b.outer))[0];
    if (own) own.joined = join(own.joined, hole);
  }
  return parts.map(({ joined }) => joined);
}

function join(outer: Ring, hole: Ring): Ring {
  const [x, y] = hole[0]!;
  const away = outer.map(([px, py]) => (px - x) ** 2 + (py - y) ** 2);
  const at = away.indexOf(Math.min(...away));
  return [...outer.slice(0, at + 1), ...hole, hole[0]!, ...outer.slice(at)];
}

/** Positive when a ring runs clockwise (y runs down). */
function signedArea(ring: Ring): number {
  let sum = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nx, ny] = ring[(i + 1) % ring.length]!;
    sum += x * ny - nx * y;
  }
  return sum / 2;
}

/** Whether a point lies in a ring, by the even-odd rule. */
function holds(ring: Ring, [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (const [i, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    if (ax <= x !== bx <= x && ay + ((x - ax) / (bx - ax)) * (by - ay) < y) inside = !inside;
  }
  return inside;
}

/**
 * What lies in one polygon at least, each filled by the even-odd rule, as a mask: a pixel is inside when its middle is. (The COCO API draws
 * polygons a little wider, with the pixels that their lines run through.)
 *
 * @param polygons in fractions of the picture; what is outside of it is cut off
 * @returns `null` when no pixel is inside
 */
export function maskOfPolygons(polygons: readonly Ring[], size: Size): Mask | null {
  return polygons.length === 0 ? null : fromColumns(union(polygons.map((polygon) => fill(polygon, size))), size);
}

function fill(polygon: Ring, { width, height }: Size): Columns {
  /** The first pixel whose middle is not before a place. */
  const first = (place: number, count: number): number => Math.min(count, Math.max(0, Math.ceil(place * count - 0.5)));
  const crossings = Array.from({ length: width }, (): number[] => []);
  for (const [i, [ax, ay]] of polygon.entries()) {
    const [bx, by] = polygon[(i + 1) % polygon.length]!;
    const end = first(Math.max(ax, bx), width);
    for (let x = first(Math.min(ax, bx), width); x < end; x += 1)
      crossings[x]!.push(ay + (((x + 0.5) / width - ax) / (bx - ax)) * (by - ay));
  }
  return crossings.map((places) => {
    const rows: number[] = [];
    for (const place of places.toSorted((a, b) => a - b)) {
      const row = first(place, height);
      // A line at the same row as the one before closes what that one opened, or opens what it closed.
      if (rows.at(-1) === row) rows.pop();
      else rows.push(row);
    }
    return rows;
  });
}
