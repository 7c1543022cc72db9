/** The inference worker: ties the host to this realm. */
import { INFERENCE_PROTOCOL, type FromInference, type ToInference } from '../../src/engine/protocol.ts';
import { GroundingError } from '../../src/packs/index.ts';
import { fetchFile } from '../../src/platform/fetch-file.ts';
import { holdLifeLock } from '../../src/platform/life-lock.ts';
import { families } from './families.ts';
import { InferenceHost } from './host.ts';
import { openHub } from './hub-context.ts';
import { loadRuntime, prefetchRuntime, watchGpuDevice } from './runtime.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromInference): void => scope.postMessage(message);

/** A turn of the event loop. A timer would cost 4 ms each time, a promise lets no message through. */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.addEventListener('message', () => waiting.shift()?.());
channel.port1.start();
const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });

const host = new InferenceHost({ families, post, loadRuntime, prefetchRuntime, watchGpuDevice, fetchFile, openHub, breathe });

scope.addEventListener('message', ({ data }: MessageEvent<ToInference>) => host.receive(data));

// The runtime loses some of its errors: what nobody caught is the only sign of them.
const lost = (what: string): void => host.fatal(new GroundingError('WORKER_CRASHED', what, { retryable: true }));
scope.addEventListener('error', (event) => {
  event.preventDefault();
  lost(event.message);
});
scope.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  lost(String(event.reason));
});

void holdLifeLock().then((lock) => post({ type: 'hello', protocol: INFERENCE_PROTOCOL, lock }));
