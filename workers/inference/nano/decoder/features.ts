import { area, centre } from '../../../../src/core/index.ts';
import { COLOUR_NAMES, type Proposal } from '../image-encoder/index.ts';

/** Classes, then x0 y0 x1 y1 w h cx cy area, the score, and the share of each colour (training/README.md). */
const CLASSES = 80;
const GEOMETRY = 9;
export const FEATURES = CLASSES + GEOMETRY + 1 + COLOUR_NAMES.length;

/** Proposals as the adapter takes them: `[N, 101]`, row by row. */
export function toFeatures(proposals: readonly Proposal[]): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(proposals.length * FEATURES);
  proposals.forEach(({ box, classes, score, colours }, i) => {
    const row = rows.subarray(i * FEATURES, (i + 1) * FEATURES);
    for (const { id, score: share } of classes) row[id] = share;
    const [x0, y0, x1, y1] = box;
    row.set([x0, y0, x1, y1, x1 - x0, y1 - y0, ...centre(box), area(box), score], CLASSES);
    for (const { name, share } of colours) row[CLASSES + GEOMETRY + 1 + COLOUR_NAMES.indexOf(name)] = share;
  });
  return rows;
}
