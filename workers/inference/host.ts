import type * as ort from 'onnxruntime-common';
import type { FromInference, LoadMessage, ToInference } from '../../src/engine/protocol.ts';
import {
  GroundingError,
  isHubPack,
  memoryOf,
  toFailure,
  type DeviceKind,
  type GroundingModel,
  type LoadContext,
  type PackId,
} from '../../src/packs/index.ts';
import type { FetchFileOptions } from '../../src/platform/fetch-file.ts';
import type { Families } from './families.ts';
import { guardRuntime, runtimeFailure } from './guard.ts';
import type { openHub } from './hub-context.ts';
import { MediaShelf, type Borrowed } from './media.ts';

/** What the host needs of its realm; the entry gives the real ones, tests give fakes. */
export interface HostParts {
  readonly families: Families;
  post(message: FromInference): void;
  loadRuntime(device: DeviceKind, threads: number): Promise<typeof ort>;
  prefetchRuntime(device: DeviceKind): void;
  watchGpuDevice(runtime: typeof ort, lost: (error: GroundingError) => void): Promise<void>;
  fetchFile(
    url: string,
    file: { readonly bytes: number; readonly sha256: string },
    options: FetchFileOptions,
  ): Promise<Uint8Array<ArrayBuffer>>;
  openHub: typeof openHub;
  /** Lets messages that wait be handled. */
  breathe(): Promise<void>;
}

/** A model with what it takes. */
interface Loaded {
  readonly model: GroundingModel;
  readonly memory: number;
}

interface Held {
  /** Which checkpoint it is: the same pack may come back with another one. */
  readonly key: string;
  readonly loading: Promise<Loaded>;
}

/** How often, in ms, a download tells how far it is. */
const PROGRESS_EVERY = 50;

/** Silence, in ms, that is normal on a busy GPU: while a model loads, and later. */
const GPU_LOAD = 180_000;
const GPU_REST = 30_000;

type GroundMessage = Extract<ToInference, { type: 'ground' }>;

/** The inference worker, but for what ties it to a worker's global scope: keeps models and media, answers the page. */
export class InferenceHost {
  readonly #parts: HostParts;
  readonly #media = new MediaShelf();
  readonly #models = new Map<PackId, Held>();
  /** Models on their way out: the next one comes in when they are gone. */
  #leaving: Promise<void> = Promise.resolve();
  #working: Promise<void> = Promise.resolve();
  readonly #requests = new Map<number, AbortController>();
  #runtime: Promise<typeof ort> | null = null;
  #signal: AbortSignal | null = null;
  #broken = false;
  /** Silence allowed between announced steps, in ms. */
  #rest = 0;

  constructor(parts: HostParts) {
    this.#parts = parts;
  }

  receive(message: ToInference): void {
    switch (message.type) {
      case 'ping':
        this.#parts.post({ type: 'pong' });
        break;
      case 'load':
        void this.#load(message);
        break;
      case 'unload':
        this.#unload(message.pack);
        break;
      case 'put-medium':
        this.#media.putPicture(message.mediumId, message.bitmap);
        break;
      case 'put-timed':
        this.#media.putTimed(message.handle, message.port);
        break;
      case 'drop-medium':
        this.#media.drop(message.mediumId);
        void this.#forget(message.mediumId);
        break;
      case 'ground':
        void this.#ground(message);
        break;
      case 'cancel':
        this.#requests.get(message.id)?.abort();
        break;
    }
  }

  /** Asks the page for a new worker; only the first call says anything. */
  fatal(error: GroundingError): void {
    if (this.#broken) return;
    this.#broken = true;
    this.#parts.post({ type: 'fatal', failure: toFailure(error) });
  }

  async #load(message: LoadMessage): Promise<void> {
    const { id, manifest } = message;
    const key = `${manifest.hub?.repo} ${manifest.revision}`;
    // Never two copies: another checkpoint of the pack goes first.
    if (this.#models.get(manifest.id)?.key !== key) this.#unload(manifest.id);
    const held = this.#models.get(manifest.id) ?? { key, loading: this.#leaving.then(() => this.#make(message)) };
    this.#models.set(manifest.id, held);
    try {
      const { memory } = await held.loading;
      this.#parts.post({ type: 'loaded', id, memory });
    } catch (error) {
      // A failed download may go well the next time.
      if (this.#models.get(manifest.id) === held) this.#models.delete(manifest.id);
      this.#failed(id, error);
    }
  }

  /** Lets go of a model once it is loaded and nothing runs on it. */
  #unload(pack: PackId): void {
    const held = this.#models.get(pack);
    if (!held) return;
    this.#models.delete(pack);
    this.#leaving = this.#dispose(held, [this.#leaving, this.#working]);
  }

  async #dispose(held: Held, before: readonly Promise<void>[]): Promise<void> {
    await Promise.allSettled(before);
    const loaded = await held.loading.catch(() => null);
    try {
      await loaded?.model.dispose();
    } catch (error) {
      this.fatal(runtimeFailure(error));
    }
  }

