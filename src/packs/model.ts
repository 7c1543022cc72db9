import type * as ort from 'onnxruntime-common';
import type { Pixels, Size } from '../core/index.ts';
import type { HubVariant, PackManifest } from './manifest.ts';
import type { DeviceKind, GroundingEvent, GroundingRequest } from './request.ts';

/** A picture as a model gets it: turned upright, 8-bit RGBA, at most `MAX_PICTURE_SIDE` on its longer side. */
export interface PictureData {
  readonly kind: 'picture';
  readonly bitmap: ImageBitmap;
}

/** One frame of a video. Its pixels are the receiver's own. */
export interface VideoFrameData {
  /** When it begins to show, in seconds from the first frame. */
  readonly time: number;
  readonly pixels: Pixels;
}

/** A video as a model gets it: frames on request, decoded elsewhere while the model works. */
export interface VideoData {
  readonly kind: 'video';
  /** Seconds. */
  readonly duration: number;
  /** Its sound; `null` when it has none that can be read. */
  readonly sound: SoundSource | null;
  /**
   * The frames that show at the given times, upright and scaled to at most `maxSide` pixels; a frame that shows at two of the times comes
   * once. A few are decoded ahead, no more.
   *
   * @param times seconds from the first frame, ascending
   * @param near seconds: a key frame so near to a time may stand for it, which is many times faster; exact when left out
   * @throws GroundingError `ABORTED`; `MEDIUM_UNREADABLE` where the file is broken: the frames before that were given out.
   */
  frames(times: readonly number[], maxSide: number, signal: AbortSignal, near?: number): AsyncIterable<VideoFrameData>;
}

/** Samples a second of the sound that models get, unless they ask for another rate. */
export const SOUND_RATE = 16_000;

/** Sound as a model gets it: one channel, decoded on request. */
export interface SoundSource {
  /**
   * The sound between two times in seconds from the medium's beginning, in pieces of at most a second; silence where there is none.
   *
   * @param rate samples a second, a whole number; `SOUND_RATE` when left out
   * @throws GroundingError `ABORTED`; `MEDIUM_UNREADABLE` where the file is broken: what came before that was given out.
   */
  samples(from: number, to: number, signal: AbortSignal, rate?: number): AsyncIterable<Float32Array<ArrayBuffer>>;
}

/** A recording. */
export interface SoundData extends SoundSource {
  readonly kind: 'sound';
  /** Seconds. */
  readonly duration: number;
}

export type MediumData = PictureData | VideoData | SoundData;

/** Embeddings of one medium, a vector a row, that outlive the page in the browser's storage, in half precision. */
export interface KeptEmbeddings {
  /** The rows from the first on, without gaps; none where nothing is kept. */
  read(): Promise<Float32Array[]>;
  /**
   * Keeps rows of one width. Those of other media may be let go of for them.
   *
   * @param first the row that they begin with
   * @throws what the browser says when it is full or keeps nothing: then nothing of them is kept.
   */
  append(first: number, rows: readonly Float32Array[]): Promise<void>;
}

/** A hub pack's files, all of them in the browser's storage and checked before `load` is called. */
export interface HubContext {
  readonly repo: string;
  /** What to give transformers.js as `revision`. */
  readonly revision: string;
  /** The variant that was chosen and is stored: its `dtype` goes to transformers.js as it is. */
  readonly variant: HubVariant;
  /**
   * Set this as transformers.js' `env.fetch`. It answers `HOST/REPO/resolve/REVISION/PATH` of any host out of storage as a stream, knows
   * `Range`, says 404 to files the checkpoint does not have, and never asks the network for a file of a checkpoint. A model file that is
   * not there fails the load at once.
   */
  readonly fetch: typeof globalThis.fetch;
  /** A whole file, for families that make their sessions themselves. Throws `MODEL_NOT_READY`. */
  file(path: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The same as a blob, which costs no memory until it is read; `null` where the checkpoint has no such file. */
  blob(path: string): Promise<Blob | null>;
  /**
   * What this checkpoint has made of a medium before.
   *
   * @param medium `RunContext.fingerprint`
   * @param sampling names what each row is of, and how it is made: rows of another sampling are others
   */
  embeddings(medium: string, sampling: string): KeptEmbeddings;
}

/** A convolutional network: planes in, planes out. One picture at a time. */
export interface ConvolutionalNetwork {
  /**
   * @param planes `[channels, height, width]`
   * @returns each output by its name: `[channels, rows, columns]`. To be read before the next run, which may write over it.
   */
  run(planes: Float32Array<ArrayBuffer>, size: Size): Promise<ReadonlyMap<string, Float32Array>>;
  dispose(): Promise<void>;
}

/** Files, runtime and reports that the worker lends to a model while it loads. */
export interface LoadContext {
  readonly device: DeviceKind;
  readonly signal: AbortSignal;
  /**
   * The runtime build that fits `device` (`onnxruntime-web/webgpu` or `/wasm`), with its files and thread count already set.
   * Use its `InferenceSession` and `Tensor`; do not import onnxruntime-web in a family.
   *
   * A cancel makes the next run throw, unless `interruptible` is false: for libraries that take a run that throws as the end of all.
   */
  runtime(options?: { readonly interruptible?: boolean }): Promise<typeof ort>;
  /** Begins to fetch what `runtime` needs, for a model that has something else to do before it. */
  prefetchRuntime(): void;
  /** How many threads of the processor a model may use; 1 where memory cannot be shared. */
  readonly threads: number;
  /**
   * The bytes of a manifest file, checked against its size and checksum. May be called after loading, too.
   *
   * @param onProgress is told the bytes that came so far; when left out, they count as progress of the load
   * @throws GroundingError `MODEL_MISSING`, `MODEL_CORRUPT`, `FETCH_OFFLINE`, `FETCH_STATUS`
   */
  file(name: string, onProgress?: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>>;
  progress(event: Extract<GroundingEvent, { type: 'progress' }>): void;
  /** For hub packs only. */
  readonly hub?: HubContext;
}

/** What the worker lends to a model for one request. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly medium: MediumData;
  /**
   * Names a video or recording by its bytes, the same in every visit: all of it is read for that. `null` for a picture, and where the
   * browser cannot hash.
   */
  readonly fingerprint: () => Promise<string | null>;
}

/**
 * The contract of every model family. A family lives in one folder of `workers/inference/` and exports
 * `create(manifest): GroundingModel`; its manifest lives in `src/packs/hub/`. Nothing else knows it.
 */
export interface GroundingModel {
  readonly manifest: PackManifest;
  /** Makes the sessions. Called once, before the first `ground`. */
  load(context: LoadContext): Promise<void>;
  /**
   * Answers one request; yields progress, tokens and references as they come and one `answer` last. Checks `signal` between
   * steps. Throws `GroundingError`; anything else means the runtime is poisoned and the worker will be replaced.
   */
  ground(request: GroundingRequest, context: RunContext): AsyncIterable<GroundingEvent>;
  /** Drops what was kept for a medium (encodings). */
  forget(mediumId: string): void;
  dispose(): Promise<void>;
}
