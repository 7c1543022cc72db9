import { centre, type Box, type Size } from '../../../src/core/index.ts';

/** What the mask decoder is asked with, in pixels of its input. */
export type Prompt =
  | { readonly kind: 'box'; readonly corners: readonly [number, number, number, number] }
  | { readonly kind: 'point'; readonly at: readonly [number, number] };

/** A box no wider and no higher than this share of the picture is meant as a point: nobody draws a box so small around a thing. */
const POINT = 0.02;

/**
 * A drawn box as a prompt.
 *
 * @param input pixels that the picture has in the model's input
 */
export function toPrompt(box: Box, { width, height }: Size): Prompt {
  const [x0, y0, x1, y1] = box;
  if (Math.max(x1 - x0, y1 - y0) > POINT) return { kind: 'box', corners: [x0 * width, y0 * height, x1 * width, y1 * height] };
  const [x, y] = centre(box);
  return { kind: 'point', at: [x * width, y * height] };
}
