/** The image encoder in a worker of its own: it works while the inference worker makes its sessions, and leaves that one free for messages. */
import { createConvNet } from '../../convnet/convnet.ts';
import { createImageEncoder, type ImageEncoder } from './index.ts';
import type { FromEncoder, ToEncoder } from './protocol.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromEncoder): void => scope.postMessage(message);
const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let encoder: Promise<ImageEncoder> | null = null;
let stopping = new AbortController();

/** A turn of the event loop, in which a `stop` is heard. */
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });

async function load(model: Uint8Array, threads: number): Promise<ImageEncoder> {
  const network = await createConvNet(model, threads);
  return createImageEncoder({
    run: async (planes, size) => {
      await breathe();
      stopping.signal.throwIfAborted();
      return network.run(planes, size);
    },
    dispose: () => network.dispose(),
  });
}

async function answer(message: Extract<ToEncoder, { readonly id: number }>): Promise<void> {
  const { id } = message;
  stopping = new AbortController();
  const { signal } = stopping;
  try {
    const ready = await encoder!;
    const proposals =
      message.type === 'picture'
        ? await ready.encode(message.bitmap, { signal })
        : await ready.encodeFrame(message.frame, { signal });
    post({ type: 'proposals', id, proposals });
  } catch (error) {
    post({ type: 'failed', id, detail: detailOf(error) });
  } finally {
    if (message.type === 'picture') message.bitmap.close();
  }
}

scope.addEventListener('message', ({ data }: MessageEvent<ToEncoder>) => {
  if (data.type === 'stop') stopping.abort();
  else if (data.type !== 'load') void answer(data);
  else {
    encoder = load(data.model, data.threads);
    encoder.then(
      () => post({ type: 'ready' }),
      (error: unknown) => post({ type: 'failed', id: null, detail: detailOf(error) }),
    );
  }
});
