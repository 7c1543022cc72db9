/** What passes between the page and the export worker. One worker makes one file; ending the worker cancels it. */
import type { Span } from '../core/index.ts';
import type { Failure } from '../packs/index.ts';
import type { Mark } from './annotate.ts';

export interface VideoExport {
  /** What is cut or painted on: the file as it plays. */
  readonly blob: Blob;
  /** The file's own time of the first frame, in seconds. */
  readonly start: number;
  /** Seconds from the first frame; `null` for all of it. */
  readonly span: Span | null;
  /**
   * - `copy`: nothing is encoded anew; begins at the key frame at or before the span.
   * - `exact`: begins and ends where the span does; what has to be is encoded anew.
   * - `painted`: exact, and with the marks painted in.
   */
  readonly how: 'copy' | 'exact' | 'painted';
  readonly marks: readonly Mark[];
}

export type FromExport =
  /** Share that is done, 0..1. */
  | { readonly type: 'progress'; readonly share: number }
  /** `from`: where the clip begins, in seconds from the first frame. `lost`: sound that could not be taken along. */
  | { readonly type: 'made'; readonly blob: Blob; readonly extension: string; readonly from: number; readonly lost: boolean }
  | { readonly type: 'failed'; readonly failure: Failure };
