import type { Mask } from './mask.ts';
import { rasterOfMask } from './raster.ts';

/** A closed line through places in fractions of the picture; the last one is joined to the first. */
export type Ring = readonly (readonly [x: number, y: number])[];

const outlines = new WeakMap<Mask, readonly Ring[]>();

/** The outline as data of an SVG path (https://www.w3.org/TR/SVG2/paths.html#PathData), in fractions of the picture. */
export function outlinePath(mask: Mask): string {
  const place = (value: number): string => String(Math.round(value * 1e5) / 1e5);
  return outlineOf(mask)
    .map((ring) => `M${ring.map(([x, y]) => `${place(x)} ${place(y)}`).join('L')}Z`)
    .join('');
}

/** Right, down, left, up. */
const STEPS = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

/**
 * The borders of a mask: those around its parts clockwise, those of its holes counter-clockwise (y runs down). Filled by either rule, even-odd
 * or non-zero, they are the mask.
 *
 * Each border is followed along the edges of its pixels, what is inside to the right, and then drawn through the middles of these edges: that
 * is marching squares (Lorensen and Cline 1987, in two dimensions) on a raster of ones and zeros. Pixels that touch at a corner alone are apart.
 * The middle of every pixel is on its right side of the line. Kept for each mask.
 */
export function outlineOf(mask: Mask): readonly Ring[] {
  const rings = outlines.get(mask) ?? follow(mask);
  outlines.set(mask, rings);
  return rings;
}

function follow(mask: Mask): readonly Ring[] {
  const { width, height } = mask.size;
  const raster = rasterOfMask(mask);
  const inside = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < width && y < height && raster[y * width + x] === 1;
  /** Pixels along whose upper edge a border was followed: every border has such an edge. */
  const seen = new Uint8Array(width * height);
  const rings: Ring[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!inside(x, y) || inside(x, y - 1) || seen[y * width + x]) continue;
      const ring: (readonly [number, number])[] = [];
      let [cx, cy, heading] = [x, y, 0];
      let before = -1;
      do {
        const [dx, dy] = STEPS[heading]!;
        if (heading === 0) seen[cy * width + cx] = 1;
        // Middles of edges in one line: the last stands for those between.
        const middle = [(cx + dx / 2) / width, (cy + dy / 2) / height] as const;
        const next = turn(cx + dx, cy + dy, heading, inside);
        if (before !== heading || next !== heading) ring.push(middle);
        [cx, cy, before, heading] = [cx + dx, cy + dy, heading, next];
      } while (cx !== x || cy !== y || heading !== 0);
      rings.push(ring);
    }
  }
  return rings;
}

/** Where a border goes on from a corner of pixels, by the two pixels ahead. */
function turn(x: number, y: number, heading: number, inside: (x: number, y: number) => boolean): number {
  // Of the four pixels around the corner, those ahead to the right and to the left.
  const [right, left] = (
    [
      [0, 0, 0, -1],
      [-1, 0, 0, 0],
      [-1, -1, -1, 0],
      [0, -1, -1, -1],
    ] as const
  ).map(([rx, ry, lx, ly]) => [inside(x + rx, y + ry), inside(x + lx, y + ly)] as const)[heading]!;
  if (!right) return (heading + 1) % 4;
  return left ? (heading + 3) % 4 : heading;
}
