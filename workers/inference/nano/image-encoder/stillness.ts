import type { Pixels } from '../../../../src/core/index.ts';

/** Side of the squares that are compared, in pixels of the network's input. */
const BLOCK = 8;
/** How far a square's mean may move and count as still, of 255: above the noise of cameras and codecs, below what the network would notice. */
const STILL = 3;

/**
 * Sums of the green channel, which carries most of the brightness, over squares of 8 x 8 pixels (cut at the right and lower edge).
 */
function blockSums({ width, height, data }: Pixels): Float32Array {
  const columns = Math.ceil(width / BLOCK);
  const sums = new Float32Array(columns * Math.ceil(height / BLOCK));
  for (let y = 0; y < height; y += 1) {
    const row = Math.floor(y / BLOCK) * columns;
    for (let x = 0; x < width; x += 1) sums[row + Math.floor(x / BLOCK)]! += data[4 * (y * width + x) + 1]!;
  }
  return sums;
}

/**
 * Keeps what was worked out for a picture for as long as the next ones look the same: a camera that stands still, slides, a screen. Each is
 * compared with the picture that the work was done on, so that slow changes add up.
 */
export class Stillness<T> {
  #known: { readonly width: number; readonly height: number; readonly sums: Float32Array; readonly value: T } | null = null;

  /** What was kept, or `null` where any square has changed. */
  recall(pixels: Pixels): T | null {
    const known = this.#known;
    if (!known || known.width !== pixels.width || known.height !== pixels.height) return null;
    const most = STILL * BLOCK * BLOCK;
    return blockSums(pixels).every((sum, i) => Math.abs(sum - known.sums[i]!) <= most) ? known.value : null;
  }

  keep(pixels: Pixels, value: T): void {
    this.#known = { width: pixels.width, height: pixels.height, sums: blockSums(pixels), value };
  }
}
