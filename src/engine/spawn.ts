import type { InferenceTransport } from './inference-link.ts';
import type { MediaTransport } from './media-protocol.ts';
import { workerTransport } from './transport.ts';

/** Starts an inference worker. The pattern `new Worker(new URL(...))` is what the bundler looks for: keep it in one piece. */
export function spawnInference(): InferenceTransport {
  return workerTransport(
    new Worker(new URL('../../workers/inference/worker.ts', import.meta.url), { type: 'module', name: 'inference' }),
  );
}

/** Starts a media worker. */
export function spawnMedia(): MediaTransport {
  return workerTransport(
    new Worker(new URL('../../workers/media/worker.ts', import.meta.url), { type: 'module', name: 'media' }),
  );
}

/** Starts an export worker, which makes one file. */
export function spawnExport(): Worker {
  return new Worker(new URL('../../workers/export/worker.ts', import.meta.url), { type: 'module', name: 'export' });
}
