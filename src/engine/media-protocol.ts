/** What passes between the page and the media worker. */
import type { Size } from '../core/index.ts';
import type { Failure } from '../packs/index.ts';
import type { LifeMessage, PingMessage } from './protocol.ts';
import type { Transport } from './transport.ts';

/** Raised with every change that an older other side would misread. */
export const MEDIA_PROTOCOL = 1;

export type ToMedia =
  | PingMessage
  | { readonly type: 'open'; readonly id: number; readonly blob: Blob }
  /** No reply is wanted any more. */
  | { readonly type: 'cancel'; readonly id: number };

export type FromMedia =
  | LifeMessage
  | {
      readonly type: 'picture';
      readonly id: number;
      readonly bitmap: ImageBitmap;
      readonly original: Size;
      readonly format: string;
    }
  /** The blob is an SVG: only a page can draw it. */
  | { readonly type: 'svg'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };

export type MediaTransport = Transport<ToMedia, FromMedia>;
