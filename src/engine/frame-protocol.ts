/** What passes between the media worker and whoever reads a video or a recording, over a port of its own for every medium and reader. */
import type { Pixels } from '../core/index.ts';
import type { Failure } from '../packs/index.ts';

/** What can be asked for; `id` names the reading, `credit` is how many replies may be sent before the first `more`. */
export type ReadMessage =
  | {
      readonly type: 'frames';
      readonly id: number;
      readonly times: readonly number[];
      readonly maxSide: number;
      /** Seconds: a key frame so near to a time may stand for it. */
      readonly near: number;
      readonly credit: number;
    }
  /** Sound at `rate` samples a second, one channel, in pieces of a second. Seconds from the medium's beginning. */
  | {
      readonly type: 'samples';
      readonly id: number;
      readonly from: number;
      readonly to: number;
      readonly rate: number;
      readonly credit: number;
    }
  /** A name that only the medium's bytes decide. */
  | { readonly type: 'fingerprint'; readonly id: number; readonly credit: number }
  /** The lowest and the highest sample of each of `count` equal parts of the whole. */
  | { readonly type: 'peaks'; readonly id: number; readonly count: number; readonly credit: number }
  /** Loudness by pitch, at `columns` times between `from` and `to`. */
  | {
      readonly type: 'spectrum';
      readonly id: number;
      readonly from: number;
      readonly to: number;
      readonly columns: number;
      readonly credit: number;
    };

export type ToFrames =
  | ReadMessage
  /** One reply was taken: one more may be sent. */
  | { readonly type: 'more'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

/** A reply that is one of many. */
export type PieceMessage =
  | { readonly type: 'frame'; readonly id: number; readonly time: number; readonly pixels: Pixels }
  | { readonly type: 'samples'; readonly id: number; readonly samples: Float32Array<ArrayBuffer> }
  /** `null` where the browser cannot hash. */
  | { readonly type: 'fingerprint'; readonly id: number; readonly fingerprint: string | null }
  /** `values` are low, high, low, high ... from part `first` on, -1 to 1. */
  | { readonly type: 'peaks'; readonly id: number; readonly first: number; readonly values: Float32Array<ArrayBuffer> }
  /** Column `first` and on; 64 bins each from low to high, 0 (silent) to 255. */
  | { readonly type: 'spectrum'; readonly id: number; readonly first: number; readonly values: Uint8Array<ArrayBuffer> };

export type FromFrames =
  | PieceMessage
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };
