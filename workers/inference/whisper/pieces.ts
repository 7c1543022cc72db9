import { SOUND_RATE, type SoundSource } from '../../../src/packs/index.ts';

/** Seconds that the model takes at once, and how much of the end may be left to the next piece. */
const LONGEST = 30;
const SLACK = 5;
/** Seconds over which it is quiet where a piece is cut. */
const QUIET = 0.2;
/** Root mean square below which nothing is said (-60 dBFS): the model would make something up. */
const SILENCE = 0.001;

/** A piece of sound without a word cut in two, as far as that can be heard. */
export interface Piece {
  /** Seconds. */
  readonly from: number;
  readonly to: number;
  /** 16 kHz; `null` where there is only silence. */
  readonly samples: Float32Array<ArrayBuffer> | null;
}

/** The next piece from a time on: it ends at the quietest place of its last seconds, or with the medium. */
export async function nextPiece(sound: SoundSource, from: number, duration: number, signal: AbortSignal): Promise<Piece> {
  const end = Math.min(duration, from + LONGEST);
  const samples = new Float32Array(Math.ceil((end - from) * SOUND_RATE));
  let filled = 0;
  for await (const part of sound.samples(from, end, signal)) {
    const fits = part.subarray(0, samples.length - filled);
    samples.set(fits, filled);
    filled += fits.length;
  }
  const length = end >= duration ? samples.length : quietest(samples);
  const piece = samples.slice(0, length);
  const to = end >= duration ? duration : from + length / SOUND_RATE;
  return { from, to, samples: loudness(piece) < SILENCE ? null : piece };
}

/** The sample in the last seconds around which it is quietest. */
function quietest(samples: Float32Array): number {
  const width = QUIET * SOUND_RATE;
  let [best, least] = [samples.length, Number.POSITIVE_INFINITY];
  for (let at = samples.length - SLACK * SOUND_RATE; at + width <= samples.length; at += width / 4) {
    const level = loudness(samples.subarray(at, at + width));
    if (level < least) [best, least] = [at + width / 2, level];
  }
  return best;
}

function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const value of samples) sum += value * value;
  return Math.sqrt(sum / Math.max(1, samples.length));
}
