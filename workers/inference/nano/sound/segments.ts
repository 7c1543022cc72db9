import { closeGaps, runsAbove } from '../../../../src/core/index.ts';
import type { Segment } from './segment.ts';

/** Seconds of one row of scores. */
export const FRAME = 0.1;

/** How a class of sound is told from its scores. */
export interface SoundClass {
  readonly name: string;
  /** A stretch begins where the score rises to this. */
  readonly on: number;
  /** It goes on until the score falls below this. */
  readonly off: number;
  /** Shorter ones are dropped, in seconds. */
  readonly minSeconds: number;
  /** Those that are no further apart are one, in seconds. */
  readonly gapSeconds: number;
}

/** Weak stretches, from this share of `on`, are reported with a caveat. */
const WEAK = 0.75;

/** Scores of a whole medium: one row of `classes` values every 0.1 s, and how loud each row is. */
export interface Heard {
  readonly scores: Float32Array;
  /** dBFS, one a row. */
  readonly loudness: Float32Array;
  /** Seconds. */
  readonly duration: number;
}

/** Quieter is silence, whatever the scores: dBFS. */
const SILENCE = -65;

/**
 * Scores to stretches in which a class is heard: hysteresis between two thresholds, gaps closed, short ones dropped (as in the
 * post-processing of DESED baselines, Turpault et al. 2019). In the order of their beginnings.
 */
export function toSegments({ scores, loudness, duration }: Heard, classes: readonly SoundClass[]): Segment[] {
  const rows = loudness.length;
  const found: Segment[] = [];
  for (const [index, kind] of classes.entries()) {
    const at = (row: number): number => (loudness[row]! < SILENCE ? 0 : scores[row * classes.length + index]!);
    const runs = closeGaps(
      runsAbove(at, rows, kind.on * WEAK, Math.min(kind.off, kind.on * WEAK)),
      (kind.gapSeconds + 1e-6) / FRAME,
    );
    for (const [from, to] of runs) {
      if ((to - from) * FRAME < kind.minSeconds - 1e-6) continue;
      let peak = 0;
      let power = 0;
      for (let row = from; row < to; row += 1) {
        peak = Math.max(peak, at(row));
        power += 10 ** (loudness[row]! / 10);
      }
      // The class's own threshold is at 0.5, certainty at 1.
      const score = peak < kind.on ? (0.5 * peak) / kind.on : 0.5 + (0.5 * (peak - kind.on)) / Math.max(1e-6, 1 - kind.on);
      const span = [from * FRAME, Math.min(duration, to * FRAME)] as const;
      if (span[1] > span[0])
        found.push({ index, name: kind.name, span, score, loudness: 10 * Math.log10(power / (to - from) + 1e-9) });
    }
  }
  return found.toSorted((a, b) => a.span[0] - b.span[0] || b.score - a.score);
}
