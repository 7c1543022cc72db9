import type { Answer, AnswerPart, Reference, Span } from '../../../../src/core/index.ts';
import type { Happening } from './happening.ts';

/** Closer to the beginning or the end than this share of the duration is at it, and times that differ by less are the same. */
export const EDGE = 0.02;

/** An answer and what was measured for it. */
export interface Measured {
  readonly parts: readonly AnswerPart[];
  readonly references: readonly Reference[];
  /** Times in words, to be put before the full stop. */
  readonly words: string;
}

/** What a measurement needs. */
export interface Measuring {
  readonly answer: Answer;
  /** What the answer's references are, with their own times. */
  readonly meant: readonly Happening[];
  /** All that the decoder could point at. */
  readonly all: readonly Happening[];
  /** Seconds. */
  readonly duration: number;
  /** A new reference to a happening in a span. */
  readonly refer: (happening: Happening, id: string, span: Span) => Reference;
}
