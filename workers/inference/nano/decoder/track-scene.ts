import {
  boxAt,
  iou,
  parseCoordinateText,
  temporalIou,
  type Box,
  type Reference,
  type Span,
} from '../../../../src/core/index.ts';
import type { GroundingRequest } from '../../../../src/packs/index.ts';
import { clip, type Tracklet } from '../tracks/tracklet.ts';
import { readTimes } from './question-times.ts';
import { aboutRegion, inRegion, nearest } from './scene.ts';
import { bySalience } from './track-features.ts';

/** What one question about a video is about: its words, the tracks that may answer it, and the one that a region means. */
export interface TrackScene {
  /** Without coordinates and times. */
  readonly question: string;
  /** Those that are there in the time asked about, cut to it; most salient first. */
  readonly tracklets: readonly Tracklet[];
  readonly pointed: number | null;
  /** The time asked about, in seconds; `null` for the whole video. */
  readonly span: Span | null;
}

/** Narrows what is in a video to what a question is about: a drawn box or span, or a time or coordinates in its words. */
export function readTrackScene(
  request: Pick<GroundingRequest, 'question' | 'region'>,
  all: readonly Tracklet[],
  duration: number,
): TrackScene {
  const { region } = request;
  const words = readTimes(request.question, duration);
  const tokens = parseCoordinateText(words.question);
  const written = tokens.find((token) => token.type === 'box')?.box ?? null;
  const question = tokens
    .map((token) => (token.type === 'box' ? ' ' : token.text))
    .join('')
    .trim();
  const box = region?.kind === 'box' ? region.box : region?.kind === 'tube' ? (region.tube.boxes[0]?.box ?? null) : written;
  const span = region?.kind === 'span' ? region.span : region?.kind === 'tube' ? region.tube.span : words.span;
  const inTime = span ? all.flatMap((tracklet) => cut(tracklet, span)) : all;
  const inPlace = box ? inTime.filter(({ tube }) => inRegion(placeIn(tube, span), box)) : inTime;
  const tracklets = bySalience(inPlace, duration);
  const pointed =
    box && aboutRegion(question)
      ? nearest(
          box,
          tracklets.map(({ tube }) => ({ box: placeIn(tube, span) })),
        )
      : null;
  return { question, tracklets, pointed, span };
}

/** Which tracklet a reference of an earlier answer means. */
export function locateTracklet(reference: Reference, tracklets: readonly Tracklet[]): number | null {
  if (reference.kind !== 'tube') return null;
  const { tube } = reference;
  const at = (tube.span[0] + tube.span[1]) / 2;
  const mine = boxAt(tube, at);
  let best: number | null = null;
  let most = 0;
  for (const [i, other] of tracklets.entries()) {
    const there = mine && boxAt(other.tube, at);
    // A part of a track lies wholly inside it: any shared time counts, and the place decides.
    const shared = temporalIou(tube.span, other.tube.span) > 0;
    const value = shared && there ? iou(mine, there) : 0;
    if (value > most) [best, most] = [i, value];
  }
  return best;
}

function cut(tracklet: Tracklet, span: Span): Tracklet[] {
  const tube = clip(tracklet.tube, span);
  return tube ? [{ ...tracklet, tube }] : [];
}

function placeIn(tube: Tracklet['tube'], span: Span | null): Box {
  const [from, to] = span ?? tube.span;
  return boxAt(tube, (from + to) / 2)!;
}
