import { tapsFor, type Taps } from '../../../src/core/index.ts';
import { COEFFICIENT_BITS, type YuvMatrix } from './yuv.ts';

/** How much smaller the chroma planes are, and how far apart two samples of one lie in memory. Names as WebCodecs has them. */
const FORMATS = {
  I420: { across: 2, down: 2, step: 1 },
  I422: { across: 2, down: 1, step: 1 },
  I444: { across: 1, down: 1, step: 1 },
  NV12: { across: 2, down: 2, step: 2 },
} as const;

/** Frames of 8-bit luma and chroma without transparency. */
export type PlanarFormat = keyof typeof FORMATS;

export const isPlanarFormat = (name: string | null): name is PlanarFormat => name !== null && name in FORMATS;

/** What a scaler is made for. */
export interface ScalerPlan {
  readonly format: PlanarFormat;
  /** The visible part of the frame as it was coded, px. */
  readonly source: { readonly width: number; readonly height: number };
  /** The picture as displayed, px. */
  readonly target: { readonly width: number; readonly height: number };
  /** Turn that makes the frame upright, clockwise. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly matrix: YuvMatrix;
}

/** Where a plane lies among a frame's bytes. */
type Plane = Readonly<Pick<PlaneLayout, 'offset' | 'stride'>>;

/** Writes a frame's planes into `pixels`, row by row, as 32-bit little-endian RGBA. */
export type Scaler = (data: Uint8Array, planes: readonly Plane[], pixels: Uint32Array) => void;

/**
 * Makes the function that scales frames of one format and size, turns them upright and makes RGBA of them: in one pass over the target, so that
 * nothing is worked out for pixels that no one looks at. Luma is the weighted mean of four samples, as in drawing, chroma one sample.
 */
export function planeScaler({ format, source, target, rotation, matrix }: ScalerPlan): Scaler {
  const { across, down, step } = FORMATS[format];
  const turned = rotation % 180 !== 0;
  const [width, height] = turned ? [target.height, target.width] : [target.width, target.height];
  const columns = tapsFor(source.width, width);
  const rows = tapsFor(source.height, height);
  const chromaColumns = nearest(Math.ceil(source.width / across), width).map((x) => x * step);
  const chromaRows = nearest(Math.ceil(source.height / down), height);
  const [first, right, below] = walk(target, rotation);
  return (data, [luma, u, v = { offset: u!.offset + 1, stride: u!.stride }], pixels) => {
    for (let row = 0; row < height; row += 1) {
      const chromaRow = chromaRows[row]!;
      writeRow(data, columns, chromaColumns, matrix, pixels, {
        upper: luma!.offset + rows.before[row]! * luma!.stride,
        lower: luma!.offset + rows.after[row]! * luma!.stride,
        share: rows.share[row]!,
        u: u!.offset + chromaRow * u!.stride,
        v: v.offset + chromaRow * v.stride,
        to: first + row * below,
        right,
      });
    }
  };
}

/** For each target sample the source sample at its middle. */
function nearest(source: number, target: number): Int32Array {
  return Int32Array.from({ length: target }, (_, i) => Math.min(source - 1, Math.floor(((i + 0.5) * source) / target)));
}

/** Where the first pixel of the unturned picture goes, and how far from it the next one to the right and the one below are, in pixels. */
function walk({ width, height }: ScalerPlan['target'], rotation: ScalerPlan['rotation']): [number, number, number] {
  switch (rotation) {
    case 0:
      return [0, 1, width];
    case 90:
      return [width - 1, width, -1];
    case 180:
      return [width * height - 1, -1, -width];
    case 270:
      return [(height - 1) * width, -width, 1];
  }
}

/** Places in the source's and the target's memory that belong to one row. */
interface Row {
  readonly upper: number;
  readonly lower: number;
  /** Weight of the lower row, of 16. */
  readonly share: number;
  readonly u: number;
  readonly v: number;
  readonly to: number;
  readonly right: number;
}

/**
 * The inner loop. `Math.imul` keeps it in 32-bit integers: products are beyond what the engine takes for small integers, and floats would be
 * several times as slow.
 */
function writeRow(
  data: Uint8Array,
  { before, after, share }: Taps,
  chroma: Int32Array,
  { y, rv, gu, gv, bu, r, g, b }: YuvMatrix,
  pixels: Uint32Array,
  row: Row,
): void {
  const { upper, lower, right } = row;
  const { u: u0, v: v0, share: low } = row;
  const high = 16 - low;
  const width = chroma.length;
  for (let x = 0, to = row.to; x < width; x += 1, to += right) {
    const [i, j, w] = [before[x]!, after[x]!, share[x]!];
    const left = Math.imul(high, data[upper + i]!) + Math.imul(low, data[lower + i]!);
    const next = Math.imul(high, data[upper + j]!) + Math.imul(low, data[lower + j]!);
    const luma = Math.imul(y, (left << 4) + Math.imul(next - left, w));
    const u = data[u0 + chroma[x]!]!;
    const v = data[v0 + chroma[x]!]!;
    let red = (luma + Math.imul(rv, v) + r) >> COEFFICIENT_BITS;
    let green = (luma + Math.imul(gu, u) + Math.imul(gv, v) + g) >> COEFFICIENT_BITS;
    let blue = (luma + Math.imul(bu, u) + b) >> COEFFICIENT_BITS;
    // One test for what nearly never happens.
    if (((red | green | blue) & ~255) !== 0) {
      red = red < 0 ? 0 : red > 255 ? 255 : red;
      green = green < 0 ? 0 : green > 255 ? 255 : green;
      blue = blue < 0 ? 0 : blue > 255 ? 255 : blue;
    }
    pixels[to] = 0xff000000 | (blue << 16) | (green << 8) | red;
  }
}
