import type { DownloadWorker } from './orders.ts';

/** Starts the download worker. The pattern `new Worker(new URL(...))` is what the bundler looks for: keep it in one piece. */
export function spawnDownload(): DownloadWorker {
  return new Worker(new URL('../../../workers/download/worker.ts', import.meta.url), { type: 'module', name: 'download' });
}
