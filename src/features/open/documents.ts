import type { AttachedMedium, OpenedMedium, OpenedSound, OpenedVideo } from '../../engine/index.ts';
import { GroundingError } from '../../packs/index.ts';
import type { MediumDocument, MediumSource } from '../../store/index.ts';

/** How long, in ms, the stage may go on drawing what another medium has replaced. */
const LINGER = 1000;

/** What was opened as a document with an id of its own. */
export async function documentOf(
  opened: OpenedMedium,
  name: string,
  source: MediumSource,
  signal: AbortSignal,
): Promise<MediumDocument> {
  const id = crypto.randomUUID();
  switch (opened.kind) {
    case 'picture': {
      const { bitmap, original, scaled } = opened;
      const handle = { id, kind: 'picture', width: bitmap.width, height: bitmap.height } as const;
      return { kind: 'picture', handle, bitmap, name, source, original, scaled };
    }
    case 'video': {
      const player = document.createElement('video');
      player.playsInline = true;
      await readyToPlay(player, opened, signal);
      const { duration, size, hasSound } = opened.facts;
      const handle = { id, kind: 'video', ...size, duration, hasSound } as const;
      return { kind: 'video', handle, opened, player, name, source, original: size };
    }
    case 'sound': {
      const player = document.createElement('audio');
      await readyToPlay(player, opened, signal);
      const handle = { id, kind: 'sound', duration: opened.facts.duration } as const;
      return { kind: 'sound', handle, opened, player, name, source };
    }
  }
}

/** Gives a player what it is to play, and waits until it can. Throws `MEDIUM_FOREIGN` when it never will. */
async function readyToPlay(player: HTMLMediaElement, opened: OpenedVideo | OpenedSound, signal: AbortSignal): Promise<void> {
  player.preload = 'auto';
  player.src = URL.createObjectURL(opened.blob);
  try {
    await new Promise<void>((resolve, reject) => {
      const listen = (type: string, done: () => void): void => player.addEventListener(type, done, { once: true, signal });
      listen('loadeddata', resolve);
      listen('error', () => reject(new GroundingError('MEDIUM_FOREIGN', `the player cannot play ${opened.facts.codec}`)));
      signal.addEventListener('abort', () => reject(new GroundingError('ABORTED', 'stopped', { retryable: true })));
    });
    if (!Number.isFinite(player.duration)) await findDuration(player, signal);
  } catch (error) {
    letGoOfPlayer(player);
    opened.close();
    throw error;
  }
}

/** A recording does not say how long it is; the player finds out at its end. */
async function findDuration(player: HTMLMediaElement, signal: AbortSignal): Promise<void> {
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
  switch (medium.kind) {
    case 'picture':
      return { handle: medium.handle, bitmap: medium.bitmap };
    case 'video':
      return { handle: medium.handle, connect: () => medium.opened.connect() };
    case 'sound':
      return { handle: medium.handle, connect: () => medium.opened.connect() };
  }
}

/** Lets go of what a document holds, once the stage has let go of it. */
export function releaseDocument(medium: MediumDocument): void {
  if (medium.kind !== 'picture') medium.player.pause();
  setTimeout(() => {
    if (medium.kind === 'picture') medium.bitmap.close();
    else {
      letGoOfPlayer(medium.player);
      medium.opened.close();
    }
  }, LINGER);
}

function letGoOfPlayer(player: HTMLMediaElement): void {
  URL.revokeObjectURL(player.src);
  player.removeAttribute('src');
  player.load();
}
