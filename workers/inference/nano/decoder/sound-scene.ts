import { temporalIou, type Reference, type Span } from '../../../../src/core/index.ts';
import type { Segment } from '../sound/segment.ts';
import { aboutRegion } from './scene.ts';
import { overlaps } from './track-parts.ts';

/** What one question is about of what is heard. */
export interface SoundScene {
  /** Those heard in the time asked about, in the order of their beginnings. */
  readonly segments: readonly Segment[];
  /** The only segment there is in a span that is asked about itself. */
  readonly pointed: number | null;
}

/** Narrows what is heard to a span. */
export function readSoundScene(question: string, span: Span | null, all: readonly Segment[]): SoundScene {
  const segments = all
    .filter((segment) => !span || overlaps([segment.span], [span]).length > 0)
    .toSorted((a, b) => a.span[0] - b.span[0]);
  return { segments, pointed: span && segments.length === 1 && aboutRegion(question) ? 0 : null };
}

/** Those that matter most when there are more than can be pointed at: score times the root of the length; in order of time. */
export function worthPointing(segments: readonly Segment[], most: number): Segment[] {
  const weight = ({ score, span }: Segment): number => score * Math.sqrt(span[1] - span[0]);
  const kept = new Set(segments.toSorted((a, b) => weight(b) - weight(a)).slice(0, most));
  return segments.filter((segment) => kept.has(segment));
}

/** Which segment a reference of an earlier answer means: of its phrase's class where there is one, the one that shares most time. */
export function locateSegment(reference: Reference, segments: readonly Segment[]): number | null {
  if (reference.kind !== 'span') return null;
  let best: number | null = null;
  let most = 0;
  for (const [i, { name, span }] of segments.entries()) {
    const value = temporalIou(reference.span, span) * (reference.phrase.endsWith(name) ? 2 : 1);
    if (value > most) [best, most] = [i, value];
  }
  return best;
}
