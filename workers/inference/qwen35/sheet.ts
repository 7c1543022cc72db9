import type { Pixels } from '../../../src/core/index.ts';
import { GroundingError } from '../../../src/packs/index.ts';

/** Columns and rows for a number of frames, as square as may be. */
export function gridOf(count: number): { readonly columns: number; readonly rows: number } {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count)));
  return { columns, rows: Math.max(1, Math.ceil(count / columns)) };
}

/** Frames of one size side by side, from left to right and from top to bottom. Whoever gets the sheet closes it. */
export function drawSheet(frames: readonly Pixels[]): ImageBitmap {
  const [first] = frames;
  if (!first) throw new GroundingError('MEDIUM_UNREADABLE', 'the video has no frame there');
  const { columns, rows } = gridOf(frames.length);
  const canvas = new OffscreenCanvas(columns * first.width, rows * first.height);
  const context = canvas.getContext('2d');
  if (!context) throw new GroundingError('OUT_OF_MEMORY', `no canvas of ${canvas.width} x ${canvas.height}`);
  for (const [i, { data, width, height }] of frames.entries()) {
    const at = [(i % columns) * first.width, Math.floor(i / columns) * first.height] as const;
    context.putImageData(new ImageData(data, width, height), ...at);
  }
  return canvas.transferToImageBitmap();
}
