import { boxAt, type Box, type Span, type Tube } from '../../../../src/core/index.ts';
import type { ColourShare } from '../image-encoder/colours.ts';
import type { ClassScore } from '../image-encoder/proposals.ts';
import type { Track } from './track.ts';

/** A thing in a video: what it is, when it is there and where it goes. One token of the video. */
export interface Tracklet {
  /** When it is in view; `boxes` are where it was seen in it. */
  readonly tube: Tube;
  /** Best first. */
  readonly classes: readonly ClassScore[];
  /** Of the best class, 0..1. */
  readonly score: number;
  /** Largest share first. */
  readonly colours: readonly ColourShare[];
}

/**
 * A finished track as a tracklet. It begins and ends half a step outside its first and last sighting, which is where it does on
 * average, and at the video's own ends when it was seen in the first or the last frame.
 *
 * @param step seconds between frames
 * @param total the video's duration in seconds
 */
export function toTracklet(track: Track, step: number, total: number): Tracklet {
  const [first, last] = [track.first.time, track.last.time];
  const span: Span = [first < step ? 0 : first - step / 2, last > total - step ? total : last + step / 2];
  const classes = track.classes();
  const boxes = track.sightings.map(({ time, proposal }) => ({ time, box: proposal.box }));
  return { tube: { span, boxes }, classes, score: classes[0]?.score ?? 0, colours: track.colours() };
}

/** Boxes at `count` times, evenly from the beginning to the end of what was seen. */
export function knots({ boxes }: Tube, count: number): Box[] {
  const [from, to] = [boxes[0]!.time, boxes.at(-1)!.time];
  const tube: Tube = { span: [from, to], boxes };
  return Array.from({ length: count }, (_, i) => boxAt(tube, from + ((to - from) * i) / (count - 1))!);
}

/** The part of a tube in a span; `null` when they share no time. */
export function clip(tube: Tube, [from, to]: Span): Tube | null {
  const span: Span = [Math.max(tube.span[0], from), Math.min(tube.span[1], to)];
  if (span[1] <= span[0]) return null;
  const inside = tube.boxes.filter(({ time }) => time > span[0] && time < span[1]);
  const edges = span.map((time) => ({ time, box: boxAt(tube, time)! }));
  return { span, boxes: [edges[0]!, ...inside, edges[1]!] };
}
