import { area, centre, type Box } from '../../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from '../image-encoder/proposals.ts';
import { Track } from './track.ts';

/** How far boxes are grown for matching, as shares of their sides: first little, then more (C-BIoU, arXiv 2211.14317). */
const BUFFERS = [0.3, 0.5] as const;
/** Grown boxes that overlap less are two things. */
const LEAST_OVERLAP = 0.1;
/** Class scores whose cosine is lower are two things. */
const LEAST_LIKENESS = 0.3;

export interface TrackerOptions {
  /** Seconds that a thing may be out of sight and still be the same one. */
  readonly patience: number;
  /** Frames are so far apart that a thing may be anywhere in the next one: likeness counts, and nearness only among the like. */
  readonly scattered?: boolean;
}

/**
 * Links the proposals of sampled frames into tracks.
 *
 * As ByteTrack (Zhang et al. 2022, arXiv 2110.06864): sure proposals are matched first, weak ones only go on with a track that nothing
 * sure fits. As C-BIoU (Yang et al. 2023, arXiv 2211.14317), made for few frames a second: boxes are grown before their overlap is
 * measured, in two rounds, and motion is the mean of the last steps. Pairs are taken best first.
 */
export class Tracker {
  readonly #patience: number;
  readonly #scattered: boolean;
  readonly #tracks: Track[] = [];
  #alive: Track[] = [];

  constructor({ patience, scattered = false }: TrackerOptions) {
    this.#patience = patience;
    this.#scattered = scattered;
  }

  /** All tracks so far, in the order of their first sighting. */
  get tracks(): readonly Track[] {
    return this.#tracks;
  }

  /** Takes the proposals of the next frame; `time` in seconds ascends. */
  push(time: number, proposals: readonly Proposal[]): void {
    this.#alive = this.#alive.filter((track) => time - track.last.time <= this.#patience);
    const sure = proposals.filter(({ score }) => score >= THRESHOLDS.sure);
    const weak = proposals.filter(({ score }) => score < THRESHOLDS.sure);
    let [tracks, rest] = [this.#alive, sure];
    if (this.#scattered) {
      [tracks, rest] = link(tracks, rest, time, nearness);
      link(tracks, weak, time, nearness);
    } else {
      for (const buffer of BUFFERS) [tracks, rest] = link(tracks, rest, time, overlap(buffer));
      link(tracks, weak, time, overlap(BUFFERS[0]));
    }
    for (const proposal of rest) {
      const track = new Track({ time, proposal });
      this.#tracks.push(track);
      this.#alive.push(track);
    }
  }
}

/** How well a place fits a box, 0..1; 0 rules the pair out. */
type Fit = (track: Track, time: number, box: Box) => number;

const overlap =
  (buffer: number): Fit =>
  (track, time, box) => {
    const value = grownIou(grow(track.predict(time), buffer), grow(box, buffer));
    return value >= LEAST_OVERLAP ? value : 0;
  };

const nearness: Fit = (track, _, box) => {
  const [a, b] = [centre(track.last.proposal.box), centre(box)];
  return 1 / (1 + 2 * Math.hypot(a[0] - b[0], a[1] - b[1]));
};

/** Adds to each track the proposal that fits it best; what is left of both comes back. */
function link(
  tracks: readonly Track[],
  proposals: readonly Proposal[],
  time: number,
  fit: Fit,
): [tracks: Track[], proposals: Proposal[]] {
  const pairs = tracks.flatMap((track) =>
    proposals.flatMap((proposal) => {
      const place = fit(track, time, proposal.box);
      const alike = likeness(track.last.proposal, proposal);
      return place > 0 && alike >= LEAST_LIKENESS ? [{ track, proposal, value: place * alike }] : [];
    }),
  );
  const taken = new Set<Track | Proposal>();
  for (const { track, proposal } of pairs.toSorted((a, b) => b.value - a.value)) {
    if (taken.has(track) || taken.has(proposal)) continue;
    taken.add(track).add(proposal);
    track.add({ time, proposal });
  }
  return [tracks.filter((track) => !taken.has(track)), proposals.filter((proposal) => !taken.has(proposal))];
}

/** A box with `share` of its width and height added on every side; it may leave the picture. */
function grow([x0, y0, x1, y1]: Box, share: number): Box {
  const [w, h] = [(x1 - x0) * share, (y1 - y0) * share];
  return [x0 - w, y0 - h, x1 + w, y1 + h];
}

/** IoU of boxes that may leave the picture. */
function grownIou(a: Box, b: Box): number {
  const w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (w <= 0 || h <= 0) return 0;
  return (w * h) / (area(a) + area(b) - w * h);
}

/** Cosine of the class scores, 0..1. */
function likeness(a: Proposal, b: Proposal): number {
  const other = new Map(b.classes.map(({ id, score }) => [id, score]));
  const dot = a.classes.reduce((sum, { id, score }) => sum + score * (other.get(id) ?? 0), 0);
  const norm = (p: Proposal): number => Math.hypot(...p.classes.map(({ score }) => score));
  const product = norm(a) * norm(b);
  return product > 0 ? dot / product : 0;
}
