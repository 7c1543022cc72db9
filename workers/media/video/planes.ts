import { tapsFor } from '../../../src/core/index.ts';
// oxlint-disable-next-line import/default -- the plugin makes it
import bytesOfKernel from './kernel/scale.ts?kernel';
import type { YuvMatrix } from './yuv.ts';

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

/** Makes pixels of frames of one format and size. */
export interface Scaler {
  /** For a frame's bytes, before `scale`. */
  readonly frame: Uint8Array;
  /** RGBA of the frame whose planes lie so in `frame`, row by row. */
  scale(planes: readonly Plane[]): Uint8ClampedArray<ArrayBuffer>;
}

/** What `kernel/scale.ts` exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  setMatrix(y: number, rv: number, gu: number, gv: number, bu: number, r: number, g: number, b: number): void;
  /** Addresses and steps in bytes. */
  scale(
    width: number,
    height: number,
    source: number,
    columns: number,
    rows: number,
    scratch: number,
    pixels: number,
    right: number,
    below: number,
  ): void;
}

let compiled: WebAssembly.Module | null = null;

/** 32-bit integers that the kernel wants for each target column and row. */
const COLUMN = 4;
const ROW = 5;
/** What the kernel may read or write behind the end of what it is given. */
const MARGIN = 64;
const PAGE = 65_536;

/**
 * Makes the scaler for frames of one format and size: it turns them upright and makes RGBA of them in one pass over the target, so that nothing is
 * worked out for pixels that no one looks at. Luma is the weighted mean of four samples, as in drawing, chroma one sample.
 *
 * @param bytes of a frame
 */
export function planeScaler({ format, source, target, rotation, matrix }: ScalerPlan, bytes: number): Scaler {
  const { across, down, step } = FORMATS[format];
  const turned = rotation % 180 !== 0;
  const [width, height] = turned ? [target.height, target.width] : [target.width, target.height];
  const columns = tapsFor(source.width, width);
  const rows = tapsFor(source.height, height);
  const chromaColumns = nearest(Math.ceil(source.width / across), width);
  const chromaRows = nearest(Math.ceil(source.height / down), height);
  const [first, right, below] = walk(target, rotation);

  compiled ??= new WebAssembly.Module(bytesOfKernel);
  const kernel = new WebAssembly.Instance(compiled).exports as unknown as Kernel;
  const { memory } = kernel;
  let end = memory.buffer.byteLength;
  const room = (length: number): number => {
    const at = end;
    end += Math.ceil((length + MARGIN) / 16) * 16;
    return at;
  };
  const at = {
    frame: room(bytes),
    columns: room(4 * COLUMN * width),
    rows: room(4 * ROW * height),
    scratch: room(2 * source.width + 4 * width),
    pixels: room(4 * width * height),
  };
  memory.grow(Math.ceil((end - memory.buffer.byteLength) / PAGE));
  const { y, rv, gu, gv, bu, r, g, b } = matrix;
  kernel.setMatrix(y, rv, gu, gv, bu, r, g, b);
  const columnTable = new Int32Array(memory.buffer, at.columns, COLUMN * width);
  for (let x = 0; x < width; x += 1)
    columnTable.set([columns.before[x]!, columns.after[x]!, columns.share[x]!, chromaColumns[x]! * step], COLUMN * x);
  const rowTable = new Int32Array(memory.buffer, at.rows, ROW * height);

  return {
    frame: new Uint8Array(memory.buffer, at.frame, bytes),
    scale([luma, u, v = { offset: u!.offset + 1, stride: u!.stride }]) {
      const address = (plane: Plane, row: number): number => at.frame + plane.offset + row * plane.stride;
      for (let row = 0; row < height; row += 1) {
        const i = ROW * row;
        rowTable[i] = address(luma!, rows.before[row]!);
        rowTable[i + 1] = address(luma!, rows.after[row]!);
        rowTable[i + 2] = rows.share[row]!;
        rowTable[i + 3] = address(u!, chromaRows[row]!);
        rowTable[i + 4] = address(v, chromaRows[row]!);
      }
      kernel.scale(width, height, source.width, at.columns, at.rows, at.scratch, at.pixels + 4 * first, 4 * right, 4 * below);
      return new Uint8ClampedArray(memory.buffer, at.pixels, 4 * width * height).slice();
    },
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
