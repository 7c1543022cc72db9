import { toFailure, type Failure } from '../../packs/failure.ts';
import type { HubManifest, HubVariant, PackId } from '../../packs/manifest.ts';
import { filesOf } from '../../packs/manifest.ts';
import { Orders, type DownloadWorker } from './orders.ts';
import { Pace } from './pace.ts';
import type { DownloadJob, DownloadProgress } from './protocol.ts';
import { inspect } from './storage.ts';

/** From this size on nothing is downloaded before a person has agreed to size and licence, in bytes. */
export const CONSENT_FROM = 50e6;

/** Where a pack stands. Bytes are of all its files. */
export type DownloadState =
  /** Storage has not been looked at yet. */
  | { readonly phase: 'unknown' }
  | { readonly phase: 'none' }
  /** The hub is being asked how large the files are. */
  | { readonly phase: 'looking' }
  | { readonly phase: 'asking'; readonly total: number; readonly held: number; readonly free: number | null }
  /** Another tab is at it. */
  | { readonly phase: 'waiting' }
  | (Counted & {
      readonly phase: 'downloading';
      readonly speed: number;
      readonly file: string;
      readonly fileDone: number;
      readonly fileTotal: number;
    })
  | (Counted & { readonly phase: 'retrying'; readonly retryMs: number })
  | (Counted & { readonly phase: 'checking' })
  | (Counted & { readonly phase: 'paused' })
  | { readonly phase: 'removing' }
  /** Everything is in storage and was checked: it works offline. */
  | { readonly phase: 'ready'; readonly total: number }
  | (Counted & { readonly phase: 'failed'; readonly failure: Failure });

interface Counted {
  readonly done: number;
  readonly total: number;
}

/** A pack with the variant that is to be downloaded. */
export interface DownloadPlan {
  readonly manifest: HubManifest;
  readonly variant: HubVariant;
}

/** How full the browser's storage for this page is. */
export interface StorageFacts {
  readonly usage: number;
  readonly quota: number;
  /** The browser will not throw it away to make room. */
  readonly persisted: boolean;
}

export interface DownloadSnapshot {
  readonly packs: Readonly<Record<PackId, DownloadState>>;
  readonly storage: StorageFacts | null;
}

const UNKNOWN: DownloadState = { phase: 'unknown' };

/** The page's side of downloads: what a person asked for, and where each pack stands. One for the page. */
export class DownloadManager {
  readonly #orders: Orders;
  readonly #host: () => string;
  readonly #changed: (snapshot: DownloadSnapshot) => void;
  readonly #running = new Map<PackId, AbortController>();
  #snapshot: DownloadSnapshot = { packs: {}, storage: null };

  /**
   * @param host the hub's address, asked for at every order; ends with a slash
   * @param changed hears of every change
   */
  constructor(spawn: () => DownloadWorker, host: () => string, changed: (snapshot: DownloadSnapshot) => void) {
    this.#orders = new Orders(spawn);
    this.#host = host;
    this.#changed = changed;
  }

  state(pack: PackId): DownloadState {
    return this.#snapshot.packs[pack] ?? UNKNOWN;
  }

  /** Looks at what storage really holds of a pack. Does nothing while it is worked on. */
  async refresh(plan: DownloadPlan): Promise<void> {
    const { id } = plan.manifest;
    if (this.#running.has(id)) return;
    let state: DownloadState;
    try {
      state = await stored(plan);
    } catch (error) {
      state = { phase: 'failed', failure: toFailure(error), done: 0, total: 0 };
    }
    const asking = this.state(id).phase === 'asking';
    if (!this.#running.has(id) && !asking) this.#set(id, state);
  }

  /** Asks the hub for the size; what is large then waits for `agree`, the rest is downloaded at once. */
  async get(plan: DownloadPlan): Promise<void> {
    const { id } = plan.manifest;
    await this.#work(plan, async (signal) => {
      this.#set(id, { phase: 'looking' });
      const { total, held } = await this.#orders.look(this.#job(plan), signal);
      if (total > CONSENT_FROM) {
        await this.measure();
        const facts = this.#snapshot.storage;
        return { phase: 'asking', total, held, free: facts && facts.quota - facts.usage };
      }
      return this.#download(plan, signal);
    });
  }

