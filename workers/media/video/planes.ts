import { tapsFor, type Taps } from '../../../src/core/index.ts';
import { writeRow, type YuvMatrix } from './yuv.ts';

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

/** The share of two samples that count alike. */
const HALF = 8;

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
  const line = new Int32Array(width);
  const even = columns.share.every((share) => share === HALF);
  return (data, [luma, u, v = { offset: u!.offset + 1, stride: u!.stride }], pixels) => {
    for (let row = 0; row < height; row += 1) {
      const upper = luma!.offset + rows.before[row]! * luma!.stride;
      const lower = luma!.offset + rows.after[row]! * luma!.stride;
      if (even && rows.share[row] === HALF) meanLuma(data, upper, lower, columns, line);
      else mixLuma(data, upper, lower, rows.share[row]!, columns, line);
      const chroma = {
        u: u!.offset + chromaRows[row]! * u!.stride,
        v: v.offset + chromaRows[row]! * v.stride,
        at: chromaColumns,
      };
      writeRow(line, data, chroma, matrix, pixels, first + row * below, right);
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

/** One target row of luma, in 1/256. */
function mixLuma(data: Uint8Array, upper: number, lower: number, low: number, columns: Taps, line: Int32Array): void {
  const { before, after, share } = columns;
  for (let x = 0; x < line.length; x += 1) {
    const i = before[x]!;
    const j = after[x]!;
    const a = data[upper + i]!;
    const b = data[upper + j]!;
    const left = (a << 4) + Math.imul(low, data[lower + i]! - a);
    const right = (b << 4) + Math.imul(low, data[lower + j]! - b);
    line[x] = (left << 4) + Math.imul(right - left, share[x]!);
  }
}

/** The same where all four samples count alike, as they do from half the size down: without multiplication. */
function meanLuma(data: Uint8Array, upper: number, lower: number, { before, after }: Taps, line: Int32Array): void {
  for (let x = 0; x < line.length; x += 1) {
    const i = before[x]!;
    const j = after[x]!;
    line[x] = (data[upper + i]! + data[upper + j]! + data[lower + i]! + data[lower + j]!) << 6;
  }
}
