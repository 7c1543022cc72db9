import type { AttachedPicture } from '../../../src/engine/index.ts';
import type { Box } from '../../../src/core/index.ts';

/** The colours that the tiny checkpoints know (tools/checkpoints/colours.ts), as CSS has them. */
export const PAINT = {
  red: 'rgb(219 41 31)',
  green: 'rgb(31 161 51)',
  blue: 'rgb(31 61 199)',
  yellow: 'rgb(245 219 41)',
  purple: 'rgb(140 41 161)',
} as const;

export type Colour = keyof typeof PAINT;

/** Paints boxes of flat colour on light grey. */
export function paint(
  context: OffscreenCanvasRenderingContext2D,
  boxes: readonly { readonly colour: Colour; readonly box: Box }[],
): void {
  const { width, height } = context.canvas;
  context.fillStyle = 'rgb(225 225 225)';
  context.fillRect(0, 0, width, height);
  for (const { colour, box } of boxes) {
    context.fillStyle = PAINT[colour];
    context.fillRect(box[0] * width, box[1] * height, (box[2] - box[0]) * width, (box[3] - box[1]) * height);
  }
}

/** A picture of flat boxes, 640 x 480. */
export function painted(boxes: Parameters<typeof paint>[1]): ImageBitmap {
  const canvas = new OffscreenCanvas(640, 480);
  paint(canvas.getContext('2d')!, boxes);
  return canvas.transferToImageBitmap();
}

export const RED: Box = [0.1, 0.2, 0.4, 0.5];
export const BLUE: Box = [0.6, 0.55, 0.95, 0.9];

/** A red and a blue square as an opened picture. */
export const twoSquares = (): AttachedPicture => ({
  handle: { kind: 'picture', id: 'p', width: 640, height: 480 },
  bitmap: painted([
    { colour: 'red', box: RED },
    { colour: 'blue', box: BLUE },
  ]),
});
