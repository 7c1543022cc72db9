import { GroundingError } from '../../packs/failure.ts';
import type { DownloadJob, DownloadProgress, FromDownload, ToDownload } from './protocol.ts';

/** What of a worker is used. */
export type DownloadWorker = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

interface Order {
  progress(progress: DownloadProgress): void;
  resolve(message: FromDownload): void;
  reject(error: GroundingError): void;
}

type Work = Exclude<ToDownload, { type: 'stop' }>;
type Unnumbered<T> = T extends Work ? Omit<T, 'id'> : never;

/** Orders to the download worker, which is started with the first one and again if it died. */
export class Orders {
  readonly #spawn: () => DownloadWorker;
  readonly #open = new Map<number, Order>();
  #worker: DownloadWorker | null = null;
  #lastId = 0;

  constructor(spawn: () => DownloadWorker) {
    this.#spawn = spawn;
  }

  /** Sizes of a job's files in bytes, and what of them is in storage. */
  async look(job: DownloadJob, signal: AbortSignal): Promise<{ readonly total: number; readonly held: number }> {
    const reply = await this.#order({ type: 'look', job }, signal);
    return reply.type === 'found' ? reply : { total: 0, held: 0 };
  }

  /** Settles when the order is done. Rejects with a `GroundingError`. */
  async run(work: Unnumbered<Work>, signal: AbortSignal, progress: (progress: DownloadProgress) => void): Promise<void> {
    await this.#order(work, signal, progress);
  }

  #order(
    work: Unnumbered<Work>,
    signal: AbortSignal,
    progress: (progress: DownloadProgress) => void = () => undefined,
  ): Promise<FromDownload> {
    const worker = this.#start();
    const id = (this.#lastId += 1);
    const reply = new Promise<FromDownload>((resolve, reject) => this.#open.set(id, { progress, resolve, reject }));
    const send = (message: ToDownload): void => worker.postMessage(message);
    send({ ...work, id });
    signal.addEventListener('abort', () => send({ type: 'stop', id }));
    if (signal.aborted) send({ type: 'stop', id });
    return reply;
  }

  #start(): DownloadWorker {
    if (this.#worker) return this.#worker;
    const worker = this.#spawn();
    worker.addEventListener('message', ({ data }: MessageEvent<FromDownload>) => this.#receive(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      worker.terminate();
      this.#worker = null;
      const orders = [...this.#open.values()];
      this.#open.clear();
      const detail = event.message || 'the download worker did not start';
      for (const order of orders) order.reject(new GroundingError('WORKER_CRASHED', detail, { retryable: true }));
    });
    this.#worker = worker;
    return worker;
  }

  #receive(message: FromDownload): void {
    const order = this.#open.get(message.id);
    if (message.type === 'progress') {
      order?.progress(message.progress);
      return;
    }
    this.#open.delete(message.id);
    if (message.type !== 'failed') order?.resolve(message);
    else {
      const { code, detail, retryable } = message.failure;
      order?.reject(new GroundingError(code, detail, { retryable }));
    }
  }
}
