import type * as OrtModule from 'onnxruntime-common';
import * as v from 'valibot';
import { GroundingError, SOUND_RATE, type SoundSource } from '../../../../src/packs/index.ts';
import { FRAME, toSegments, type SoundClass } from './segments.ts';
import type { Segment } from './segment.ts';
import { quietParts, type Quiet } from './silence.ts';

const ClassesSchema = v.object({
  classes: v.array(
    v.object({ name: v.string(), on: v.number(), off: v.number(), minSeconds: v.number(), gapSeconds: v.number() }),
  ),
});

/** Seconds that the encoder is given at a time, and what it hears besides on either side. */
const CHUNK = 20;
const MARGIN = 1;
/** The shortest sound that the encoder takes, in seconds. */
const LEAST = 1;
const PER_FRAME = Math.round(FRAME * SOUND_RATE);

/** Nothing is louder than this in a recording of silence: dBFS. */
const QUIET = -60;
const QUIET_SAMPLE = 10 ** (QUIET / 20);

/** What a medium's sound is, told by the encoder. */
export interface Told extends Quiet {
  readonly segments: readonly Segment[];
  /** Seconds. */
  readonly duration: number;
  /** Where the file is damaged, in seconds; `null` when all of it was heard. */
  readonly broken: number | null;
  readonly silent: boolean;
}

/** How far a medium was listened to, in seconds. */
export interface Listening {
  readonly done: number;
  readonly total: number;
}

/** The sound encoder: log-mel and a small convolutional network, one row of class scores every 0.1 s. */
export class SoundEncoder {
  readonly classes: readonly SoundClass[];
  readonly #ort: typeof OrtModule;
  readonly #session: OrtModule.InferenceSession;

  private constructor(ort: typeof OrtModule, session: OrtModule.InferenceSession, classes: readonly SoundClass[]) {
    this.#ort = ort;
    this.#session = session;
    this.classes = classes;
  }

  /** @param classes the content of `sound.json`; throws when it is not one */
  static async create(ort: typeof OrtModule, model: Uint8Array, classes: Uint8Array): Promise<SoundEncoder> {
    const parsed = v.parse(ClassesSchema, JSON.parse(new TextDecoder().decode(classes)));
    // One small network: a trip to the GPU and back costs more than it.
    const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
    return new SoundEncoder(ort, session, parsed.classes);
  }

  /** Scores `[samples.length / 1600, classes]` of sound at 16 kHz; a whole number of frames, a second at least. */
  async score(samples: Float32Array<ArrayBuffer>): Promise<Float32Array> {
    const { scores } = await this.#session.run({ samples: new this.#ort.Tensor('float32', samples, [1, samples.length]) });
    return scores!.data as Float32Array;
  }

  async release(): Promise<void> {
    await this.#session.release();
  }
}

/** Listens to one medium once, in chunks, and goes on where it was stopped. Memory: 4 bytes a class and 0.1 s. */
export class Listener {
  readonly #encoder: SoundEncoder;
  #scores: Float32Array | null = null;
  #loudness = new Float32Array(0);
  /** Frames that are known. */
  #known = 0;
  #told: Told | null = null;

  constructor(encoder: SoundEncoder) {
    this.#encoder = encoder;
  }

  /** What is heard; yields how far it is. */
  async *listen(sound: SoundSource, duration: number, signal: AbortSignal): AsyncGenerator<Listening, Told, void> {
    if (this.#told) return this.#told;
    const classes = this.#encoder.classes.length;
    const frames = Math.ceil(duration / FRAME - 1e-6);
    this.#scores ??= new Float32Array(frames * classes);
    if (this.#loudness.length !== frames) this.#loudness = new Float32Array(frames);
    let broken: number | null = null;
    let ahead = this.#read(sound, this.#known, frames, signal);
    while (this.#known < frames) {
      yield { done: this.#known * FRAME, total: duration };
      const from = this.#known;
      const { to, before, samples } = await ahead;
      if (!samples) {
        broken = from * FRAME;
        break;
      }
      // The next piece is decoded, in another worker, while this one is listened to.
      if (to < frames) ahead = this.#read(sound, to, frames, signal);
      // Where no sample is loud there is nothing to be told; hours of a recording may be so.
      const scores = isSilent(samples) ? null : await this.#encoder.score(samples);
      signal.throwIfAborted();
      if (scores) this.#scores.set(scores.subarray(before * classes, (before + to - from) * classes), from * classes);
      for (let row = from; row < to; row += 1) this.#loudness[row] = level(samples, (row - from + before) * PER_FRAME);
      this.#known = to;
    }
    const loudness = this.#loudness.subarray(0, this.#known);
    const segments = toSegments({ scores: this.#scores, loudness, duration }, this.#encoder.classes);
    this.#scores = null;
    const silent = loudness.every((value) => value < QUIET);
    this.#told = { segments, duration, broken, silent, ...quietParts(loudness, duration) };
    return this.#told;
  }

  /** The sound from a frame on, with its margins; `samples` are `null` where the file is damaged. */
  #read(sound: SoundSource, from: number, frames: number, signal: AbortSignal): Promise<Read> {
    const to = Math.min(frames, from + Math.round(CHUNK / FRAME));
    const before = Math.min(from, Math.round(MARGIN / FRAME));
    const after = Math.min(frames - to, Math.round(MARGIN / FRAME));
    const count = Math.max(before + to - from + after, Math.round(LEAST / FRAME));
    const reading = gather(sound, (from - before) * FRAME, count, signal).then(
      (samples): Read => ({ to, before, samples }),
      (error: unknown): Read => {
        // What was heard before the damage counts.
        if (error instanceof GroundingError && error.code === 'MEDIUM_UNREADABLE' && from > 0)
          return { to, before, samples: null };
        throw error;
      },
    );
    // Nobody may be waiting for it any more when it fails.
    reading.catch(() => undefined);
    return reading;
  }
}

interface Read {
  /** The frame that it goes to, and how many it has before the first. */
  readonly to: number;
  readonly before: number;
  readonly samples: Float32Array<ArrayBuffer> | null;
}

/** So many frames of sound from a time on; silence after the end. */
async function gather(
  sound: SoundSource,
  from: number,
  frames: number,
  signal: AbortSignal,
): Promise<Float32Array<ArrayBuffer>> {
  const samples = new Float32Array(frames * PER_FRAME);
  let at = 0;
  for await (const piece of sound.samples(from, from + frames * FRAME, signal)) {
    samples.set(piece.subarray(0, samples.length - at), at);
    at += Math.min(piece.length, samples.length - at);
  }
  return samples;
}

/** No frame can be louder than its loudest sample. */
const isSilent = (samples: Float32Array): boolean => samples.every((sample) => Math.abs(sample) < QUIET_SAMPLE);

/** dBFS of a frame. */
function level(samples: Float32Array, from: number): number {
  let power = 0;
  for (let i = from; i < from + PER_FRAME; i += 1) power += (samples[i] ?? 0) ** 2;
  return 10 * Math.log10(power / PER_FRAME + 1e-10);
}
