import type { Box } from '../../../../src/core/index.ts';
import { COCO_CLASSES } from '../image-encoder/coco.ts';
import type { Proposal } from '../image-encoder/index.ts';

/** A proposal for tests. */
export function proposal(name: string, box: Box, score = 0.6): Proposal {
  const id = COCO_CLASSES.indexOf(name as (typeof COCO_CLASSES)[number]);
  return { box, score, classes: [{ id, name, score }], colours: [{ name: 'brown', share: 0.7 }] };
}
