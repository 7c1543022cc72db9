import { chooseDevice, type Capabilities } from '../platform/capabilities.ts';
import {
  GroundingError,
  memoryBudget,
  memoryOf,
  toFailure,
  type DeviceKind,
  type Failure,
  type FailureCode,
  type GroundingEvent,
  type PackId,
  type PackManifest,
} from '../packs/index.ts';
import { InferenceLink, type InferenceTransport } from './inference-link.ts';
import { fittingDevices, fittingVariants } from './pack-devices.ts';
import { Residents } from './residents.ts';
import type { DeviceFacts, DevicePreference, EngineStatus } from './types.ts';

export interface SupervisorOptions {
  readonly preference: DevicePreference;
  /** Absolute address that pack folders are relative to. */
  readonly base: string;
  readonly hangMs: number;
  readonly startMs: number;
  spawn(): InferenceTransport;
  probe(): Promise<Capabilities>;
  /** After every change of `status`, `device`, `restarts`, `failure` or the packs in memory. */
  changed(): void;
  /** After the death of a worker that was not ended on purpose. */
  died(): void;
}

/** One worker with what it has been given. */
export interface Life {
  readonly link: InferenceLink;
  readonly kind: DeviceKind;
  /** Of the runtime, which starts with the first pack. */
  readonly runtimeThreads: number;
  readonly residents: Residents;
  /** Ids of the media it holds. */
  readonly media: Set<string>;
}

type OnEvent = (event: GroundingEvent) => void;

/** The worker is gone, through no fault that would surely happen again. */
const ACCIDENTS: readonly FailureCode[] = ['WORKER_CRASHED', 'WORKER_HUNG', 'DEVICE_LOST'];
/** The device does not do what the model needs. */
const DEVICE_FAULTS: ReadonlySet<FailureCode> = new Set([
  'DEVICE_UNAVAILABLE',
  'RUNTIME_FAILED',
  'OUT_OF_MEMORY',
  ...ACCIDENTS,
]);

export const isAccident = (failure: Failure): boolean => ACCIDENTS.includes(failure.code);

/**
 * Keeps one inference worker on the best device that works: starts it, loads packs into it, notices its death, and goes down the
 * ladder of devices (WebGPU, threads, one thread) when one of them fails.
 */
