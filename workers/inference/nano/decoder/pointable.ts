import type { Reference } from '../../../../src/core/index.ts';
import type { Segment } from '../sound/segment.ts';
import type { Tracklet } from '../tracks/tracklet.ts';
import { heard, seen, type Happening } from './happening.ts';
import { locateSegment, worthPointing } from './sound-scene.ts';
import { locateTracklet } from './track-scene.ts';

/** Of the pointers, those that segments may have beside tracks (training/mixed.py). */
const MOST_HEARD = 16;

/** What one prompt can point at: tracks first, then segments. */
export interface Pointable {
  readonly tracklets: readonly Tracklet[];
  readonly segments: readonly Segment[];
}

/** Both as happenings, in the order of their pointers. */
export const happeningsOf = ({ tracklets, segments }: Pointable): Happening[] => [
  ...tracklets.map(seen),
  ...segments.map(heard),
];

/** Which pointer a reference of an earlier answer has. */
export function locate(reference: Reference, { tracklets, segments }: Pointable): number | null {
  const track = locateTracklet(reference, tracklets);
  if (track !== null) return track;
  const segment = locateSegment(reference, segments);
  return segment === null ? null : tracklets.length + segment;
}

/**
 * Cuts what there is into prompts: one where it fits, else groups of tracks (or of segments, where nothing is seen), each with the
 * segments that matter most.
 *
 * @param most pointers of a prompt
 * @param groups the most groups
 */
export function inGroups({ tracklets, segments }: Pointable, most: number, groups: number): Pointable[] {
  const cut = <T>(items: readonly T[], size: number): T[][] =>
    Array.from({ length: Math.min(groups, Math.ceil(items.length / size)) }, (_, i) => items.slice(i * size, (i + 1) * size));
  if (tracklets.length === 0) return cut(segments, most).map((part) => ({ tracklets, segments: part }));
  const beside = worthPointing(segments, Math.max(MOST_HEARD, most - tracklets.length));
  return cut(tracklets, most - Math.min(beside.length, most - 1)).map((part) => ({ tracklets: part, segments: beside }));
}

/** Whether all of it can be pointed at in one prompt. */
export const fits = ({ tracklets, segments }: Pointable, most: number): boolean => tracklets.length + segments.length <= most;

/** What groups pointed at, filled up with the rest. */
export function chosen(all: Pointable, winners: ReadonlySet<Tracklet | Segment>, most: number): Pointable {
  const items = [...all.tracklets, ...all.segments];
  const kept = new Set(
    [...items.filter((item) => winners.has(item)), ...items.filter((item) => !winners.has(item))].slice(0, most),
  );
  return { tracklets: all.tracklets.filter((item) => kept.has(item)), segments: all.segments.filter((item) => kept.has(item)) };
}
