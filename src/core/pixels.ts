import type { Size } from './box.ts';

/** 8-bit RGBA pixels, row by row, as `ImageData` has them. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** How each sample of a scaled row is made of two of the source's: `(16 - share) * before + share * after`, in 1/16. */
export interface Taps {
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly share: Int32Array;
}

/**
 * Taps for scaling a row of `source` samples to `target`, both at least 1. Down to half the length: between the two nearest neighbours of the
 * sample's middle (linear), which at half is their mean. Shorter still: the mean of the samples at a quarter and at three quarters of what
 * lies under it.
 */
export function tapsFor(source: number, target: number): Taps {
  const scale = source / target;
  const taps = Array.from({ length: target }, (_, i) =>
    scale > 2 ? spread(i * scale, scale) : between((i + 0.5) * scale - 0.5),
  );
  const within = (x: number): number => Math.min(source - 1, Math.max(0, x));
  return {
    before: Int32Array.from(taps, ([before]) => within(before)),
    after: Int32Array.from(taps, ([, after]) => within(after)),
    share: Int32Array.from(taps, ([, , share]) => share),
  };
}

const spread = (from: number, length: number): [number, number, number] => [
  Math.floor(from + length / 4),
  Math.floor(from + (3 * length) / 4),
  8,
];

function between(position: number): [number, number, number] {
  const before = Math.floor(position);
  return [before, before + 1, Math.round(16 * (position - before))];
}

/** Pixels scaled to another size, sides at least 1: each is the weighted mean of four (see `tapsFor`). Transparency is scaled along. */
export function scalePixels({ width, height, data }: Pixels, target: Size): Pixels {
  const scaled = new Uint8ClampedArray(4 * target.width * target.height);
  const columns = tapsFor(width, target.width);
  const rows = tapsFor(height, target.height);
  let to = 0;
  for (let y = 0; y < target.height; y += 1) {
    const [upper, lower, low] = [4 * width * rows.before[y]!, 4 * width * rows.after[y]!, rows.share[y]!];
    const high = 16 - low;
    for (let x = 0; x < target.width; x += 1) {
      const [left, right, share] = [4 * columns.before[x]!, 4 * columns.after[x]!, columns.share[x]!];
      for (let c = 0; c < 4; c += 1, to += 1) {
        const before = high * data[upper + left + c]! + low * data[lower + left + c]!;
        const after = high * data[upper + right + c]! + low * data[lower + right + c]!;
        scaled[to] = ((16 - share) * before + share * after + 128) >> 8;
      }
    }
  }
  return { ...target, data: scaled };
}
