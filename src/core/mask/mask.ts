import type { Box, Size } from '../box.ts';
import { countsToText, textToCounts } from './rle.ts';

/**
 * A place in a picture, pixel by pixel: the exact shape of a thing.
 *
 * The grid of `size` lies over the whole picture as displayed; it need not have the picture's own pixels. `counts` are the run lengths of
 * pixels outside and inside in turn, beginning outside, column by column from the left and downwards in each, as COCO has them, in its
 * compressed text (`countsToText`; https://cocodataset.org/#format-data). A mask has one pixel inside at least; `box` is the smallest box
 * around them.
 */
export interface Mask {
  readonly size: Size;
  readonly counts: string;
  readonly box: Box;
}

/** Pixels along the longer side of the masks that are made here, at most: finer than any model here draws them. */
export const MASK_SIDE = 512;

/** The rows that are inside, for each column from the left: `[start, end, start, end ...]`, ascending, no two of them touching. */
export type Columns = readonly (readonly number[])[];

/** Columns are asked for at every move of a pointer. */
const known = new WeakMap<Mask, Columns>();

/**
 * A mask out of its run lengths, compressed or not.
 *
 * @returns `null` when they are no run lengths, do not fill `size` (whole numbers, 1 or more) exactly, or have no pixel inside.
 */
export function toMask(size: Size, counts: string | readonly number[]): Mask | null {
  const { width, height } = size;
  const runs = typeof counts === 'string' ? textToCounts(counts) : counts;
  if (!runs || ![width, height].every((side) => Number.isSafeInteger(side) && side > 0)) return null;
  let total = 0;
  for (const run of runs) {
    if (!Number.isSafeInteger(run) || run < 0) return null;
    total += run;
    if (total > width * height) return null;
  }
  return total === width * height ? fromColumns(split(runs, size), size) : null;
}

/** A mask out of its columns, `size.width` of them; `null` when it is empty. */
export function fromColumns(columns: Columns, size: Size): Mask | null {
  let [left, top, right, bottom] = [size.width, size.height, 0, 0];
  const counts: number[] = [];
  /** Where the last run ended, in pixels from the first. */
  let at = 0;
  for (const [x, rows] of columns.entries()) {
    for (let i = 0; i < rows.length; i += 2) {
      const [start, end] = [rows[i]!, rows[i + 1]!];
      [left, right] = [Math.min(left, x), x + 1];
      [top, bottom] = [Math.min(top, start), Math.max(bottom, end)];
      const from = x * size.height + start;
      // What reaches the foot of one column goes on at the head of the next.
      if (from === at && counts.length > 0) counts[counts.length - 1]! += end - start;
      else counts.push(from - at, end - start);
      at = x * size.height + end;
    }
  }
  if (counts.length === 0) return null;
  if (at < size.width * size.height) counts.push(size.width * size.height - at);
  const box: Box = [left / size.width, top / size.height, right / size.width, bottom / size.height];
  return { size: { width: size.width, height: size.height }, counts: countsToText(counts), box };
}

/** The columns of a mask. */
export function columnsOf(mask: Mask): Columns {
  const columns = known.get(mask) ?? split(textToCounts(mask.counts) ?? [], mask.size);
  known.set(mask, columns);
  return columns;
}

function split(counts: readonly number[], { width, height }: Size): Columns {
  const columns: number[][] = Array.from({ length: width }, () => []);
  let at = 0;
  for (const [i, count] of counts.entries()) {
    const end = at + count;
    if (i % 2 === 1) {
      while (at < end) {
        const x = Math.floor(at / height);
        const stop = Math.min(end, (x + 1) * height);
        const rows = columns[x]!;
        // Two runs with an empty one between them are one.
        if (rows.at(-1) === at - x * height) rows[rows.length - 1] = stop - x * height;
        else rows.push(at - x * height, stop - x * height);
        at = stop;
      }
    }
    at = end;
  }
  return columns;
}

