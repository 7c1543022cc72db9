import { area, type Box } from '../../../../src/core/index.ts';
import { knots, type Tracklet } from '../tracks/tracklet.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { FEATURES, toFeatures } from './features.ts';

/** Boxes of a track that the adapter is told. */
const KNOTS = 6;
/** Those of a proposal (means over the knots), start and end as fractions of the duration, the knots (training/tracks.py). */
export const TRACK_FEATURES = FEATURES + 2 + 4 * KNOTS;

/** Tracks as the adapter takes them: `[N, 127]`, row by row. */
export function toTrackFeatures(tracklets: readonly Tracklet[], duration: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(tracklets.length * TRACK_FEATURES);
  tracklets.forEach((tracklet, i) => {
    const places = knots(tracklet.tube, KNOTS);
    rows.set(toFeatures([asProposal(tracklet, meanBox(places))]), i * TRACK_FEATURES);
    const [start, end] = tracklet.tube.span;
    rows.set([start / duration, end / duration, ...places.flat()], i * TRACK_FEATURES + FEATURES);
  });
  return rows;
}

/** A tracklet at its mean place: what a picture of it would show. */
function asProposal({ classes, score, colours }: Tracklet, box: Box): Proposal {
  return { box, classes, score, colours };
}

function meanBox(boxes: readonly Box[]): Box {
  return [0, 1, 2, 3].map((i) => boxes.reduce((sum, box) => sum + box[i]!, 0) / boxes.length) as unknown as Box;
}

/** Those worth a token first, as in training: score times the fourth root of the mean area times the root of the length. */
export function bySalience(tracklets: readonly Tracklet[], duration: number): Tracklet[] {
  const weight = ({ tube, score }: Tracklet): number =>
    score * area(meanBox(knots(tube, KNOTS))) ** 0.25 * Math.sqrt((tube.span[1] - tube.span[0]) / duration);
  return tracklets
    .map((tracklet) => ({ tracklet, value: weight(tracklet) }))
    .toSorted((a, b) => b.value - a.value)
    .map(({ tracklet }) => tracklet);
}
