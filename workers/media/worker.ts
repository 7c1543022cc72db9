/** The media worker: opens pictures, videos and recordings, and gives frames and sound to whoever holds a port. */
import { MEDIA_PROTOCOL, type FromMedia, type ToMedia } from '../../src/engine/media-protocol.ts';
import { toFailure } from '../../src/packs/index.ts';
import { holdLifeLock } from '../../src/platform/life-lock.ts';
import { openMedium } from './open.ts';
import { serveMedium, type Readable } from './medium-server.ts';
import type { SoundFile } from './sound/sound-file.ts';
import { timed } from './timed.ts';
import type { VideoFile } from './video/video-file.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const cancelled = new Set<number>();
const opening = new Set<number>();
const files = new Map<number, Promise<VideoFile | SoundFile>>();

const post = (message: FromMedia, transfer: Transferable[] = []): void => scope.postMessage(message, transfer);

scope.addEventListener('message', ({ data }: MessageEvent<ToMedia>) => {
  switch (data.type) {
    case 'ping':
      post({ type: 'pong' });
      break;
    case 'open':
      void answer(data.id, data.blob);
      break;
    case 'cancel':
      // Decoding cannot be stopped; its result is thrown away.
      if (opening.has(data.id)) cancelled.add(data.id);
      break;
    case 'serve': {
      const { kind, medium, blob, port } = data;
      const file =
        files.get(medium) ??
        timed().then<VideoFile | SoundFile>(({ VideoFile, SoundFile }) =>
          kind === 'video' ? VideoFile.open(blob) : SoundFile.open(blob),
        );
      files.set(medium, file);
      serveMedium(
        file.then((opened) => readable(opened, blob)),
        port,
      );
      break;
    }
    case 'close': {
      const file = files.get(data.medium);
      files.delete(data.medium);
      void file?.then((f) => f.close()).catch(() => undefined);
      break;
    }
  }
});

function readable(file: VideoFile | SoundFile, blob: Blob): Readable {
  if ('frames' in file) return { ...file.facts, blob, video: file, sound: file.sound };
  return { ...file.sound.facts, blob, video: null, sound: file.sound };
}

async function answer(id: number, blob: Blob): Promise<void> {
  opening.add(id);
  try {
    const opened = await openMedium(blob);
    if (opened.type === 'svg') post({ type: 'svg', id });
    else if (opened.type === 'video') {
      if (cancelled.has(id)) opened.file.close();
      else {
        const { file, made } = opened;
        files.set(id, Promise.resolve(file));
        post({ type: 'video', id, facts: file.facts, made });
      }
    } else if (opened.type === 'sound') {
      if (cancelled.has(id)) opened.file.close();
      else {
        files.set(id, Promise.resolve(opened.file));
        post({ type: 'sound', id, facts: opened.file.sound.facts });
      }
    } else if (cancelled.has(id)) opened.bitmap.close();
    else post({ ...opened, id }, [opened.bitmap]);
  } catch (error) {
    post({ type: 'failed', id, failure: toFailure(error) });
  } finally {
    opening.delete(id);
    cancelled.delete(id);
  }
}

void holdLifeLock().then((lock) => post({ type: 'hello', protocol: MEDIA_PROTOCOL, lock }));