  /** Downloads, or goes on with it. Called once a person has agreed. */
  async agree(plan: DownloadPlan): Promise<void> {
    await this.#work(plan, async (signal) => {
      // Asked for when there is something worth keeping; what the browser says to it is shown.
      void navigator.storage?.persist?.().then(() => this.measure());
      return this.#download(plan, signal);
    });
  }

  /** Says no to the question that `get` asked. */
  decline(plan: DownloadPlan): void {
    this.#set(plan.manifest.id, { phase: 'none' });
    void this.refresh(plan);
  }

  /** Stops; what has come is kept. */
  pause(pack: PackId): void {
    this.#running.get(pack)?.abort();
  }

  /** Stops if it runs, and deletes what is there. */
  async remove(plan: DownloadPlan): Promise<void> {
    const { id } = plan.manifest;
    this.pause(id);
    while (this.#running.has(id)) await new Promise((resolve) => setTimeout(resolve, 20));
    await this.#work(plan, async (signal) => {
      this.#set(id, { phase: 'removing' });
      await this.#orders.run({ type: 'remove', job: this.#job(plan) }, signal, (progress) =>
        this.#progress(id, progress, new Pace()),
      );
      return { phase: 'none' };
    });
    await this.measure();
  }

  /** Takes the files out of a folder that a person picked: those whose path ends like a wanted one's. */
  async importFolder(plan: DownloadPlan, files: readonly File[]): Promise<void> {
    const job = this.#job(plan);
    const from = job.files.flatMap(({ path }) => {
      const file = files.find((one) => `/${one.webkitRelativePath || one.name}`.endsWith(`/${path}`));
      return file ? [{ path, file }] : [];
    });
    const pace = new Pace();
    await this.#work(plan, async (signal) => {
      await this.#orders.run({ type: 'import', job, from }, signal, (progress) =>
        this.#progress(plan.manifest.id, progress, pace),
      );
      return stored(plan);
    });
    await this.measure();
  }

  /** Asks the browser how full its storage is. */
  async measure(): Promise<void> {
    const storage = navigator.storage as StorageManager | undefined;
    if (!storage?.estimate) return;
    const [{ usage = 0, quota = 0 }, persisted] = await Promise.all([storage.estimate(), storage.persisted?.() ?? false]);
    this.#publish({ ...this.#snapshot, storage: { usage, quota, persisted } });
  }

  async #download(plan: DownloadPlan, signal: AbortSignal): Promise<DownloadState> {
    const { id } = plan.manifest;
    const pace = new Pace();
    this.#set(id, { phase: 'looking' });
    await this.#orders.run({ type: 'download', job: this.#job(plan) }, signal, (progress) =>
      this.#progress(id, progress, pace),
    );
    void this.measure();
    return stored(plan);
  }

  /** One piece of work a pack at a time; its end is the state that `work` gives, or `paused`, or `failed`. */
  async #work(plan: DownloadPlan, work: (signal: AbortSignal) => Promise<DownloadState>): Promise<void> {
    const { id } = plan.manifest;
    if (this.#running.has(id)) return;
    const controller = new AbortController();
    this.#running.set(id, controller);
    let state: DownloadState;
    try {
      state = await work(controller.signal);
    } catch (error) {
      const failure = toFailure(error);
      const now = await stored(plan).catch((): DownloadState => ({ phase: 'none' }));
      const { done, total } = now.phase === 'paused' ? now : { done: 0, total: 0 };
      state = failure.code === 'ABORTED' ? now : { phase: 'failed', failure, done, total };
      void this.measure();
    }
    this.#running.delete(id);
    this.#set(id, state);
  }

  #progress(id: PackId, progress: DownloadProgress, pace: Pace): void {
    const { phase, done, total, file, fileDone, fileTotal, retryMs } = progress;
    pace.note(performance.now(), done);
    if (this.state(id).phase === 'removing' && phase !== 'waiting') return;
    switch (phase) {
      case 'waiting':
      case 'looking':
        this.#set(id, { phase });
        break;
      case 'downloading':
        this.#set(id, { phase, done, total, speed: pace.speed, file, fileDone, fileTotal });
        break;
      case 'retrying':
        this.#set(id, { phase, done, total, retryMs });
        break;
      case 'checking':
        this.#set(id, { phase, done, total });
        break;
    }
  }

  #job({ manifest, variant }: DownloadPlan): DownloadJob {
    const { repo, revision } = manifest.hub;
    return { host: this.#host(), repo, revision, files: filesOf(manifest, variant) };
  }

  #set(pack: PackId, state: DownloadState): void {
    this.#publish({ ...this.#snapshot, packs: { ...this.#snapshot.packs, [pack]: state } });
  }

  #publish(snapshot: DownloadSnapshot): void {
    this.#snapshot = snapshot;
    this.#changed(snapshot);
  }
}

/** Where a pack stands by what is in storage. */
async function stored({ manifest, variant }: DownloadPlan): Promise<DownloadState> {
  const { repo, revision } = manifest.hub;
  const files = await inspect(repo, revision, filesOf(manifest, variant));
  const done = files.reduce((sum, file) => sum + file.held, 0);
  const total = files.reduce((sum, file) => sum + Math.max(file.bytes, file.held), 0);
  if (files.every((file) => file.complete)) return { phase: 'ready', total };
  return done > 0 ? { phase: 'paused', done, total } : { phase: 'none' };
}
