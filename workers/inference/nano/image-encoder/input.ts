import type { Size } from '../../../../src/core/index.ts';
import type { Pixels } from './colours.ts';

/** Longer side of the network's input, px: see bench/detector/README.md. */
export const INPUT_SIDE = 640;

/** The network halves the picture five times, so its sides are multiples of 32. */
const MULTIPLE = 32;

/**
 * The size at which a picture goes into the network: its longer side becomes 640, its sides are rounded to multiples of 32, so
 * that its shape changes by a few percent at most (the network was trained on pictures squeezed into a square). Very long
 * pictures are squeezed to at least 32 px.
 */
export function inputSize(picture: Size): Size {
  const scale = INPUT_SIDE / Math.max(picture.width, picture.height);
  const fit = (side: number): number => Math.max(MULTIPLE, Math.round((side * scale) / MULTIPLE) * MULTIPLE);
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

/** Draws the picture at the network's size. Throws when the canvas cannot be made (out of memory). */
export function drawPixels(bitmap: ImageBitmap): Pixels {
  const { width, height } = inputSize(bitmap);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No ${width} × ${height} canvas`);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  // sRGB asked for by name, so that a wide-gamut screen or picture changes nothing.
  return context.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
}
