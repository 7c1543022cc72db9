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

/** RGBA pixels as the network's tensor: planar `[3, height, width]`, RGB, 0..255; what is transparent counts as white. */
export function toTensor(pixels: Pixels): Float32Array<ArrayBuffer> {
  const plane = pixels.width * pixels.height;
  const tensor = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    const alpha = pixels.data[4 * i + 3]! / 255;
    for (let c = 0; c < 3; c++) tensor[c * plane + i] = alpha * pixels.data[4 * i + c]! + 255 * (1 - alpha);
  }
  return tensor;
}

/** Draws the picture at the network's size for a longer side of `side` px. Throws when the canvas cannot be made (out of memory). */
export function drawPixels(bitmap: ImageBitmap, side: number): Pixels {
  const { width, height } = inputSize(bitmap, side);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No ${width} × ${height} canvas`);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  // sRGB asked for by name, so that a wide-gamut screen or picture changes nothing.
  return context.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
}
