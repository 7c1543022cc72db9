import { iou, type Box } from './box.ts';
import type { Span, Tube } from './span.ts';
import type { ScoredBox } from './suppress.ts';

/** What was found in one frame of a video. */
export interface FrameBoxes {
  /** Seconds. */
  readonly time: number;
  readonly boxes: readonly ScoredBox[];
}

/** One thing through the frames. */
export interface LinkedTube {
  readonly tube: Tube;
  readonly kind: number;
  /** The mean of its boxes' scores, 0..1. */
  readonly score: number;
}

export interface LinkOptions {
  /** Seconds between frames. */
  readonly step: number;
  /** Where the video or the part of it that was looked at begins and ends, in seconds. */
  readonly within: Span;
  /** Boxes of one thing in two frames overlap by that much at least (IoU, 0..1). */
  readonly minOverlap: number;
  /** Frames in a row in which a thing may be missed. */
  readonly patience: number;
}

interface Track {
  readonly kind: number;
  readonly boxes: { time: number; box: Box }[];
  scores: number;
  last: number;
}

/**
 * Links boxes of sampled frames, in the order of their times, into tubes: the best pairs by overlap first, one box a frame and tube. A tube
 * begins and ends half a step outside its first and last box, and at the ends of `within` when it is there in the first or the last frame.
 *
 * @returns tubes by their beginning
 */
export function linkBoxes(frames: readonly FrameBoxes[], { step, within, minOverlap, patience }: LinkOptions): LinkedTube[] {
  const tracks: Track[] = [];
  for (const [index, { time, boxes }] of frames.entries()) {
    const alive = tracks.filter((track) => index - track.last <= patience + 1);
    const pairs = alive
      .flatMap((track) => boxes.map((box) => ({ track, box, overlap: iou(track.boxes.at(-1)!.box, box.box) })))
      .filter(({ track, box, overlap }) => track.kind === box.kind && overlap >= minOverlap)
      .sort((a, b) => b.overlap - a.overlap);
    const taken = new Set<Track | ScoredBox>();
    for (const { track, box } of pairs) {
      if (taken.has(track) || taken.has(box)) continue;
      taken.add(track).add(box);
      track.boxes.push({ time, box: box.box });
      track.scores += box.score;
      track.last = index;
    }
    for (const box of boxes) {
      if (!taken.has(box)) tracks.push({ kind: box.kind, boxes: [{ time, box: box.box }], scores: box.score, last: index });
    }
  }
  return tracks.map(({ kind, boxes, scores }) => {
    const [first, last] = [boxes[0]!.time, boxes.at(-1)!.time];
    const start = first < within[0] + step ? within[0] : first - step / 2;
    const end = last > within[1] - step ? within[1] : last + step / 2;
    return { kind, score: scores / boxes.length, tube: { span: [start, end], boxes } };
  });
}