/** Area as a fraction of the picture, 0..1. */
export function maskArea(mask: Mask): number {
  return pixels(columnsOf(mask)) / (mask.size.width * mask.size.height);
}

function pixels(columns: Columns): number {
  let total = 0;
  for (const rows of columns) for (let i = 0; i < rows.length; i += 2) total += rows[i + 1]! - rows[i]!;
  return total;
}

/** True when the pixel at `point` ([x, y], fractions) is inside. */
export function maskCovers(mask: Mask, [x, y]: readonly [number, number]): boolean {
  const row = Math.floor(y * mask.size.height);
  const rows = columnsOf(mask)[Math.floor(x * mask.size.width)] ?? [];
  for (let i = 0; i < rows.length; i += 2) if (row >= rows[i]! && row < rows[i + 1]!) return true;
  return false;
}

/** The same mask on another grid, each pixel as the nearest of the old one; `null` when nothing is left of it. */
export function resizeMask(mask: Mask, size: Size): Mask | null {
  const { width, height } = mask.size;
  if (width === size.width && height === size.height) return mask;
  const columns = columnsOf(mask);
  /** The first row whose middle lies at or below an old edge. */
  const edge = (row: number): number => Math.min(size.height, Math.max(0, Math.ceil((row * size.height) / height - 0.5)));
  const scaled = new Map<number, readonly number[]>();
  const resized = Array.from({ length: size.width }, (_, x) => {
    const source = Math.floor(((x + 0.5) * width) / size.width);
    const rows = scaled.get(source) ?? joined(columns[source]!.map(edge));
    scaled.set(source, rows);
    return rows;
  });
  return fromColumns(resized, size);
}

/** A mask whose longer side has `most` pixels at most. One of which nothing would be left stays as it is. */
export function boundMask(mask: Mask, most: number): Mask {
  return resizeMask(mask, boundSize(mask.size, most)) ?? mask;
}

/** A size with the same shape, as nearly as whole numbers allow, whose longer side has `most` pixels at most. */
export function boundSize({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Pairs without the empty ones; pairs that touch become one. */
function joined(rows: readonly number[]): readonly number[] {
  const out: number[] = [];
  for (let i = 0; i < rows.length; i += 2) {
    const [start, end] = [rows[i]!, rows[i + 1]!];
    if (end <= start) continue;
    if (out.length > 0 && out.at(-1)! >= start) out[out.length - 1] = Math.max(out.at(-1)!, end);
    else out.push(start, end);
  }
  return out;
}

/** Everything that lies in one of several sets of columns of one size. */
export function union(sets: readonly Columns[]): Columns {
  const [first = [], ...rest] = sets;
  if (rest.length === 0) return first;
  return first.map((_, x) => {
    const pairs = sets.flatMap((columns) => {
      const rows = columns[x]!;
      return Array.from({ length: rows.length / 2 }, (_, i) => [rows[2 * i]!, rows[2 * i + 1]!] as const);
    });
    return joined(pairs.toSorted((a, b) => a[0] - b[0]).flat());
  });
}

/**
 * Intersection over union of two masks of one picture, 0..1 (`rleIou` of the COCO API, for things that are no crowd). Of two grids the
 * finer one is taken.
 */
export function maskIou(a: Mask, b: Mask): number {
  const finer = a.size.width * a.size.height >= b.size.width * b.size.height ? a : b;
  const other = resizeMask(finer === a ? b : a, finer.size);
  if (!other) return 0;
  const [one, two] = [columnsOf(finer), columnsOf(other)];
  const all = pixels(one) + pixels(two);
  let shared = 0;
  for (const [x, rows] of one.entries()) {
    const others = two[x]!;
    for (let i = 0, j = 0; i < rows.length && j < others.length;) {
      shared += Math.max(0, Math.min(rows[i + 1]!, others[j + 1]!) - Math.max(rows[i]!, others[j]!));
      if (rows[i + 1]! < others[j + 1]!) i += 2;
      else j += 2;
    }
  }
  return shared / (all - shared);
}
