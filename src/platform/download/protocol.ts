/** What passes between the page and the download worker. Replies carry the `id` of the order. */
import type { Failure } from '../../packs/failure.ts';
import type { HubFile } from '../../packs/manifest.ts';

/** Which files of which checkpoint. */
export interface DownloadJob {
  /** Ends with a slash. */
  readonly host: string;
  readonly repo: string;
  readonly revision: string;
  readonly files: readonly HubFile[];
}

export type ToDownload =
  /** Asks the hub for sizes. Reply: `found` or `failed`. */
  | { readonly type: 'look'; readonly id: number; readonly job: DownloadJob }
  /** Brings and checks all files. Replies: `progress`, then `done` or `failed`. */
  | { readonly type: 'download'; readonly id: number; readonly job: DownloadJob }
  /** Takes the files out of a folder on disk. Replies as to `download`. */
  | {
      readonly type: 'import';
      readonly id: number;
      readonly job: DownloadJob;
      readonly from: readonly { readonly path: string; readonly file: File }[];
    }
  /** Deletes the whole checkpoint. Replies: `done` or `failed`. */
  | { readonly type: 'remove'; readonly id: number; readonly job: DownloadJob }
  /** Ends an order; it replies `failed` with `ABORTED`. What has come stays. */
  | { readonly type: 'stop'; readonly id: number };

export interface DownloadProgress {
  /** `waiting`: another tab is at it. `retrying`: broken off, goes on in `retryMs`. */
  readonly phase: 'waiting' | 'looking' | 'downloading' | 'retrying' | 'checking';
  /** Bytes of all files, in storage and in all. */
  readonly done: number;
  readonly total: number;
  readonly file: string;
  readonly fileDone: number;
  readonly fileTotal: number;
  readonly retryMs: number;
}

export type FromDownload =
  | { readonly type: 'found'; readonly id: number; readonly total: number; readonly held: number }
  | { readonly type: 'progress'; readonly id: number; readonly progress: DownloadProgress }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };
