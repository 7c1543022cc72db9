import { SOUND_RATE } from '../../../src/packs/index.ts';

/** Parts that are given out at a time, as a share of all. */
const SHARE = 0.02;

/**
 * The lowest and the highest sample of each of `count` equal parts of a sound, as they become known: low, high, low, high ... from part
 * `first` on.
 *
 * @param samples at 16 kHz
 * @param duration seconds
 */
export async function* peaksOf(
  samples: AsyncIterable<Float32Array>,
  duration: number,
  count: number,
): AsyncGenerator<{ readonly first: number; readonly values: Float32Array<ArrayBuffer> }, void, void> {
  const perPart = Math.max(1, (duration * SOUND_RATE) / count);
  const step = Math.max(1, Math.round(count * SHARE));
  let first = 0;
  let values = new Float32Array(2 * Math.min(step, count));
  let at = 0;
  for await (const piece of samples) {
    for (const sample of piece) {
      const part = Math.min(count - 1, Math.floor(at / perPart));
      if (part - first >= step) {
        yield { first, values };
        first = part;
        values = new Float32Array(2 * Math.min(step, count - first));
      }
      const i = 2 * (part - first);
      if (sample < values[i]!) values[i] = sample;
      else if (sample > values[i + 1]!) values[i + 1] = sample;
      at += 1;
    }
  }
  yield { first, values };
}
