import { GroundingError } from '../packs/index.ts';
import { MEDIA_PROTOCOL, type FromMedia, type MediaTransport, type ToMedia } from './media-protocol.ts';
import type { LifeMessage } from './protocol.ts';
import { spawnMedia } from './spawn.ts';
import { rasterizeSvg } from './svg.ts';
import type { MediaEngine, OpenedMedium, OpenedVideo } from './types.ts';
import { WorkerLife } from './worker-life.ts';

export interface MediaEngineOptions {
  /** Silence, in ms, after which a worker that has work is taken for hung; 8000 when left out. */
  readonly hangMs?: number;
  /** How long, in ms, the worker's script may take to load; 45000 when left out. */
  readonly startMs?: number;
  /** For tests: how a worker is made and an SVG painted. */
  readonly spawn?: () => MediaTransport;
  readonly rasterize?: (text: string) => Promise<ImageBitmap>;
}

type Reply = Exclude<FromMedia, LifeMessage>;

/** A video or a recording that is open, whichever worker reads it. */
interface OpenTimed {
  readonly lost: Set<() => void>;
}

/** Makes the page's side of the media worker, which starts with the first medium and is replaced when it dies. */
export function createMediaEngine(options: MediaEngineOptions = {}): MediaEngine {
  return new PageMediaEngine(options);
}

class PageMediaEngine implements MediaEngine {
  readonly #options: MediaEngineOptions;
  readonly #calls = new Map<number, { resolve(reply: Reply): void; reject(error: GroundingError): void }>();
  readonly #timed = new Map<number, OpenTimed>();
  #life: WorkerLife<ToMedia, Reply> | null = null;
  #lastId = 0;
  #disposed = false;

  constructor(options: MediaEngineOptions) {
    this.#options = options;
  }

  async open(blob: Blob, { signal }: { readonly signal?: AbortSignal } = {}): Promise<OpenedMedium> {
    checkSignal(signal);
    if (blob.size === 0) throw new GroundingError('MEDIUM_EMPTY', 'the file has no bytes');
    const reply = await this.#open(blob, signal).catch((error: unknown) => {
      if (!(error instanceof GroundingError) || !error.code.startsWith('WORKER_')) throw error;
      // Once more in a new worker: the old one may have died of something else.
      return this.#open(blob, signal);
    });
    if (reply.type === 'failed') {
      const { code, detail, retryable } = reply.failure;
      throw new GroundingError(code, detail, { retryable });
    }
    if (reply.type === 'video') {
      const file = reply.made ?? blob;
      return { kind: 'video', facts: reply.facts, blob: file, ...this.#ports('video', reply.id, file) };
    }
    if (reply.type === 'sound') return { kind: 'sound', facts: reply.facts, blob, ...this.#ports('sound', reply.id, blob) };
    if (reply.type === 'svg') {
      const bitmap = await (this.#options.rasterize ?? rasterizeSvg)(await blob.text());
      if (signal?.aborted) bitmap.close();
      checkSignal(signal);
      const original = { width: bitmap.width, height: bitmap.height };
      return { kind: 'picture', bitmap, original, format: 'svg', scaled: false };
    }
    const { bitmap, original, format } = reply;
    const scaled = bitmap.width < original.width || bitmap.height < original.height;
    return { kind: 'picture', bitmap, original, format, scaled };
  }

  dispose(): void {
    this.#disposed = true;
    this.#timed.clear();
    this.#life?.kill(aborted());
  }

  #ports(kind: 'video' | 'sound', id: number, blob: Blob): Pick<OpenedVideo, 'connect' | 'onLost' | 'close'> {
    const lost = new Set<() => void>();
    this.#timed.set(id, { lost });
    this.#watch();
    return {
      connect: () => {
        const { port1, port2 } = new MessageChannel();
        if (this.#timed.has(id)) this.#worker().post({ type: 'serve', kind, medium: id, blob, port: port2 }, [port2]);
        return port1;
      },
      onLost: (listener) => {
        lost.add(listener);
        return () => lost.delete(listener);
      },
      close: () => {
        this.#timed.delete(id);
        this.#life?.post({ type: 'close', medium: id });
        this.#watch();
      },
    };
  }

  #open(blob: Blob, signal: AbortSignal | undefined): Promise<Reply> {
    if (this.#disposed) return Promise.reject(aborted());
    const life = this.#worker();
    const id = (this.#lastId += 1);
    return new Promise<Reply>((resolve, reject) => {
      const abort = (): void => {
        this.#settle(id);
        life.post({ type: 'cancel', id });
        reject(aborted());
      };
      signal?.addEventListener('abort', abort, { once: true });
      const done = (): void => signal?.removeEventListener('abort', abort);
      this.#calls.set(id, {
        resolve(reply) {
          done();
          resolve(reply);
        },
        reject(error) {
          done();
          reject(error);
        },
      });
      life.post({ type: 'open', id, blob });
      this.#watch();
    });
  }

  #settle(id: number): void {
    this.#calls.delete(id);
    this.#watch();
  }

  /** An open video or recording may be read at any time: its worker has to live. */
  #watch(): void {
    this.#life?.watch(this.#calls.size > 0 || this.#timed.size > 0);
  }

  #worker(): WorkerLife<ToMedia, Reply> {
    return (this.#life ??= this.#start());
  }

  #start(): WorkerLife<ToMedia, Reply> {
    const { hangMs = 8000, startMs = 45_000, spawn = spawnMedia } = this.#options;
    return new WorkerLife<ToMedia, Reply>(
      spawn(),
      { hangMs, startMs, protocol: MEDIA_PROTOCOL },
      {
        message: (reply) => {
          const call = this.#calls.get(reply.id);
          this.#calls.delete(reply.id);
          if (call) call.resolve(reply);
          else if (reply.type === 'picture') reply.bitmap.close();
          else if (reply.type === 'video' || reply.type === 'sound') this.#life?.post({ type: 'close', medium: reply.id });
          this.#watch();
        },
        died: (error) => {
          this.#life = null;
          const calls = [...this.#calls.values()];
          this.#calls.clear();
          for (const call of calls) call.reject(error);
          for (const { lost } of this.#timed.values()) for (const listener of lost) listener();
          this.#watch();
        },
      },
    );
  }
}

function aborted(): GroundingError {
  return new GroundingError('ABORTED', 'stopped', { retryable: true });
}

function checkSignal(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw aborted();
}
