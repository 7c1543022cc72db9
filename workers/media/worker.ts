/** The media worker: opens pictures. */
import { MEDIA_PROTOCOL, type FromMedia, type ToMedia } from '../../src/engine/media-protocol.ts';
import { toFailure } from '../../src/packs/index.ts';
import { holdLifeLock } from '../../src/platform/life-lock.ts';
import { openPicture } from './picture.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const cancelled = new Set<number>();
const open = new Set<number>();

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
      if (open.has(data.id)) cancelled.add(data.id);
      break;
  }
});

async function answer(id: number, blob: Blob): Promise<void> {
  open.add(id);
  try {
    const opened = await openPicture(blob);
    if (opened.type === 'svg') post({ type: 'svg', id });
    else if (cancelled.has(id)) opened.bitmap.close();
    else post({ ...opened, id }, [opened.bitmap]);
  } catch (error) {
    post({ type: 'failed', id, failure: toFailure(error) });
  } finally {
    open.delete(id);
    cancelled.delete(id);
  }
}

void holdLifeLock().then((lock) => post({ type: 'hello', protocol: MEDIA_PROTOCOL, lock }));
