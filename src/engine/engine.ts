import {
  GroundingError,
  REQUEST_VERSION,
  toFailure,
  type Failure,
  type GroundingEvent,
  type GroundingRequest,
  type PackId,
  type PackManifest,
} from '../packs/index.ts';
import { NANO } from '../packs/nano.ts';
import { capabilities, type Capabilities } from '../platform/capabilities.ts';
import { EventStream } from './event-stream.ts';
import { finish, invalid, untilAbort, type Job } from './job.ts';
import type { InferenceTransport } from './inference-link.ts';
import { spawnInference } from './spawn.ts';
import { isAccident, Supervisor, type Life } from './supervisor.ts';
import type { AttachedMedium, DevicePreference, Engine, EngineEvent, EngineState } from './types.ts';

export interface EngineOptions {
  /** The packs that requests may name, the built-in one when left out; the first is what `warm` loads. Asked for at every request. */
  readonly packs?: () => readonly PackManifest[];
  /** `auto` when left out. */
  readonly preference?: DevicePreference;
  /** Silence, in ms, after which a worker that has work is taken for hung; 8000 when left out. */
  readonly hangMs?: number;
  /** How long, in ms, a worker's script may take to load; 45000 when left out. */
  readonly startMs?: number;
  /** How long, in ms, a cancelled request may go on before its worker is replaced; 2000 when left out. */
  readonly graceMs?: number;
  /** What `manifest.base` is relative to; the page's base address when left out. */
  readonly base?: string;
  /** For tests: how a worker is made, the browser is asked, and a bitmap copied. */
  readonly spawn?: () => InferenceTransport;
  readonly probe?: () => Promise<Capabilities>;
  readonly copy?: (bitmap: ImageBitmap) => Promise<ImageBitmap>;
}

/** How many grace periods a worker gets that waits for its GPU. */
const GPU_GRACES = 30;

/** How often in a row a worker that died without work is started again before a question asks for it. */
const IDLE_RESTARTS = 2;

/** How long, in ms, a large pack stays in memory after its last answer, and how often that is looked at. */
const IDLE_RELEASE = 5 * 60_000;
const IDLE_LOOK = 30_000;

/** Makes the page's side of the inference worker. Nothing starts before `warm` or the first request. */
export function createEngine(options: EngineOptions = {}): Engine {
  return new PageEngine(options);
}

class PageEngine implements Engine {
  readonly #packs: () => readonly PackManifest[];
  readonly #copy: (bitmap: ImageBitmap) => Promise<ImageBitmap>;
  readonly #graceMs: number;
  readonly #supervisor: Supervisor;
  readonly #media = new Map<string, AttachedMedium>();
  readonly #listeners = new Set<(state: EngineState) => void>();
  readonly #queue: Job[] = [];
  readonly #idle: ReturnType<typeof setInterval>;
  #running: Job | null = null;
  #state: EngineState;
  #idleRestarts = 0;
  #disposed = false;

