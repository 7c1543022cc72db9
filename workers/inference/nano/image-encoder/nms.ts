import { iou, type Box } from '../../../../src/core/index.ts';

/** A box of one class. */
export interface Detection {
  readonly box: Box;
  readonly classId: number;
  readonly score: number;
}

/**
 * Class-aware greedy non-maximum suppression: of two boxes of one class that overlap by more than `maxOverlap` (IoU, 0..1) only
 * the better stays. @returns those left, best first.
 */
export function suppress<T extends Detection>(detections: readonly T[], maxOverlap: number): T[] {
  const kept: T[] = [];
  for (const candidate of detections.toSorted((a, b) => b.score - a.score)) {
    const beaten = kept.some((better) => better.classId === candidate.classId && iou(better.box, candidate.box) > maxOverlap);
    if (!beaten) kept.push(candidate);
  }
  return kept;
}

/**
 * Puts boxes of different classes that are one thing together ("cup" and "bowl" on the same pixels): each box joins the best
 * one that it overlaps by more than `minOverlap` (IoU, 0..1) and that has no box of its class yet.
 *
 * @returns groups, best first; the first of a group is its best.
 */
export function group<T extends Detection>(detections: readonly T[], minOverlap: number): T[][] {
  const groups: T[][] = [];
  for (const detection of detections.toSorted((a, b) => b.score - a.score)) {
    const home = groups.find(
      (members) => iou(members[0]!.box, detection.box) > minOverlap && members.every((m) => m.classId !== detection.classId),
    );
    if (home) home.push(detection);
    else groups.push([detection]);
  }
  return groups;
}
