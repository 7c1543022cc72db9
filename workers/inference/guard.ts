import type * as ort from 'onnxruntime-common';
import { GroundingError, type DeviceKind } from '../../src/packs/index.ts';

/** What the guard reports to and reads from the worker. */
export interface GuardHooks {
  /** The worker may be silent for `ms` from now on; 0 takes it back. */
  busy(ms: number): void;
  /** The runtime has failed and cannot be trusted any more. */
  poisoned(error: GroundingError): void;
  /** Stops the request under way, if there is one. */
  signal(): AbortSignal | null;
  /** Lets messages that wait (`cancel`, `ping`) be handled. */
  breathe(): Promise<void>;
}

/**
 * The longest silence, in ms, that a step may need on a slow machine. The first run on WebGPU compiles every shader, which takes
 * minutes on a software adapter.
 */
export const ALLOWANCES = {
  create: 120_000,
  firstRun: { webgpu: 400_000, 'wasm-threads': 60_000, wasm: 60_000 },
  run: { webgpu: 120_000, 'wasm-threads': 30_000, wasm: 30_000 },
} as const satisfies Record<string, number | Record<DeviceKind, number>>;

type Runtime = typeof ort;
type Session = ort.InferenceSession;

/**
 * The runtime with every `InferenceSession.create` and `run` watched: each announces how long it may take, lets a cancel through
 * before it starts, and tells of a failure. It watches here so that no model family can forget to.
 *
 * After one failed `run` every later one in the same realm may fail with the same error, so a failure is always for good.
 */
export function guardRuntime(runtime: Runtime, device: DeviceKind, hooks: GuardHooks): Runtime {
  async function watched<T>(ms: number, step: () => Promise<T>): Promise<T> {
    hooks.busy(ms);
    try {
      return await step();
    } catch (error) {
      const failure = runtimeFailure(error);
      hooks.poisoned(failure);
      throw failure;
    } finally {
      hooks.busy(0);
    }
  }

  function guardSession(session: Session): Session {
    const run = session.run.bind(session) as (...args: unknown[]) => ReturnType<Session['run']>;
    let first = true;
    session.run = async (...args: unknown[]) => {
      await hooks.breathe();
      hooks.signal()?.throwIfAborted();
      const ms = (first ? ALLOWANCES.firstRun : ALLOWANCES.run)[device];
      first = false;
      return watched(ms, () => run(...args));
    };
    return session;
  }

  const factory = runtime.InferenceSession;
  const create = factory.create.bind(factory) as (...args: unknown[]) => Promise<Session>;
  const guarded = async (...args: unknown[]): Promise<Session> => {
    return guardSession(await watched(ALLOWANCES.create, () => create(...args)));
  };
  return { ...runtime, InferenceSession: { ...factory, create: guarded } };
}

/** An error out of the runtime as a failure with the code that fits its words; the runtime has no codes of its own. */
export function runtimeFailure(error: unknown): GroundingError {
  if (error instanceof GroundingError) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const made = (code: GroundingError['code'], retryable: boolean): GroundingError =>
    new GroundingError(code, detail, { retryable, cause: error });
  if (
    /bad_alloc|out of memory|failed to allocate|allocation failed|memory access out of bounds|unable to grow|memory\.grow|\bOOM\b/i.test(
      detail,
    )
  )
    return made('OUT_OF_MEMORY', false);
  if (/device (is |was )?lost|lost device|mapAsync|device.*destroyed/i.test(detail)) return made('DEVICE_LOST', true);
  // The runtime's own files come over the network too.
  if (/failed to fetch|networkerror|load failed|both async and sync fetching|dynamically imported module/i.test(detail))
    return made('FETCH_OFFLINE', true);
  if (/no available backend|webgpu.*(not supported|not available)|failed to get gpu adapter/i.test(detail))
    return made('DEVICE_UNAVAILABLE', false);
  return made('RUNTIME_FAILED', true);
}
