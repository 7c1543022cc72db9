import type { ImageEncoder } from './index.ts';
import type { Proposal } from './proposals.ts';
import type { FromEncoder, ToEncoder } from './protocol.ts';

/** The longest wait for the worker, ms; as long as for a first run of the runtime. */
const PATIENCE = 60_000;

type Request = { readonly type: 'picture'; readonly bitmap: ImageBitmap } | Omit<Extract<ToEncoder, { type: 'frame' }>, 'id'>;

/**
 * Starts the image encoder in a worker, on the processor.
 *
 * @param model the bytes of `detector.onnx`, which go over to the worker
 * @param threads of the processor that it may use
 * @throws Error when the worker, or a thread of it, does not come up
 */
export async function startImageEncoder(model: Promise<Uint8Array<ArrayBuffer>>, threads: number): Promise<ImageEncoder> {
  const link = new EncoderLink(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
  try {
    const bytes = await model;
    await link.load(bytes, threads);
  } catch (error) {
    link.end();
    throw error;
  }
  return {
    encode: (bitmap, options = {}) => link.ask({ type: 'picture', bitmap }, options.signal),
    encodeFrame: (frame, options = {}) => link.ask({ type: 'frame', frame }, options.signal),
    dispose: () => Promise.resolve(link.end()),
  };
}

interface Waiting {
  resolve(proposals: Proposal[]): void;
  reject(reason: unknown): void;
}

/** Our end of the worker: who waits for what. */
class EncoderLink {
  readonly #worker: Worker;
  /** Who waits: for `ready` under 0, for an answer under its id. */
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #broken: Error | null = null;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<FromEncoder>) => this.#receive(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#break(new Error(event.message || 'the image encoder could not be started'));
    });
  }

  async load(model: Uint8Array<ArrayBuffer>, threads: number): Promise<void> {
    const ready = this.#wait(0);
    this.#worker.postMessage({ type: 'load', model, threads } satisfies ToEncoder, [model.buffer]);
    await ready;
  }

  async ask(request: Request, signal?: AbortSignal): Promise<Proposal[]> {
    signal?.throwIfAborted();
    const id = (this.#last += 1);
    const answer = this.#wait(id);
    this.#worker.postMessage({ ...request, id } satisfies ToEncoder);
    if (!signal) return answer;
    const stop = (): void => {
      this.#worker.postMessage({ type: 'stop' } satisfies ToEncoder);
      this.#waiting.get(id)?.reject(signal.reason);
      this.#waiting.delete(id);
    };
    signal.addEventListener('abort', stop, { once: true });
    return answer.finally(() => signal.removeEventListener('abort', stop));
  }

  end(): void {
    this.#worker.terminate();
  }

  #wait(id: number): Promise<Proposal[]> {
    if (this.#broken) return Promise.reject(this.#broken);
    const timer = setTimeout(() => this.#break(new Error('the image encoder does not answer')), PATIENCE);
    return new Promise<Proposal[]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    }).finally(() => clearTimeout(timer));
  }

  #receive(message: FromEncoder): void {
    if (message.type === 'failed' && message.id === null) {
      this.#break(new Error(message.detail));
      return;
    }
    const id = message.type === 'ready' ? 0 : message.id!;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (message.type === 'failed') waiting?.reject(new Error(message.detail));
    else waiting?.resolve(message.type === 'ready' ? [] : [...message.proposals]);
  }

  #break(error: Error): void {
    this.#broken = error;
    this.end();
    for (const waiting of this.#waiting.values()) waiting.reject(error);
    this.#waiting.clear();
  }
}
