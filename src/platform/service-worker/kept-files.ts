/**
 * What a file is for, which decides when the service worker keeps a copy:
 * `shell` the page and its code, before the worker takes over; `pack` the built-in pack and the small samples; `cpu` and `gpu` the
 * runtime of that device; `other` whatever is seldom needed (codecs, the larger samples), once it was used.
 */
export type FileGroup = 'shell' | 'pack' | 'cpu' | 'gpu' | 'other';

/** One file of the build. */
export interface KeptFile {
  /** Relative to the page. */
  readonly url: string;
  /** Changes with the content; `null` when the name does so already. */
  readonly revision: string | null;
  readonly group: FileGroup;
}

/** What the page asks of the service worker. */
export type ToServiceWorker = { readonly type: 'activate' } | { readonly type: 'keep'; readonly groups: readonly FileGroup[] };

/** The answer to `keep`, over the port that came with it: progress, then `kept` or `failed`. */
export type FromServiceWorker =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'kept' }
  | { readonly type: 'failed'; readonly why: 'full' | 'network' };

// Types, not values: the service worker is one classic script and shares no code with the page.
/** The cache in which what another app shares waits for the page. */
export type SharedCache = 'whereabouts-shared';
/** The query by which a page is opened for what was shared. */
export type SharedQuery = 'shared';
