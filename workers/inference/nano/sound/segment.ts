import type { Span } from '../../../../src/core/index.ts';

/** A stretch in which one class of sound is heard. One token of a recording. */
export interface Segment {
  /** Index of the class in `config.json`'s `sounds`. */
  readonly index: number;
  /** Name of the class. */
  readonly name: string;
  /** Seconds. */
  readonly span: Span;
  /** 0..1, scaled so that the class's own threshold is at 0.5. */
  readonly score: number;
  /** dBFS, -60 to 0. */
  readonly loudness: number;
}

/** Below, a segment is named with a caveat. */
export const SURE_SEGMENT = 0.5;
