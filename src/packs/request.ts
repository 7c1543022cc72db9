import type { Answer, Geometry, Reference, Span, Timings } from '../core/index.ts';
import type { PackId } from './manifest.ts';

export const REQUEST_VERSION = 1;

/** What the page and a worker call one opened medium. `id` is made by the page and never reused. */
export type MediumHandle = PictureHandle | VideoHandle | SoundHandle;

export interface PictureHandle {
  readonly kind: 'picture';
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** A video; every time in requests, references and answers about it is in seconds from its first frame. */
export interface VideoHandle {
  readonly kind: 'video';
  readonly id: string;
  /** Pixels as displayed. */
  readonly width: number;
  readonly height: number;
  /** Seconds. */
  readonly duration: number;
  readonly hasSound: boolean;
}

/** A recording; every time in requests, references and answers about it is in seconds from its beginning. */
export interface SoundHandle {
  readonly kind: 'sound';
  readonly id: string;
  /** Seconds. */
  readonly duration: number;
}

/** An earlier turn of the conversation about the same medium. */
export interface Turn {
  readonly question: string;
  readonly answer: Answer;
}

/** When what is asked for is there, as another pack has found; in seconds, in any order. */
export interface Moments {
  readonly spans: readonly Span[];
  /** Who found them, for a person. */
  readonly by: string;
}

/**
 * One question to a model.
 *
 * - `ask`: answer `question`.
 * - `inventory`: list everything the model sees or hears; `question` is ignored.
 */
export interface GroundingRequest {
  readonly version: typeof REQUEST_VERSION;
  readonly pack: PackId;
  readonly task: 'ask' | 'inventory';
  readonly medium: MediumHandle;
  readonly question: string;
  readonly history?: readonly Turn[];
  /** A place or time the user drew: the question is about it. */
  readonly region?: Geometry;
  /** Only there is looked; everywhere when left out. For packs that find boxes in videos; others may ignore it. */
  readonly moments?: Moments;
}

/** Where the work ran. */
export type DeviceKind = 'webgpu' | 'wasm-threads' | 'wasm';

/** Stage names a person can read are in the page; these are the keys. */
export type Stage = 'start' | 'download' | 'verify' | 'compile' | 'encode' | 'watch' | 'listen' | 'answer';

/** How fast a decoder wrote its answer. */
export interface Speed {
  /** Milliseconds from the start of the answer to its first token. */
  readonly firstToken: number;
  readonly tokens: number;
  readonly tokensPerSecond: number;
}

/** What a model yields while it works, in order; `answer` is last. */
export type GroundingEvent =
  | { readonly type: 'progress'; readonly stage: Stage; readonly done: number; readonly total: number }
  | { readonly type: 'token'; readonly text: string }
  | { readonly type: 'reference'; readonly reference: Reference }
  | {
      readonly type: 'answer';
      readonly answer: Answer;
      readonly timings: Timings;
      readonly speed?: Speed;
      readonly device: DeviceKind;
    };
