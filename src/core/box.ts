/**
 * Boxes in pictures and video frames.
 *
 * One convention everywhere outside a model adapter: `[x0, y0, x1, y1]` as fractions of the picture as displayed (after the
 * EXIF turn), x to the right and y down, 0 ≤ x0 ≤ x1 ≤ 1 and 0 ≤ y0 ≤ y1 ≤ 1.
 */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/** A size in pixels, both sides positive. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The unit box: the whole picture. */
export const WHOLE: Box = [0, 0, 1, 1];

const clamp01 = (v: number): number => Math.min(1, Math.max(0, v));

/**
 * Makes any four numbers a valid box: corners put in order, clipped to 0..1.
 *
 * @returns the box, or `null` when a number is not finite or nothing of the box is left inside the picture.
 */
export function toBox(values: readonly number[]): Box | null {
  const [a, b, c, d] = values;
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  if (!values.slice(0, 4).every(Number.isFinite)) return null;
  const box: Box = [clamp01(Math.min(a, c)), clamp01(Math.min(b, d)), clamp01(Math.max(a, c)), clamp01(Math.max(b, d))];
  return area(box) > 0 ? box : null;
}

/** A box in pixels `[x0, y0, x1, y1]` of a picture of `size`, as fractions; `null` when empty. */
export function fromPixels(pixels: readonly [number, number, number, number], size: Size): Box | null {
  return toBox([pixels[0] / size.width, pixels[1] / size.height, pixels[2] / size.width, pixels[3] / size.height]);
}

/** A COCO box `[x, y, width, height]` in pixels (https://cocodataset.org/#format-data), as fractions; `null` when empty. */
export function fromCoco(xywh: readonly [number, number, number, number], size: Size): Box | null {
  const [x, y, w, h] = xywh;
  return fromPixels([x, y, x + w, y + h], size);
}

/** The box in pixels `[x0, y0, x1, y1]` of a picture of `size`, not rounded. */
export function toPixels(box: Box, size: Size): [number, number, number, number] {
  return [box[0] * size.width, box[1] * size.height, box[2] * size.width, box[3] * size.height];
}

/** Area as a fraction of the picture, 0..1. */
export function area(box: Box): number {
  return Math.max(0, box[2] - box[0]) * Math.max(0, box[3] - box[1]);
}

/** Centre `[x, y]` in fractions. */
export function centre(box: Box): [x: number, y: number] {
  return [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
}

/** Area shared by two boxes, as a fraction of the picture. */
export function intersection(a: Box, b: Box): number {
  const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return width > 0 && height > 0 ? width * height : 0;
}

/**
 * Intersection over union (Jaccard index), 0..1; 0 when both are empty. Fractions of one picture give the same value as its
 * pixels do.
 */
export function iou(a: Box, b: Box): number {
  const shared = intersection(a, b);
  const total = area(a) + area(b) - shared;
  return total > 0 ? shared / total : 0;
}

/** The smallest box around all of `boxes`, or `null` when there is none. */
export function enclosing(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  return boxes.reduce<Box>(
    (u, b) => [Math.min(u[0], b[0]), Math.min(u[1], b[1]), Math.max(u[2], b[2]), Math.max(u[3], b[3])],
    boxes[0]!,
  );
}

/** True when `point` ([x, y], fractions) lies in the box, edges included. */
export function contains(box: Box, point: readonly [number, number]): boolean {
  return point[0] >= box[0] && point[0] <= box[2] && point[1] >= box[1] && point[1] <= box[3];
}
