/**
 * What passes between the page and the inference worker. Both sides import this file and nothing else of each other.
 * Replies to a message with an `id` carry the same `id`.
 */
import type {
  DeviceKind,
  Failure,
  GroundingEvent,
  GroundingRequest,
  PackId,
  PackManifest,
  SoundHandle,
  VideoHandle,
} from '../packs/index.ts';

/** Raised with every change that an older other side would misread. */
export const INFERENCE_PROTOCOL = 4;

/** What every worker of ours says, whatever its work. */
export type LifeMessage =
  /** First message of a worker; `lock` names the life lock it holds, if it could get one. */
  | { readonly type: 'hello'; readonly protocol: number; readonly lock: string | null }
  | { readonly type: 'pong' }
  /** The worker may be silent for `ms` from now on; 0 takes an earlier allowance back. */
  | { readonly type: 'busy'; readonly ms: number }
  /** The worker can not be trusted any more and asks to be replaced. */
  | { readonly type: 'fatal'; readonly failure: Failure };

export interface PingMessage {
  readonly type: 'ping';
}

export interface LoadMessage {
  readonly type: 'load';
  readonly id: number;
  readonly manifest: PackManifest;
  /** Absolute address of the pack's folder, ending in a slash. */
  readonly base: string;
  /** The same for every `load` in the life of one worker: a runtime that has started can not change its device. */
  readonly device: DeviceKind;
  /** Threads of the processor that a model may use, 1..4. */
  readonly threads: number;
  /** Threads of the wasm runtime, at most as many. The same for every `load` in the life of one worker. */
  readonly runtimeThreads: number;
  /** For a hub pack: ids of the variants that fit the device, best first. The first that is stored is loaded. */
  readonly variants: readonly string[];
}

export type ToInference =
  | PingMessage
  /** Loads a pack; already loaded is fine and answered at once. Replies: `event` (progress), then `loaded` or `failed`. */
  | LoadMessage
  /** Lets go of a pack's model; what runs on it is finished first. */
  | { readonly type: 'unload'; readonly pack: PackId }
  /** Hands over a picture; its `bitmap` is transferred. */
  | { readonly type: 'put-medium'; readonly mediumId: string; readonly bitmap: ImageBitmap }
  /** Hands over a video or a recording: the other end of `port` gives its frames and sound (`frame-protocol`). */
  | { readonly type: 'put-timed'; readonly handle: VideoHandle | SoundHandle; readonly port: MessagePort }
  | { readonly type: 'drop-medium'; readonly mediumId: string }
  /** Runs a request on a loaded pack. Replies: `event`s, then `done` or `failed`. */
  | { readonly type: 'ground'; readonly id: number; readonly pack: PackId; readonly request: GroundingRequest }
  /** Ends a `ground`; it still replies `failed` with `ABORTED` (or `done`, if it was quicker). */
  | { readonly type: 'cancel'; readonly id: number };

export type FromInference =
  | LifeMessage
  | { readonly type: 'event'; readonly id: number; readonly event: GroundingEvent }
  /** `memory`: bytes that the pack takes now, about. */
  | { readonly type: 'loaded'; readonly id: number; readonly memory: number }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };
