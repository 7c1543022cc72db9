import type { AttachedMedium, OpenedPicture, OpenedVideo } from '../../engine/index.ts';
import { GroundingError } from '../../packs/index.ts';
import type { MediumDocument, MediumSource, PictureDocument, VideoDocument } from '../../store/index.ts';

/** How long, in ms, the stage may go on drawing what another medium has replaced. */
const LINGER = 1000;

/** What was opened as a document with an id of its own. */
export async function documentOf(
  opened: OpenedPicture | OpenedVideo,
  name: string,
  source: MediumSource,
  signal: AbortSignal,
): Promise<MediumDocument> {
  if (opened.kind === 'video') return videoDocument(opened, name, source, signal);
  const { bitmap, original, scaled } = opened;
  const handle = { id: crypto.randomUUID(), kind: 'picture', width: bitmap.width, height: bitmap.height } as const;
  return { kind: 'picture', handle, bitmap, name, source, original, scaled } satisfies PictureDocument;
}

async function videoDocument(
  opened: OpenedVideo,
  name: string,
  source: MediumSource,
  signal: AbortSignal,
): Promise<VideoDocument> {
  const player = document.createElement('video');
  player.playsInline = true;
  player.preload = 'auto';
  player.src = URL.createObjectURL(opened.blob);
  const { duration, size, codec } = opened.facts;
  try {
    await new Promise<void>((resolve, reject) => {
      const listen = (type: string, done: () => void): void => player.addEventListener(type, done, { once: true, signal });
      listen('loadeddata', resolve);
      listen('error', () => reject(new GroundingError('MEDIUM_FOREIGN', `the player cannot play ${codec}`)));
      signal.addEventListener('abort', () => reject(new GroundingError('ABORTED', 'stopped', { retryable: true })));
    });
    if (!Number.isFinite(player.duration)) await findDuration(player, signal);
  } catch (error) {
    letGoOfPlayer(player);
    opened.close();
    throw error;
  }
  const handle = { id: crypto.randomUUID(), kind: 'video', ...size, duration } as const;
  return { kind: 'video', handle, opened, player, name, source, original: size };
}

/** A recording does not say how long it is; the player finds out at its end. */
async function findDuration(player: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  for (const time of [Number.MAX_SAFE_INTEGER, 0]) {
    await new Promise<void>((resolve) => {
      player.addEventListener('seeked', () => resolve(), { once: true, signal });
      signal.addEventListener('abort', () => resolve(), { once: true });
      player.currentTime = time;
    });
  }
}

/** How the engine gets at a document's medium. */
export function attachmentOf(medium: MediumDocument): AttachedMedium {
  return medium.kind === 'picture'
    ? { handle: medium.handle, bitmap: medium.bitmap }
    : { handle: medium.handle, connect: () => medium.opened.connect() };
}

/** Lets go of what a document holds, once the stage has let go of it. */
export function releaseDocument(medium: MediumDocument): void {
  if (medium.kind === 'video') medium.player.pause();
  setTimeout(() => {
    if (medium.kind === 'picture') medium.bitmap.close();
    else {
      letGoOfPlayer(medium.player);
      medium.opened.close();
    }
  }, LINGER);
}

function letGoOfPlayer(player: HTMLVideoElement): void {
  URL.revokeObjectURL(player.src);
  player.removeAttribute('src');
  player.load();
}
