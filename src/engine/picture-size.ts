import type { Size } from '../core/index.ts';

/** The longest side of an opened picture in pixels: within the texture limit of phones, and more than any model looks at. */
export const MAX_PICTURE_SIDE = 4096;
/** The most pixels of an opened picture: 64 MB as RGBA, of which the page and the worker hold one copy each. */
export const MAX_PICTURE_PIXELS = 16_000_000;
/** From here on a picture is refused unread: decoding would take over a gigabyte. */
export const REFUSED_PIXELS = 300_000_000;

/** `size` made to fit the limits, sides in proportion, in whole pixels, at least 1. A size that fits is returned as it is. */
export function fitPicture(size: Size, maxSide = MAX_PICTURE_SIDE, maxPixels = MAX_PICTURE_PIXELS): Size {
  const { width, height } = size;
  const scale = Math.min(1, maxSide / Math.max(width, height), Math.sqrt(maxPixels / (width * height)));
  if (scale === 1) return size;
  // Down, so that rounding does not exceed the limit.
  const side = (v: number): number => Math.max(1, Math.floor(v * scale));
  return { width: side(width), height: side(height) };
}
