import { AudioSampleSink, type Input, type InputAudioTrack } from 'mediabunny';
import type { SoundFacts } from '../../../src/engine/types.ts';
import { GroundingError, SOUND_RATE } from '../../../src/packs/index.ts';
import { Resampler } from './resampler.ts';

/** Decoding starts so much before what is wanted, in seconds: codecs need a run-up, and the filter its left side. */
const RUN_UP = 0.2;

/** The sound of a file, decoded on request: one channel, at the rate that is asked for. */
export class SoundTrack {
  readonly facts: SoundFacts;
  readonly #track: InputAudioTrack;

  private constructor(track: InputAudioTrack, facts: SoundFacts) {
    this.#track = track;
    this.facts = facts;
  }

  /** The first sound track that the browser can decode; `null` when there is none. Throws `MEDIUM_FOREIGN` when there are only others. */
  static async of(input: Input): Promise<SoundTrack | null> {
    const tracks = await input.getAudioTracks();
    for (const track of tracks) {
      const codec = await track.getCodec();
      if (!codec || !(await track.canDecode())) continue;
      const [start, end, rate, channels] = await Promise.all([
        track.getFirstTimestamp(),
        track.computeDuration(),
        track.getSampleRate(),
        track.getNumberOfChannels(),
      ]);
      if (end > start) return new SoundTrack(track, { start, duration: end - start, rate, channels, codec });
    }
    if (tracks.length === 0) return null;
    throw new GroundingError(
      'MEDIUM_FOREIGN',
      `this browser cannot decode the codec ${(await tracks[0]!.getCodec()) ?? 'of the sound'}`,
    );
  }

  /**
   * Sound mixed to one channel, in pieces of a second: exactly `(to - from) * rate` samples, silence where the track has none. A piece is
   * decoded when it is asked for.
   *
   * @param from seconds in the file's own time
   * @param wanted samples a second, a whole number
   * @throws GroundingError `ABORTED`; `MEDIUM_UNREADABLE` when a part cannot be decoded: what came before it was given out.
   */
  async *samples(
    from: number,
    to: number,
    signal: AbortSignal,
    wanted = SOUND_RATE,
  ): AsyncGenerator<Float32Array<ArrayBuffer>, void, void> {
    const pieces = new Pieces(Math.round((to - from) * wanted), wanted);
    let resampler: Resampler | null = null;
    let rate = 0;
    /** Output samples made since the run-up began; those before `from` are dropped. */
    let skip = 0;
    try {
      for await (const sample of new AudioSampleSink(this.#track).samples(Math.max(this.facts.start, from - RUN_UP), to)) {
        const { timestamp, sampleRate } = sample;
        const mono = mix(sample);
        sample.close();
        if (signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
        if (!resampler || sampleRate !== rate) {
          if (resampler) pieces.push(resampler.flush());
          resampler = new Resampler(sampleRate, wanted);
          rate = sampleRate;
          const lead = Math.round((timestamp - from) * wanted) - pieces.taken;
          if (lead > 0) pieces.push(new Float32Array(lead));
          skip = Math.max(0, -lead);
        }
        let made = resampler.push(mono);
        const dropped = Math.min(skip, made.length);
        skip -= dropped;
        made = made.subarray(dropped);
        pieces.push(made);
        for (let piece = pieces.next(); piece; piece = pieces.next()) yield piece;
      }
      if (resampler) pieces.push(resampler.flush().subarray(skip));
      pieces.fill();
      for (let piece = pieces.next(); piece; piece = pieces.next()) yield piece;
    } catch (error) {
      if (error instanceof GroundingError) throw error;
      throw new GroundingError('MEDIUM_UNREADABLE', error instanceof Error ? error.message : String(error), { cause: error });
    }
  }
}

/** Cuts what is pushed into pieces of `size` samples, `total` and no more. */
class Pieces {
  readonly #total: number;
  readonly #size: number;
  readonly #waiting: Float32Array[] = [];
  #held = 0;
  #given = 0;

  constructor(total: number, size: number) {
    this.#total = total;
    this.#size = size;
  }

  /** Samples pushed so far. */
  get taken(): number {
    return this.#given + this.#held;
  }

  push(samples: Float32Array): void {
    const room = this.#total - this.taken;
    const kept = samples.subarray(0, Math.max(0, room));
    if (kept.length > 0) this.#waiting.push(kept);
    this.#held += kept.length;
  }

  /** Silence for what is missing at the end. */
  fill(): void {
    // In pieces: hours may be missing.
    while (this.taken < this.#total) this.push(new Float32Array(Math.min(this.#size, this.#total - this.taken)));
  }

  next(): Float32Array<ArrayBuffer> | null {
    const size = Math.min(this.#size, this.#total - this.#given);
    if (size === 0 || this.#held < size) return null;
    const piece = new Float32Array(size);
    for (let at = 0; at < size;) {
      const first = this.#waiting[0]!;
      const part = first.subarray(0, size - at);
      piece.set(part, at);
      at += part.length;
      if (part.length === first.length) this.#waiting.shift();
      else this.#waiting[0] = first.subarray(part.length);
    }
    this.#held -= size;
    this.#given += size;
    return piece;
  }
}

interface Planes {
  readonly numberOfFrames: number;
  readonly numberOfChannels: number;
  copyTo(to: Float32Array, options: { planeIndex: number; format: 'f32-planar' }): void;
}

/** The mean of all channels. */
function mix(sample: Planes): Float32Array {
  const { numberOfFrames, numberOfChannels } = sample;
  const sum = new Float32Array(numberOfFrames);
  const plane = new Float32Array(numberOfFrames);
  for (let planeIndex = 0; planeIndex < numberOfChannels; planeIndex += 1) {
    sample.copyTo(plane, { planeIndex, format: 'f32-planar' });
    for (let i = 0; i < numberOfFrames; i += 1) sum[i]! += plane[i]! / numberOfChannels;
  }
  return sum;
}
