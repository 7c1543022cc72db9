import { GroundingError } from '../../src/packs/index.ts';
import { openPicture, type OpenedPicture } from './picture.ts';
import { sniff } from './sniff.ts';
import type { SoundFile } from './sound/sound-file.ts';
import { timed } from './timed.ts';
import { animationToVideo } from './video/animation.ts';
import type { VideoFile } from './video/video-file.ts';

export type Opened =
  | OpenedPicture
  | { readonly type: 'svg' }
  /** `made` is what plays, where it is not the file itself. */
  | { readonly type: 'video'; readonly file: VideoFile; readonly made: Blob | null }
  | { readonly type: 'sound'; readonly file: SoundFile };

/** Bytes read to know what a file is; the size of nearly every picture is within them. */
const HEAD = 512 * 1024;
/** Up to this size a picture is read whole when its head did not tell. */
const WHOLE = 64 * 1024 * 1024;

/**
 * Opens a picture, a video or a recording; a picture that moves is a video, a video without picture a recording.
 *
 * @throws GroundingError `MEDIUM_EMPTY`, `MEDIUM_UNSUPPORTED`, `MEDIUM_FOREIGN` (a video that has to be converted first),
 * `MEDIUM_TOO_LARGE`, `MEDIUM_UNREADABLE`, `FETCH_OFFLINE` (the code that reads videos could not be fetched).
 */
export async function openMedium(blob: Blob): Promise<Opened> {
  if (blob.size === 0) throw new GroundingError('MEDIUM_EMPTY', 'the file has no bytes');
  let sniffed = sniff(await read(blob, HEAD));
  if (sniffed.kind === 'picture' && !sniffed.size && blob.size > HEAD && blob.size <= WHOLE)
    sniffed = sniff(await read(blob, blob.size));
  switch (sniffed.kind) {
    case 'svg':
      return { type: 'svg' };
    case 'other':
      throw new GroundingError('MEDIUM_UNSUPPORTED', `it looks like ${sniffed.looksLike ?? 'no kind of file known here'}`);
    case 'video':
      if (!sniffed.native) throw new GroundingError('MEDIUM_FOREIGN', `it looks like ${sniffed.looksLike}`);
      return openTimed(blob);
    case 'sound':
      if (!sniffed.native) throw new GroundingError('MEDIUM_FOREIGN', `it looks like ${sniffed.looksLike}`);
      return openSound(blob);
    case 'picture': {
      const made = await animationToVideo(blob, sniffed.format);
      return made ? openVideo(made, made) : openPicture(blob, sniffed);
    }
  }
}

async function openTimed(blob: Blob): Promise<Opened> {
  const { NoPictureError } = await timed();
  try {
    return await openVideo(blob, null);
  } catch (error) {
    if (error instanceof NoPictureError) return openSound(blob);
    throw error;
  }
}

async function openVideo(blob: Blob, made: Blob | null): Promise<Opened> {
  const { VideoFile } = await timed();
  return { type: 'video', file: await VideoFile.open(blob), made };
}

async function openSound(blob: Blob): Promise<Opened> {
  const { SoundFile } = await timed();
  return { type: 'sound', file: await SoundFile.open(blob) };
}

async function read(blob: Blob, bytes: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(0, bytes).arrayBuffer());
  } catch (error) {
    throw new GroundingError('MEDIUM_UNREADABLE', `the file could not be read: ${String(error)}`, {
      retryable: true,
      cause: error,
    });
  }
}
