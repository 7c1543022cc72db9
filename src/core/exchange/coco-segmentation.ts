/** `segmentation` of COCO annotations (https://cocodataset.org/#format-data): polygons in pixels, or run lengths. */
import type { Size } from '../box.ts';
import { isObject, malformed } from '../datasets/reading.ts';
import { boundMask, boundSize, MASK_SIDE, maskOfPolygons, polygonsOf, toMask, type Mask, type Ring } from '../mask/index.ts';
import { LIMITS } from './document.ts';

/** A ten-thousandth of a pixel. */
const short = (value: number): number => Math.round(value * 1e4) / 1e4;

/** A mask as polygons in pixels, `[x, y, x, y ...]`, one for each of its parts: more tools read these than run lengths. */
export function toSegmentation(mask: Mask, { width, height }: Size): number[][] {
  return polygonsOf(mask).map((ring) => ring.flatMap(([x, y]) => [short(x * width), short(y * height)]));
}

/**
 * The mask that a `segmentation` describes, with at most `MASK_SIDE` pixels along a side; `null` when there is none, or its polygons are so thin
 * that no pixel is in them.
 *
 * @param size of the picture, in pixels
 * @throws when it is neither polygons nor run lengths that fill a picture.
 */
export function fromSegmentation(value: unknown, size: Size): Mask | null {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return null;
  if (Array.isArray(value)) return maskOfPolygons(polygons(value as readonly unknown[], size), boundSize(size, MASK_SIDE));
  if (!isObject(value)) return malformed('the segmentation is neither polygons nor run lengths');
  const { counts } = value;
  const [height, width] = Array.isArray(value['size']) ? (value['size'] as readonly unknown[]) : [];
  if (typeof width !== 'number' || typeof height !== 'number' || !(Math.max(width, height) <= LIMITS.cocoSide))
    return malformed('the segmentation has no size, or too large a one');
  if (typeof counts !== 'string' && !Array.isArray(counts)) return malformed('the segmentation has no run lengths');
  if (counts.length > LIMITS.counts) return malformed(`the segmentation has more than ${LIMITS.counts} run lengths`);
  const mask = toMask({ width, height }, counts as string | readonly number[]);
  return mask ? boundMask(mask, MASK_SIDE) : malformed('the run lengths of the segmentation do not fill the picture');
}

function polygons(list: readonly unknown[], { width, height }: Size): Ring[] {
  let total = 0;
  return list.map((polygon) => {
    if (!Array.isArray(polygon) || polygon.length < 6 || polygon.length % 2 !== 0 || !polygon.every(Number.isFinite))
      return malformed('a polygon of the segmentation is not a list of places');
    total += polygon.length / 2;
    if (total > LIMITS.boxes) return malformed(`the segmentation has more than ${LIMITS.boxes} corners`);
    const numbers = polygon as readonly number[];
    return Array.from(
      { length: numbers.length / 2 },
      (_, i) => [numbers[2 * i]! / width, numbers[2 * i + 1]! / height] as const,
    );
  });
}
