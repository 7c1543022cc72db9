import { runsAbove, type Span } from '../../../../src/core/index.ts';
import { FRAME } from './segments.ts';

/** What people call silent in a recording, whatever else it holds: dBFS of a frame. */
const SILENT = -50;
/** Shorter ones are pauses between two words, in seconds. */
const LEAST = 0.3;
/** So long is the quietest moment, in seconds. */
const MOMENT = 1;

/** Where a recording is quiet, by level. */
export interface Quiet {
  /** Silent stretches of at least 0.3 s, in seconds. */
  readonly silences: readonly Span[];
  /** The quietest second; `null` in a shorter recording. */
  readonly quietest: Span | null;
}

/**
 * Tells silence by level, which is what it is; no class of the encoder's.
 *
 * @param loudness dBFS of each 0.1 s
 * @param duration seconds
 */
export function quietParts(loudness: Float32Array, duration: number): Quiet {
  const toSpan = ([from, to]: readonly [number, number]): Span => [from * FRAME, Math.min(duration, to * FRAME)];
  const silences = runsAbove((row) => -loudness[row]!, loudness.length, -SILENT, -SILENT)
    .filter(([from, to]) => (to - from) * FRAME >= LEAST - 1e-6)
    .map(toSpan);
  const rows = Math.round(MOMENT / FRAME);
  let power = 0;
  let least = Number.POSITIVE_INFINITY;
  let at = -1;
  for (const [row, level] of loudness.entries()) {
    power += 10 ** (level / 10) - (row >= rows ? 10 ** (loudness[row - rows]! / 10) : 0);
    if (row >= rows - 1 && power < least) [least, at] = [power, row + 1 - rows];
  }
  return { silences, quietest: at < 0 ? null : toSpan([at, at + rows]) };
}
