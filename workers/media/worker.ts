/** The media worker: opens pictures and videos, and gives frames of videos to whoever holds a port. */
import { MEDIA_PROTOCOL, type FromMedia, type ToMedia } from '../../src/engine/media-protocol.ts';
import { toFailure } from '../../src/packs/index.ts';
import { holdLifeLock } from '../../src/platform/life-lock.ts';
import { openMedium } from './open.ts';
import { serveFrames } from './video/frame-server.ts';
import { VideoFile } from './video/video-file.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const cancelled = new Set<number>();
const opening = new Set<number>();
const videos = new Map<number, Promise<VideoFile>>();

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
      const { video, blob, port } = data;
      const file = videos.get(video) ?? VideoFile.open(blob);
      videos.set(video, file);
      serveFrames(file, port);
      break;
    }
    case 'close': {
      const file = videos.get(data.video);
      videos.delete(data.video);
      void file?.then((f) => f.close()).catch(() => undefined);
      break;
    }
  }
});

async function answer(id: number, blob: Blob): Promise<void> {
  opening.add(id);
  try {
    const opened = await openMedium(blob);
    if (opened.type === 'svg') post({ type: 'svg', id });
    else if (opened.type === 'video') {
      if (cancelled.has(id)) opened.file.close();
      else {
        const { file, made } = opened;
        videos.set(id, Promise.resolve(file));
        post({ type: 'video', id, facts: file.facts, made });
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