  async #make({ id, manifest, base, device, threads, runtimeThreads, variants }: LoadMessage): Promise<Loaded> {
    const family = await this.#parts.families(manifest.family).catch((error: unknown) => {
      if (error instanceof GroundingError) throw error;
      throw new GroundingError('FETCH_OFFLINE', String(error), { retryable: true, cause: error });
    });
    const model = family.create(manifest);
    // The runtime waits for ever for a file that is not there: only a new worker helps.
    const opened = isHubPack(manifest) ? await this.#parts.openHub(manifest, variants, (error) => this.fatal(error)) : null;
    // A GPU process that still works for an earlier page or worker lets every call wait, even the one for an adapter.
    if (device === 'webgpu') this.#rest = GPU_LOAD;
    this.#busy(0);
    const post = (event: Parameters<LoadContext['progress']>[0]): void => this.#parts.post({ type: 'event', id, event });
    let runtime: typeof ort | null = null;
    await model.load({
      device,
      threads,
      prefetchRuntime: () => this.#parts.prefetchRuntime(device),
      // A load goes on when the request that started it is cancelled: the next one will want it.
      signal: new AbortController().signal,
      runtime: async ({ interruptible = true } = {}) =>
        (runtime = this.#guard(await this.#getRuntime(device, runtimeThreads), device, interruptible)),
      file: this.#files(manifest, base, post),
      progress: post,
      ...(opened ? { hub: opened.context } : {}),
    });
    this.#rest = device === 'webgpu' ? GPU_REST : 0;
    this.#busy(0);
    if (device === 'webgpu' && runtime) void this.#parts.watchGpuDevice(runtime, (error) => this.fatal(error));
    return { model, memory: opened?.memory ?? memoryOf(manifest) };
  }

  /** Fetches by name, with one progress over all files that loading needs. */
  #files(
    manifest: LoadMessage['manifest'],
    base: string,
    post: (event: Parameters<LoadContext['progress']>[0]) => void,
  ): LoadContext['file'] {
    const needed = Object.entries(manifest.files).filter(([name]) => !manifest.later?.includes(name));
    const total = needed.reduce((sum, [, file]) => sum + file.bytes, 0);
    const got = new Map<string, number>();
    let told = 0;
    return (name, ownProgress) => {
      const file = manifest.files[name];
      if (!file) throw new GroundingError('MODEL_MISSING', `${manifest.id} has no file called ${name}`);
      const loadProgress = (bytes: number): void => {
        got.set(name, bytes);
        const done = [...got.values()].reduce((sum, v) => sum + v, 0);
        const now = performance.now();
        if (done < total && now - told < PROGRESS_EVERY) return;
        told = now;
        post({ type: 'progress', stage: 'download', done, total });
      };
      return this.#parts.fetchFile(new URL(file.path, base).href, file, { onProgress: ownProgress ?? loadProgress });
    };
  }

  #busy(ms: number): void {
    this.#parts.post({ type: 'busy', ms: Math.max(ms, this.#rest) });
  }

  #getRuntime(device: DeviceKind, threads: number): Promise<typeof ort> {
    this.#runtime ??= this.#parts.loadRuntime(device, threads).catch((error: unknown) => {
      this.#runtime = null;
      throw runtimeFailure(error);
    });
    return this.#runtime;
  }

  #guard(runtime: typeof ort, device: DeviceKind, interruptible: boolean): typeof ort {
    return guardRuntime(runtime, device, {
      busy: (ms) => this.#busy(ms),
      poisoned: (error) => this.fatal(error),
      signal: () => (interruptible ? this.#signal : null),
      breathe: () => this.#parts.breathe(),
    });
  }

  #ground(message: GroundMessage): Promise<void> {
    const working = this.#answer(message);
    this.#working = working;
    return working;
  }

  async #answer({ id, pack, request }: GroundMessage): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.#requests.set(id, controller);
    let borrowed: Borrowed | null = null;
    try {
      const held = this.#models.get(pack);
      if (!held) throw new GroundingError('INTERNAL', `pack ${pack} is not loaded`);
      const { model } = await held.loading;
      borrowed = this.#media.borrow(request.medium.id);
      this.#signal = signal;
      let answered = false;
      const { data: medium, fingerprint } = borrowed;
      for await (const event of model.ground(request, { signal, medium, fingerprint: () => fingerprint(signal) })) {
        signal.throwIfAborted();
        this.#parts.post({ type: 'event', id, event });
        answered = event.type === 'answer';
      }
      if (answered) this.#parts.post({ type: 'done', id });
      else throw new GroundingError('INTERNAL', `pack ${pack} ended without an answer`);
    } catch (error) {
      this.#failed(id, signal.aborted ? new GroundingError('ABORTED', 'stopped', { retryable: true }) : error);
    } finally {
      this.#signal = null;
      borrowed?.release();
      this.#requests.delete(id);
    }
  }

  /** What is not a `GroundingError` came out of the runtime or of a bug: either way this worker is not to be trusted. */
  #failed(id: number, error: unknown): void {
    if (error instanceof GroundingError) this.#parts.post({ type: 'failed', id, failure: toFailure(error) });
    else this.fatal(runtimeFailure(error));
  }

  async #forget(mediumId: string): Promise<void> {
    for (const model of this.#models.values()) {
      // A model that failed to load has nothing to forget.
      await model.loading.then((loaded) => loaded.model.forget(mediumId)).catch(() => undefined);
    }
  }
}
