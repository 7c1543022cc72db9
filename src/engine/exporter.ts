import { GroundingError } from '../packs/index.ts';
import type { FromExport, VideoExport } from './export-protocol.ts';
import { spawnExport } from './spawn.ts';

export interface ExportOptions {
  readonly signal: AbortSignal;
  /** Share that is done, 0..1; `null` while the converter itself is being fetched. */
  readonly onProgress: (share: number | null) => void;
}

/** A video that was made. */
export interface MadeVideo {
  readonly blob: Blob;
  readonly extension: string;
  /** Where it begins, in seconds from the first frame of what it was made of. */
  readonly from: number;
  /** True when there was sound that could not be taken along. */
  readonly lost: boolean;
}

/**
 * Makes a clip or a painted video in a worker of its own; aborting ends the worker at once.
 *
 * @throws GroundingError `ABORTED`, `MEDIUM_FOREIGN` (this browser cannot encode or copy it), `MEDIUM_UNREADABLE`, `WORKER_CRASHED`.
 */
export async function exportVideo(order: VideoExport, { signal, onProgress }: ExportOptions): Promise<MadeVideo> {
  signal.throwIfAborted();
  const worker = spawnExport();
  try {
    return await new Promise<MadeVideo>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new GroundingError('ABORTED', 'stopped', { retryable: true })), {
        once: true,
      });
      worker.addEventListener('error', ({ message }) => reject(new GroundingError('WORKER_CRASHED', message)));
      worker.addEventListener('message', ({ data }: MessageEvent<FromExport>) => {
        if (data.type === 'progress') onProgress(data.share);
        else if (data.type === 'made') resolve(data);
        else reject(new GroundingError(data.failure.code, data.failure.detail, { retryable: data.failure.retryable }));
      });
      worker.postMessage(order);
    });
  } finally {
    worker.terminate();
  }
}
