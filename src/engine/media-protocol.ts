/** What passes between the page and the media worker. */
import type { Size } from '../core/index.ts';
import type { SoundFacts, VideoFacts } from './types.ts';
import type { Failure } from '../packs/index.ts';
import type { LifeMessage, PingMessage } from './protocol.ts';
import type { Transport } from './transport.ts';

/** Raised with every change that an older other side would misread. */
export const MEDIA_PROTOCOL = 3;

export type ToMedia =
  | PingMessage
  | { readonly type: 'open'; readonly id: number; readonly blob: Blob }
  /** No reply is wanted any more. */
  | { readonly type: 'cancel'; readonly id: number }
  /** Gives frames and sound of a medium over `port` (`frame-protocol`). A worker that has not opened it yet does so first. */
  | {
      readonly type: 'serve';
      readonly kind: 'video' | 'sound';
      readonly medium: number;
      readonly blob: Blob;
      readonly port: MessagePort;
    }
  | { readonly type: 'close'; readonly medium: number };

export type FromMedia =
  | LifeMessage
  | {
      readonly type: 'picture';
      readonly id: number;
      readonly bitmap: ImageBitmap;
      readonly original: Size;
      readonly format: string;
    }
  /** `made` is what plays, where it is not the file itself. */
  | { readonly type: 'video'; readonly id: number; readonly facts: VideoFacts; readonly made: Blob | null }
  | { readonly type: 'sound'; readonly id: number; readonly facts: SoundFacts }
  /** The blob is an SVG: only a page can draw it. */
  | { readonly type: 'svg'; readonly id: number }
  | { readonly type: 'failed'; readonly id: number; readonly failure: Failure };

export type MediaTransport = Transport<ToMedia, FromMedia>;
