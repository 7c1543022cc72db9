import type { Size } from '../core/index.ts';
import type {
  DeviceKind,
  Failure,
  GroundingEvent,
  GroundingRequest,
  PackId,
  PictureHandle,
  SoundHandle,
  VideoHandle,
} from '../packs/index.ts';

/** What the user asked for; `auto` takes the best that works: WebGPU, then threaded wasm, then one wasm thread. */
export type DevicePreference = 'auto' | DeviceKind;

/** One line of the device menu: whether it can be chosen here and why (not). */
export interface DeviceOption {
  readonly kind: DeviceKind;
  readonly available: boolean;
  readonly why: string;
}

/** The device in use, and why it and not a better one. */
export interface DeviceFacts {
  readonly kind: DeviceKind;
  readonly reason: string;
  /** GPU adapter name or `N threads`. */
  readonly name: string;
  readonly options: readonly DeviceOption[];
}

export type EngineStatus = 'idle' | 'starting' | 'ready' | 'busy' | 'restarting' | 'failed';

export interface EngineState {
  readonly status: EngineStatus;
  readonly preference: DevicePreference;
  readonly device: DeviceFacts | null;
  /** How often a worker had to be replaced since the page opened. */
  readonly restarts: number;
  readonly failure: Failure | null;
  /** The packs in memory. */
  readonly resident: readonly PackId[];
}

/**
 * What a request yields: the model's events, ended by `answer` or by `failure`, always one of them and always last. A `progress`
 * of stage `start` opens every attempt: after a worker had to be replaced the request runs again, and what came before the
 * second `start` is void.
 */
export type EngineEvent = GroundingEvent | { readonly type: 'failure'; readonly failure: Failure };

/** A medium that requests can name. */
export type AttachedMedium = AttachedPicture | AttachedVideo | AttachedSound;

/** The engine never closes `bitmap`: it sends copies, so a new worker can get it again. */
export interface AttachedPicture {
  readonly handle: PictureHandle;
  readonly bitmap: ImageBitmap;
}

export interface AttachedVideo {
  readonly handle: VideoHandle;
  /** Makes one more port that gives frames and sound. */
  connect(): MessagePort;
}

export interface AttachedSound {
  readonly handle: SoundHandle;
  /** Makes one more port that gives sound. */
  connect(): MessagePort;
}

/** Page side of the inference worker. */
export interface Engine {
  getState(): EngineState;
  /** Called after every change of state; returns the function that ends it. */
  subscribe(listener: (state: EngineState) => void): () => void;
  /** Attached again under the same id, a medium replaces the one before: what reads that fails and is tried again. */
  attach(medium: AttachedMedium): void;
  detach(mediumId: string): void;
  /** Runs one request. Requests run one after another in the order of the calls. Never throws. */
  ground(request: GroundingRequest, options?: { readonly signal?: AbortSignal }): AsyncGenerator<EngineEvent, void, void>;
  /** Starts the worker and loads the first pack ahead of the first question. Never rejects: a failure is in the state. */
  warm(): Promise<void>;
  /** Takes effect at once: the running request ends with `ABORTED`, the worker is replaced, waiting requests run on the new one. */
  setPreference(preference: DevicePreference): void;
  /** Lets go of a pack's memory; the next request for it loads it again. */
  release(pack: PackId): void;
  dispose(): void;
}

/** A picture as opened: upright, within the size limits, ready for the stage and the model. */
export interface OpenedPicture {
  readonly kind: 'picture';
  readonly bitmap: ImageBitmap;
  /** As displayed, before any scaling for safety. */
  readonly original: Size;
  /** `jpeg`, `png`, `webp`, `avif`, `gif`, `bmp`, `svg`. */
  readonly format: string;
  /** True when `bitmap` is smaller than `original`. */
  readonly scaled: boolean;
}

/** What is known of a video before any frame is decoded. */
export interface VideoFacts {
  /** Seconds. */
  readonly duration: number;
  /** The file's own time of the first frame in seconds, mostly 0. */
  readonly start: number;
  /** Pixels as displayed: square, and after the turn that a phone writes into the file. */
  readonly size: Size;
  /** Short name of the codec (`avc`, `vp9` ...). */
  readonly codec: string;
  readonly hasSound: boolean;
}

/** What is known of the sound of a file before any of it is decoded. */
export interface SoundFacts {
  /** Seconds. */
  readonly duration: number;
  /** The file's own time of the first sample in seconds, mostly 0. */
  readonly start: number;
  /** Hz, in the file. */
  readonly rate: number;
  readonly channels: number;
  /** Short name of the codec (`aac`, `mp3`, `pcm-s16` ...). */
  readonly codec: string;
}

/** A recording whose sound can be read. */
export interface OpenedSound {
  readonly kind: 'sound';
  readonly facts: SoundFacts;
  /** What an `<audio>` element plays. */
  readonly blob: Blob;
  /** Makes one more port that gives sound (`FrameSource` reads it). Dead after a `lost`. */
  connect(): MessagePort;
  /** See `OpenedVideo.onLost`. */
  onLost(listener: () => void): () => void;
  close(): void;
}

/** A video whose frames can be read. */
export interface OpenedVideo {
  readonly kind: 'video';
  readonly facts: VideoFacts;
  /** What a `<video>` element plays. */
  readonly blob: Blob;
  /** Makes one more port that gives frames (`FrameSource` reads them). Dead after a `lost`. */
  connect(): MessagePort;
  /** Called each time the worker that read the video died; `connect` works again with a new one. Returns what ends it. */
  onLost(listener: () => void): () => void;
  close(): void;
}

export type OpenedMedium = OpenedPicture | OpenedVideo | OpenedSound;

/** Page side of the media worker. */
export interface MediaEngine {
  /** Opens a picture, a video or a recording. Throws `GroundingError` with a `MEDIUM_*` code, or `ABORTED`. */
  open(blob: Blob, options?: { readonly signal?: AbortSignal }): Promise<OpenedMedium>;
  dispose(): void;
}