  constructor(options: EngineOptions) {
    this.#packs = options.packs ?? (() => [NANO]);
    this.#graceMs = options.graceMs ?? 2000;
    this.#copy = options.copy ?? ((bitmap) => createImageBitmap(bitmap));
    this.#supervisor = new Supervisor({
      preference: options.preference ?? 'auto',
      base: options.base ?? document.baseURI,
      hangMs: options.hangMs ?? 8000,
      startMs: options.startMs ?? 45_000,
      spawn: options.spawn ?? spawnInference,
      probe: options.probe ?? capabilities,
      changed: () => this.#changed(),
      died: () => this.#revive(),
    });
    this.#state = this.#readState();
    this.#idle = setInterval(() => {
      if (!this.#running) this.#supervisor.releaseIdle(IDLE_RELEASE);
    }, IDLE_LOOK);
  }

  getState(): EngineState {
    return this.#state;
  }

  subscribe(listener: (state: EngineState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  attach(medium: AttachedMedium): void {
    const { id } = medium.handle;
    this.#media.set(id, medium);
    const life = this.#supervisor.life;
    if (life?.media.delete(id)) life.link.dropMedium(id);
  }

  detach(mediumId: string): void {
    this.#media.delete(mediumId);
    for (const job of this.#jobs()) if (job.request.medium.id === mediumId) job.abort.abort();
    const life = this.#supervisor.life;
    if (life?.media.delete(mediumId)) life.link.dropMedium(mediumId);
  }

  ground(request: GroundingRequest, { signal }: { readonly signal?: AbortSignal } = {}): EventStream<EngineEvent> {
    const abort = new AbortController();
    const stream = new EventStream<EngineEvent>(() => abort.abort());
    const job: Job = { request, stream, abort };
    abort.signal.addEventListener('abort', () => finish(job, { code: 'ABORTED', detail: 'stopped', retryable: true }));
    const wrong = this.#invalid(request);
    if (signal?.aborted || this.#disposed) abort.abort();
    else if (wrong) finish(job, wrong);
    else {
      const onAbort = (): void => abort.abort();
      signal?.addEventListener('abort', onAbort, { once: true, signal: abort.signal });
      this.#queue.push(job);
      void this.#pump();
    }
    return stream;
  }

  async warm(): Promise<void> {
    const [manifest] = this.#packs();
    if (!manifest || this.#disposed) return;
    // What went wrong is in the state.
    await this.#supervisor.ready(manifest, () => undefined).catch(() => undefined);
  }

  setPreference(preference: DevicePreference): void {
    if (this.#disposed || preference === this.#supervisor.preference) return;
    const started = this.#supervisor.status !== 'idle';
    this.#supervisor.preference = preference;
    this.#running?.abort.abort();
    this.#supervisor.reset('another device was chosen');
    if (started) void this.warm();
  }

  release(pack: PackId): void {
    this.#supervisor.release(pack);
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    clearInterval(this.#idle);
    for (const job of this.#jobs()) job.abort.abort();
    this.#supervisor.reset('the engine was closed');
    this.#media.clear();
    this.#listeners.clear();
  }

  #jobs(): Job[] {
    return this.#running ? [this.#running, ...this.#queue] : [...this.#queue];
  }

  #invalid(request: GroundingRequest): Failure | null {
    if (request.version !== REQUEST_VERSION) return invalid('INVALID_REQUEST', 'the version is not known');
    if (!this.#manifest(request)) return invalid('INVALID_REQUEST', `there is no pack ${request.pack}`);
    if (request.task === 'ask' && request.question.trim() === '') return invalid('INVALID_REQUEST', 'the question is empty');
    if (!this.#media.has(request.medium.id)) return invalid('MEDIUM_UNKNOWN', `medium ${request.medium.id} is not attached`);
    return null;
  }

  #manifest(request: GroundingRequest): PackManifest | undefined {
    return this.#packs().find((pack) => pack.id === request.pack);
  }

  async #pump(): Promise<void> {
    if (this.#running) return;
    for (let job = this.#queue.shift(); job; job = this.#queue.shift()) {
      if (job.abort.signal.aborted) continue;
      this.#running = job;
      this.#changed();
      await this.#run(job);
      // Lets go of the caller's signal; the stream has ended, so nobody hears of it.
      job.abort.abort();
      this.#running = null;
    }
    this.#changed();
    this.#revive();
  }

  async #run(job: Job): Promise<void> {
    const manifest = this.#manifest(job.request)!;
    for (let attempt = 1; !job.abort.signal.aborted; attempt += 1) {
      let life: Life | null = null;
      try {
        const event = (event: GroundingEvent): void => job.stream.push(event);
        // It also says that what an earlier attempt yielded is void.
        event({ type: 'progress', stage: 'start', done: 0, total: 1 });
        life = await untilAbort(this.#supervisor.ready(manifest, event), job.abort.signal);
        await this.#send(life, job.request.medium.id);
        await this.#ask(life, job);
        this.#idleRestarts = 0;
        return;
      } catch (error) {
        // Answered or stopped already: what the worker does after that is no matter of this request.
        if (job.stream.ended) return;
        const failure = toFailure(error);
        if (life && attempt === 1 && this.#mayRetry(life, failure, manifest)) continue;
        if (life && life.kind === 'webgpu' && isAccident(failure))
          this.#supervisor.condemn('webgpu', failure, manifest.devices);
        finish(job, failure);
        return;
      }
    }
  }

  /** Accidents are worth a second try; so is a device that cannot run the model, on a lower one. */
  #mayRetry(life: Life, failure: Failure, manifest: PackManifest): boolean {
    if (isAccident(failure)) return true;
    if (failure.code !== 'RUNTIME_FAILED' && failure.code !== 'OUT_OF_MEMORY') return false;
    return this.#supervisor.condemn(life.kind, failure, manifest.devices);
  }

  /** Gives the worker a copy of the picture, or a port to the video, if it does not have one. */
  async #send(life: Life, mediumId: string): Promise<void> {
    if (life.media.has(mediumId)) return;
    const medium = this.#media.get(mediumId);
    if (!medium) throw new GroundingError('MEDIUM_UNKNOWN', `medium ${mediumId} is not attached`);
    if ('connect' in medium) {
      life.media.add(mediumId);
      life.link.putTimed(medium.handle, medium.connect());
      return;
    }
    const copy = await this.#copy(medium.bitmap).catch((error: unknown) => {
      throw new GroundingError('MEDIUM_UNREADABLE', `the picture could not be copied: ${String(error)}`, { cause: error });
    });
    life.media.add(mediumId);
    life.link.putMedium(mediumId, copy);
    // Detached while it was being copied.
    if (!this.#media.has(mediumId) && life.media.delete(mediumId)) life.link.dropMedium(mediumId);
  }

  /** One request in the worker; settles when the worker is done with it, also when it was cancelled. */
  async #ask(life: Life, job: Job): Promise<void> {
    const { signal } = job.abort;
    if (signal.aborted) return;
    const { pack } = job.request;
    const { id, done } = life.link.ground(pack, job.request, (event) => {
      job.stream.push(event);
      if (event.type === 'answer') job.stream.end();
    });
    let grace: ReturnType<typeof setTimeout> | undefined;
    const giveTime = (left: number): void => {
      const { heard } = life.link;
      grace = setTimeout(() => {
        // A GPU cannot be stopped midway. A worker that still answers is waiting for it: a new one would have to as well, and
        // to compile the shaders again.
        if (life.kind === 'webgpu' && left > 1 && life.link.heard > heard) giveTime(left - 1);
        else life.link.kill(new GroundingError('WORKER_HUNG', 'did not stop in time', { retryable: true }));
      }, this.#graceMs);
    };
    const cancel = (): void => {
      life.link.cancel(id);
      giveTime(GPU_GRACES);
    };
    signal.addEventListener('abort', cancel);
    try {
      await done;
      if (!job.stream.ended) throw new GroundingError('INTERNAL', 'the model ended without an answer');
    } finally {
      clearTimeout(grace);
      signal.removeEventListener('abort', cancel);
    }
  }

  #readState(): EngineState {
    const { status, preference, device, restarts, failure, life } = this.#supervisor;
    const packs = life?.residents.packs() ?? [];
    // The same list while nothing came or went, so that nobody is told of a change.
    const resident = packs.join() === this.#state?.resident.join() ? this.#state.resident : packs;
    return { status: this.#running && status === 'ready' ? 'busy' : status, preference, device, restarts, failure, resident };
  }

  #changed(): void {
    if (this.#disposed) return;
    const next = this.#readState();
    const keys = Object.keys(next) as (keyof EngineState)[];
    if (keys.some((key) => next[key] !== this.#state[key])) {
      this.#state = next;
      for (const listener of this.#listeners) listener(next);
    }
  }

  /** A worker that died with nothing to do, or after a cancel: has the next one ready before it is asked for. */
  #revive(): void {
    if (this.#running || !this.#supervisor.orphaned || this.#idleRestarts >= IDLE_RESTARTS) return;
    this.#idleRestarts += 1;
    void this.warm();
  }
}
