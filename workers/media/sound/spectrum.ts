import FFT from 'fft.js';
import { SOUND_RATE } from '../../../src/packs/index.ts';

/** Samples of a column: 64 ms. */
const WINDOW = 1024;
/** Bands of a column, evenly on the mel scale. */
export const BANDS = 64;
/** Hz. */
const LOWEST = 60;
const HIGHEST = 7800;
/** dB below full scale that is shown as silence. */
const RANGE = 90;
/** Columns that are given out at a time. */
const STEP = 64;
/** Up to this many seconds a column the sound is read through; beyond, each column is sought. */
const THROUGH = 1;

const mel = (hertz: number): number => 2595 * Math.log10(1 + hertz / 700);
const hertz = (m: number): number => 700 * (10 ** (m / 2595) - 1);
const EDGES = Array.from({ length: BANDS + 1 }, (_, i) => {
  const at = hertz(mel(LOWEST) + ((mel(HIGHEST) - mel(LOWEST)) * i) / BANDS);
  return (at * WINDOW) / SOUND_RATE;
});
const HANN = Float32Array.from({ length: WINDOW }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / WINDOW));

interface Wanted {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
}

/**
 * A spectrogram of a part of a sound: 64 mel bands (O'Shaughnessy's scale) a column, 0 for silence to 255 for full scale, given out in
 * order.
 *
 * @param samples reads at 16 kHz between two times
 */
export async function* spectrumOf(
  samples: (from: number, to: number) => AsyncIterable<Float32Array>,
  { from, to, columns }: Wanted,
): AsyncGenerator<{ readonly first: number; readonly values: Uint8Array<ArrayBuffer> }, void, void> {
  const width = (to - from) / columns;
  const length = WINDOW / SOUND_RATE;
  const columnAt = (i: number): number => from + (i + 0.5) * width - length / 2;
  let first = 0;
  let values: number[] = [];
  const add = function* (bands: readonly number[]): Generator<{ first: number; values: Uint8Array<ArrayBuffer> }> {
    values.push(...bands);
    if (values.length < STEP * BANDS) return;
    yield { first, values: Uint8Array.from(values) };
    first += values.length / BANDS;
    values = [];
  };
  if (width > THROUGH) {
    for (let i = 0; i < columns; i += 1) {
      const at = Math.max(0, columnAt(i));
      const window = new Float32Array(WINDOW);
      for await (const piece of samples(at, at + length)) window.set(piece.subarray(0, WINDOW));
      yield* add(bandsOf(window));
    }
  } else {
    const begin = Math.max(0, from - length);
    let kept = new Float32Array(0);
    let origin = 0;
    let next = 0;
    const startOf = (i: number): number => Math.max(0, Math.round((columnAt(i) - begin) * SOUND_RATE));
    for await (const piece of samples(begin, to + length)) {
      const joined = new Float32Array(kept.length + piece.length);
      joined.set(kept);
      joined.set(piece, kept.length);
      kept = joined;
      for (; next < columns && startOf(next) + WINDOW <= origin + kept.length; next += 1)
        yield* add(bandsOf(kept.subarray(startOf(next) - origin, startOf(next) - origin + WINDOW)));
      const drop = next < columns ? Math.min(kept.length, Math.max(0, startOf(next) - origin)) : kept.length;
      kept = kept.slice(drop);
      origin += drop;
    }
    for (; next < columns; next += 1) {
      const window = new Float32Array(WINDOW);
      window.set(kept.subarray(Math.max(0, startOf(next) - origin)).subarray(0, WINDOW));
      yield* add(bandsOf(window));
    }
  }
  if (values.length > 0) yield { first, values: Uint8Array.from(values) };
}

const fft = new FFT(WINDOW);

/** Loudness in each band, 0..255. */
function bandsOf(samples: Float32Array): number[] {
  const spectrum = fft.createComplexArray() as number[];
  fft.realTransform(
    spectrum,
    Array.from(samples, (v, i) => v * HANN[i]!),
  );
  return Array.from({ length: BANDS }, (_, band) => {
    const [low, high] = [EDGES[band]!, EDGES[band + 1]!];
    let power = 0;
    // A band that is narrower than a bin takes the nearest one.
    const [a, b] = [Math.round(low), Math.max(Math.round(low) + 1, Math.round(high))];
    for (let k = a; k < b; k += 1) power = Math.max(power, spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2);
    // A sine of full scale has a magnitude of a quarter of the window.
    const decibels = 10 * Math.log10(power / (WINDOW / 4) ** 2 + 1e-12);
    return Math.round(255 * Math.min(1, Math.max(0, 1 + decibels / RANGE)));
  });
}
