/** The download worker: brings checkpoints into the browser's storage. It alone writes there, one tab at a time. */
import { GroundingError, toFailure } from '../../src/packs/index.ts';
import { CheckpointJob } from '../../src/platform/download/checkpoint-job.ts';
import type { DownloadJob, DownloadProgress, FromDownload, ToDownload } from '../../src/platform/download/protocol.ts';
import { removeEmbeddings } from '../../src/platform/embeddings/store.ts';
import { removeCheckpoint } from '../../src/platform/download/storage.ts';

const scope = self as unknown as DedicatedWorkerGlobalScope;
const post = (message: FromDownload): void => scope.postMessage(message);

/** How often, in ms, a download tells how far it is. */
const EVERY = 100;

const stops = new Map<number, AbortController>();

function reporter(id: number): (progress: DownloadProgress) => void {
  let told = 0;
  let phase = '';
  return (progress) => {
    const now = performance.now();
    if (progress.phase === phase && now - told < EVERY) return;
    told = now;
    ({ phase } = progress);
    post({ type: 'progress', id, progress });
  };
}

/** Does the work while no other tab is at the same checkpoint. */
async function alone(job: DownloadJob, signal: AbortSignal, waiting: () => void, work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { readonly locks?: LockManager }).locks;
  if (!locks) return work();
  const name = `whereabouts-hub-${job.repo}@${job.revision}`;
  let taken = false;
  await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    taken = true;
    await work();
  });
  if (taken) return;
  waiting();
  await locks.request(name, { signal }, work);
}

async function obey(message: Exclude<ToDownload, { type: 'stop' }>, signal: AbortSignal): Promise<void> {
  const { id, job } = message;
  const report = reporter(id);
  const work = new CheckpointJob(job, signal, report);
  const waiting = (): void => report({ phase: 'waiting', done: 0, total: 0, file: '', fileDone: 0, fileTotal: 0, retryMs: 0 });
  switch (message.type) {
    case 'look':
      post({ type: 'found', id, ...(await work.look()) });
      return;
    case 'download':
      await alone(job, signal, waiting, () => work.download());
      break;
    case 'import':
      await alone(job, signal, waiting, () => work.take(message.from));
      break;
    case 'remove':
      await alone(job, signal, waiting, async () => {
        await removeCheckpoint(job.repo, job.revision);
        // Where the browser keeps none, there are none.
        await removeEmbeddings(job.repo, job.revision).catch(() => undefined);
      });
      break;
  }
  post({ type: 'done', id });
}

scope.addEventListener('message', ({ data }: MessageEvent<ToDownload>) => {
  if (data.type === 'stop') {
    stops.get(data.id)?.abort();
    return;
  }
  const controller = new AbortController();
  stops.set(data.id, controller);
  const end = (error: unknown): void => {
    const stopped = new GroundingError('ABORTED', 'stopped', { retryable: true });
    post({ type: 'failed', id: data.id, failure: toFailure(controller.signal.aborted ? stopped : error) });
  };
  void obey(data, controller.signal)
    .catch(end)
    .finally(() => stops.delete(data.id));
});
