import type { Pixels } from '../../../../src/core/index.ts';
import type { Proposal } from './proposals.ts';

/** What is said to the encoder's worker: first `load`, then one request after another. `id` is in the reply. */
export type ToEncoder =
  | { readonly type: 'load'; readonly model: Uint8Array; readonly threads: number }
  | { readonly type: 'picture'; readonly id: number; readonly bitmap: ImageBitmap }
  | { readonly type: 'frame'; readonly id: number; readonly frame: Pixels }
  /** What is under way is not wanted any more; it fails. */
  | { readonly type: 'stop' };

/** What it says. `failed` without an id: nothing more is to be expected of it. */
export type FromEncoder =
  | { readonly type: 'ready' }
  | { readonly type: 'proposals'; readonly id: number; readonly proposals: readonly Proposal[] }
  | { readonly type: 'failed'; readonly id: number | null; readonly detail: string };
