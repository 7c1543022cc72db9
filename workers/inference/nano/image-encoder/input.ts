import type { Pixels, Size } from '../../../../src/core/index.ts';

/**
 * Longer sides of the network's input in its two passes, px: the first finds small things, the second large ones that the first
 * misses. See bench/detector/README.md.
 */
export const INPUT_SIDES = [640, 416] as const;

/** The network halves the picture five times, so its sides are multiples of 32. */
const MULTIPLE = 32;

/**
 * The size at which a picture goes into the network: its longer side becomes `side`, its sides are rounded to multiples of 32, so
 * that its shape changes by a few percent at most (the network was trained on pictures squeezed into a square). Very long
 * pictures are squeezed to at least 32 px.
 */
export function inputSize(picture: Size, side: number): Size {
  const scale = side / Math.max(picture.width, picture.height);
  const fit = (length: number): number => Math.max(MULTIPLE, Math.round((length * scale) / MULTIPLE) * MULTIPLE);
  return { width: fit(picture.width), height: fit(picture.height) };
}

/** The most numbers that a picture of `INPUT_SIDES` is. */
export const MOST_NUMBERS = 3 * INPUT_SIDES[0] * INPUT_SIDES[0];

/**
 * RGBA pixels as the network's tensor: planar `[3, height, width]`, RGB, 0..255; what is transparent counts as white.
 *
 * @param room where it is written: the same for one picture after another, which would leave megabytes behind otherwise
 */
export function toTensor(
  pixels: Pixels,
  room: Float32Array<ArrayBuffer> = new Float32Array(3 * pixels.width * pixels.height),
): Float32Array<ArrayBuffer> {
  const plane = pixels.width * pixels.height;
  const { data } = pixels;
  for (let i = 0; i < plane; i++) {
    const alpha = data[4 * i + 3]! / 255;
    for (let c = 0; c < 3; c++) room[c * plane + i] = alpha * data[4 * i + c]! + 255 * (1 - alpha);
  }
  return room.subarray(0, 3 * plane);
}

let context: OffscreenCanvasRenderingContext2D | null = null;

/** One canvas for all pictures, as large as the largest input. */
function sharedCanvas(): OffscreenCanvasRenderingContext2D {
  const [side] = INPUT_SIDES;
  context ??= new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No ${side} × ${side} canvas`);
  context.imageSmoothingQuality = 'high';
  return context;
}

/** Draws the picture at the network's size for a longer side of `side` px. Throws when the canvas cannot be made (out of memory). */
export function drawPixels(bitmap: ImageBitmap, side: (typeof INPUT_SIDES)[number]): Pixels {
  const { width, height } = inputSize(bitmap, side);
  const canvas = sharedCanvas();
  canvas.clearRect(0, 0, width, height);
  canvas.drawImage(bitmap, 0, 0, width, height);
  // sRGB asked for by name, so that a wide-gamut screen or picture changes nothing.
  return canvas.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
}
