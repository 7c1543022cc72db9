import type { Geometry, Reference, Span, Tube } from '../../../../src/core/index.ts';
import { THRESHOLDS } from '../image-encoder/proposals.ts';
import { SURE_SEGMENT, type Segment } from '../sound/segment.ts';
import { clip, type Tracklet } from '../tracks/tracklet.ts';
import type { Pointee } from './reply.ts';

/** What a pointer means in a medium with time: a track that is seen, or a segment that is heard. */
export interface Happening {
  readonly name: string;
  readonly score: number;
  /** Whether it needs no caveat. */
  readonly sure: boolean;
  readonly attributes: readonly string[];
  /** Seconds. */
  readonly span: Span;
  /** Where it is; `null` for a sound. */
  readonly tube: Tube | null;
}

export function seen({ tube, classes, score, colours }: Tracklet): Happening {
  const attributes = colours.map(({ name }) => name);
  return { name: classes[0]?.name ?? 'thing', score, sure: score >= THRESHOLDS.sure, attributes, span: tube.span, tube };
}

export function heard({ name, score, span }: Segment): Happening {
  return { name, score, sure: score >= SURE_SEGMENT, attributes: [], span, tube: null };
}

/** The part of a happening in a span; all of it where they share no time. */
export function partOf({ span, tube }: Happening, within: Span): Geometry {
  if (tube) return { kind: 'tube', tube: clip(tube, within) ?? tube };
  const part: Span = [Math.max(span[0], within[0]), Math.min(span[1], within[1])];
  return { kind: 'span', span: part[1] > part[0] ? part : span };
}

export function toPointee(happening: Happening): Pointee {
  const { name, score, attributes, span } = happening;
  return { name, score, attributes, geometry: partOf(happening, span) };
}

/** A reference narrowed to a span. */
export function narrow(reference: Reference, happening: Happening, within: Span): Reference {
  const { id, phrase, score, attributes, source } = reference;
  const rest = { ...(score === undefined ? {} : { score }), ...(attributes ? { attributes } : {}), source };
  return { id, phrase, ...partOf(happening, within), ...rest };
}
