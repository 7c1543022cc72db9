import type { Box } from '../../../src/core/index.ts';
import { BINS } from './prompt.ts';

/** Words of an answer and the places that follow them; `boxes` is empty for words alone. */
export interface Located {
  readonly label: string;
  readonly boxes: readonly Box[];
}

const RUN = /([^<]*)((?:<loc_\d+>)*)/g;

/**
 * Takes the model's text apart: `a dog<loc_52><loc_334><loc_932><loc_774>`. Coordinates are the middles of their steps, as fractions of
 * the picture, which the model sees squeezed into a square.
 *
 * @param corners 4 for boxes, 8 for quadrangles of text (their bounding boxes are given). What is left over is dropped.
 */
export function readLocations(text: string, corners: 4 | 8 = 4): Located[] {
  const found: Located[] = [];
  for (const [, words = '', places = ''] of text.replaceAll(/<\/?s>|<pad>/g, '').matchAll(RUN)) {
    const label = words.trim();
    const values = [...places.matchAll(/\d+/g)].map(([digits]) => (Math.min(BINS - 1, Number(digits)) + 0.5) / BINS);
    const boxes: Box[] = [];
    for (let at = 0; at + corners <= values.length; at += corners) {
      const xs = values.slice(at, at + corners).filter((_, i) => i % 2 === 0);
      const ys = values.slice(at, at + corners).filter((_, i) => i % 2 === 1);
      const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
      if (box[2] > box[0] && box[3] > box[1]) boxes.push(box);
    }
    if (label === '' && boxes.length === 0) continue;
    // Places without words of their own are more of what came before.
    const last = found.at(-1);
    if (label === '' && last) found[found.length - 1] = { label: last.label, boxes: [...last.boxes, ...boxes] };
    else found.push({ label, boxes });
  }
  return found;
}