export class Supervisor {
  status: Exclude<EngineStatus, 'busy'> = 'idle';
  device: DeviceFacts | null = null;
  restarts = 0;
  failure: Failure | null = null;
  preference: DevicePreference;
  readonly #options: SupervisorOptions;
  readonly #condemned = new Map<DeviceKind, string>();
  #life: Life | null = null;
  #capabilities: Promise<Capabilities> | null = null;
  #readying: { readonly manifest: PackManifest; readonly listeners: Set<OnEvent>; readonly life: Promise<Life> } | null = null;
  /** Changes when everything under way has become pointless. */
  #epoch = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.preference = options.preference;
  }

  /** Lets go of large packs that nobody has asked for `idle` ms. */
  releaseIdle(idle: number): void {
    if (this.#life?.residents.releaseIdle(idle)) this.#options.changed();
  }

  /** Lets go of one pack, before its files are deleted, say. */
  release(pack: PackId): void {
    this.#life?.residents.release(pack);
    this.#options.changed();
  }

  get life(): Life | null {
    return this.#life;
  }

  /** True when the worker is gone and none is being made. */
  get orphaned(): boolean {
    return this.status === 'restarting' && !this.#life && !this.#readying;
  }

  /** A worker with the pack loaded. Rejects with a `GroundingError`; then `failure` is set as well, unless it was `ABORTED`. */
  ready(manifest: PackManifest, onEvent: OnEvent): Promise<Life> {
    if (this.#life?.residents.use(manifest)) return Promise.resolve(this.#life);
    const current = this.#readying;
    if (current?.manifest === manifest) {
      current.listeners.add(onEvent);
      return current.life;
    }
    const listeners = new Set([onEvent]);
    const epoch = this.#epoch;
    const broadcast = (event: GroundingEvent): void => {
      for (const listener of listeners) listener(event);
    };
    // One pack after another: two starts side by side would make two workers.
    const before = current?.life.catch(() => undefined) ?? Promise.resolve();
    const life = before
      .then(() => this.#start(manifest, epoch, broadcast))
      .finally(() => {
        if (this.#readying?.life === life) this.#readying = null;
      });
    this.#readying = { manifest, listeners, life };
    return life;
  }

  /** Ends the worker and what is under way with `ABORTED`, and forgets which devices failed. */
  reset(detail: string): void {
    this.#epoch += 1;
    this.#readying = null;
    this.#condemned.clear();
    const life = this.#life;
    this.#life = null;
    life?.link.kill(new GroundingError('ABORTED', detail, { retryable: true }));
    this.#set({ status: 'idle', device: null, failure: null });
  }

  /**
   * In `auto`, gives up a device that failed, when there is a lower one left: the next `ready` will use that.
   *
   * @returns whether the device was given up.
   */
  condemn(kind: DeviceKind, failure: Failure, supported: readonly DeviceKind[]): boolean {
    const lower = kind === 'webgpu' ? supported.some((k) => k !== 'webgpu') : kind === 'wasm-threads';
    if (this.preference !== 'auto' || !lower || this.#condemned.has(kind)) return false;
    const name = kind === 'webgpu' ? 'WebGPU' : 'Wasm with threads';
    this.#condemned.set(kind, `${name} failed here (${failure.detail}).`);
    if (this.#life?.kind === kind) this.#life.link.kill(new GroundingError(failure.code, failure.detail));
    return true;
  }

  async #start(manifest: PackManifest, epoch: number, onEvent: OnEvent): Promise<Life> {
    this.#checkEpoch(epoch);
    this.#set({ status: this.status === 'restarting' ? 'restarting' : 'starting', failure: null });
    let again = true;
    for (;;) {
      let kind: DeviceKind | null = null;
      try {
        this.#capabilities ??= this.#options.probe();
        const capabilities = await this.#capabilities;
        const devices = fittingDevices(manifest, capabilities);
        const choice = chooseDevice(capabilities, this.preference, devices, this.#condemned);
        this.#checkEpoch(epoch);
        if (!choice.ok) {
          // The device is there, but the pack does not fit it.
          const small = chooseDevice(capabilities, this.preference, manifest.devices, this.#condemned).ok;
          throw new GroundingError(small ? 'GPU_TOO_SMALL' : 'DEVICE_UNAVAILABLE', choice.detail);
        }
        kind = choice.facts.kind;
        const runtimeThreads = Math.min(choice.threads, manifest.runtimeThreads ?? choice.threads);
        const fits = this.#life?.kind === kind && this.#life.runtimeThreads >= runtimeThreads;
        const life = fits ? this.#life! : this.#spawn(kind, runtimeThreads);
        await life.link.ready;
        const base = new URL(manifest.base.replace(/\/?$/, '/'), this.#options.base).href;
        const variants = fittingVariants(manifest, kind, capabilities);
        const best = manifest.hub?.variants.find((variant) => variant.id === variants[0]);
        life.residents.release(manifest.id);
        life.residents.makeRoom(memoryOf(manifest, best), memoryBudget(capabilities.memoryGiB));
        const memory = await life.link.load(
          { manifest, base, device: kind, threads: choice.threads, runtimeThreads: life.runtimeThreads, variants },
          onEvent,
        );
        this.#checkEpoch(epoch);
        life.residents.add(manifest, memory);
        this.#set({ status: 'ready', device: choice.facts });
        return life;
      } catch (error) {
        this.#checkEpoch(epoch);
        const failure = toFailure(error);
        if (again && isAccident(failure)) {
          again = false;
          continue;
        }
        if (kind && DEVICE_FAULTS.has(failure.code) && this.condemn(kind, failure, manifest.devices)) {
          again = true;
          continue;
        }
        this.#set({ status: 'failed', failure });
        throw error instanceof GroundingError ? error : new GroundingError(failure.code, failure.detail, { cause: error });
      }
    }
  }

  #checkEpoch(epoch: number): void {
    if (epoch !== this.#epoch) throw new GroundingError('ABORTED', 'no longer wanted', { retryable: true });
  }

  #spawn(kind: DeviceKind, runtimeThreads: number): Life {
    // A worker for another device or more threads is never reused: a started runtime cannot change either.
    this.#life?.link.kill(new GroundingError('ABORTED', 'replaced', { retryable: true }));
    const life: Life = {
      kind,
      runtimeThreads,
      residents: new Residents((pack) => life.link.unload(pack)),
      media: new Set(),
      link: new InferenceLink(this.#options.spawn(), this.#options, () => {
        // Not ours any more: ended on purpose.
        if (this.#life !== life) return;
        this.#life = null;
        this.#set({ status: 'restarting', restarts: this.restarts + 1 });
        this.#options.died();
      }),
    };
    this.#life = life;
    return life;
  }

  #set(change: Partial<Pick<Supervisor, 'status' | 'device' | 'restarts' | 'failure'>>): void {
    Object.assign(this, change);
    this.#options.changed();
  }
}
