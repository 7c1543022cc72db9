import type * as ort from 'onnxruntime-common';
import type { PackManifest } from './manifest.ts';
import type { DeviceKind, GroundingEvent, GroundingRequest } from './request.ts';

/** A picture as a model gets it: turned upright, 8-bit RGBA, at most `MAX_PICTURE_SIDE` on its longer side. */
export interface PictureData {
  readonly kind: 'picture';
  readonly bitmap: ImageBitmap;
}

export type MediumData = PictureData;

/** Files, runtime and reports that the worker lends to a model while it loads. */
export interface LoadContext {
  readonly device: DeviceKind;
  readonly signal: AbortSignal;
  /**
   * The runtime build that fits `device` (`onnxruntime-web/webgpu` or `/wasm`), with its files and thread count already set.
   * Use its `InferenceSession` and `Tensor`; do not import onnxruntime-web in a family.
   */
  runtime(): Promise<typeof ort>;
  /** The bytes of a manifest file, checked against its size and checksum. Throws `MODEL_MISSING` or `MODEL_CORRUPT`. */
  file(name: string): Promise<Uint8Array<ArrayBuffer>>;
  progress(event: Extract<GroundingEvent, { type: 'progress' }>): void;
}

/** What the worker lends to a model for one request. */
export interface RunContext {
  readonly signal: AbortSignal;
  readonly medium: MediumData;
}

/**
 * The contract of every model family. A family lives in one folder of `workers/inference/` and exports
 * `create(manifest): GroundingModel`; its manifest lives in `src/packs/`. Nothing else knows it.
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
