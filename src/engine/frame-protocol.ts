/** What passes between the inference worker and the media worker, over a port of its own for every video, past the page. */
import type { Failure } from '../packs/index.ts';

export type ToFrames =
  /** Asks for frames; `credit` of them may be sent before the first `more`. */
  | {
      readonly type: 'frames';
      readonly id: number;
      readonly times: readonly number[];
      readonly maxSide: number;
      /** Seconds: a key frame so near to a time may stand for it. */
      readonly near: number;
      readonly credit: number;
    }
  /** One frame was taken: one more may be sent. */
  | { readonly type: 'more'; readonly id: number }
  | { readonly type: 'cancel'; readonly id: number };

export type FromFrames =
  | { readonly type: 'frame'; readonly id: number; readonly time: number; readonly bitmap: ImageBitmap }
  | { readonly type: 'end'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };
