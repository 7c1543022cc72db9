import { iou, type Box } from './box.ts';

/** A box with a score, of one kind. */
export interface ScoredBox {
  readonly box: Box;
  readonly score: number;
  /** Boxes of different kinds do not compete. */
  readonly kind: number;
}

/**
 * Greedy non-maximum suppression: of two boxes of one kind that overlap by more than `maxOverlap` (IoU, 0..1) only the better stays.
 *
 * @returns those left, best first.
 */
export function suppressBoxes<T extends ScoredBox>(boxes: readonly T[], maxOverlap: number): T[] {
  const kept: T[] = [];
  for (const candidate of boxes.toSorted((a, b) => b.score - a.score)) {
    const beaten = kept.some((better) => better.kind === candidate.kind && iou(better.box, candidate.box) > maxOverlap);
    if (!beaten) kept.push(candidate);
  }
  return kept;
}
