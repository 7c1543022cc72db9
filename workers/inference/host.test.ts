import type * as ort from 'onnxruntime-common';
import { afterEach, expect, it, vi } from 'vitest';
import { createEngine } from '../../src/engine/engine.ts';
import { INFERENCE_PROTOCOL, type FromInference, type ToInference } from '../../src/engine/protocol.ts';
import { ANSWER, MANIFEST, PLAIN, bitmap, picture, question, read } from '../../src/engine/test/fake-inference.ts';
import {
  GroundingError,
  type GroundingModel,
  type LoadContext,
  type PackManifest,
  type RunContext,
} from '../../src/packs/index.ts';
import { guardRuntime, runtimeFailure } from './guard.ts';
import { InferenceHost } from './host.ts';
import { MediaShelf } from './media.ts';

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A runtime whose sessions do as `run` says. */
function runtime(run: () => Promise<unknown> = () => Promise.resolve({})): typeof ort {
  const create = () => Promise.resolve({ run });
  return { InferenceSession: { create } } as unknown as typeof ort;
}

interface Script {
  load?(context: LoadContext): Promise<void>;
  ground?(context: RunContext, session: ort.InferenceSession): AsyncGenerator<void, void, void>;
  readonly run?: () => Promise<unknown>;
  /** Files that can be fetched, by the end of their address, with their sizes. */
  readonly served?: Readonly<Record<string, number>>;
}

const running: { close(): void }[] = [];
afterEach(() => {
  for (const one of running.splice(0)) one.close();
});

const copy = (): Promise<ImageBitmap> => Promise.resolve({ width: 4, height: 3 } as ImageBitmap);

/** An engine and a host at the two ends of a message channel, with a tiny family in the middle. */
function pair(script: Script = {}, manifest: PackManifest = MANIFEST) {
  const said: FromInference[] = [];
  let session: ort.InferenceSession | null = null;
  const forget = vi.fn<(mediumId: string) => void>();
  const create = (): GroundingModel => ({
    manifest,
    async load(context) {
      session = await (await context.runtime()).InferenceSession.create('x');
      await script.load?.(context);
    },
    async *ground(_, context) {
      if (script.ground) for await (const _step of script.ground(context, session!)) yield { type: 'token', text: '.' };
      else await session!.run({});
      yield { type: 'answer', answer: ANSWER, timings: {}, device: 'wasm' };
    },
    forget,
    dispose: () => Promise.resolve(),
  });
  let spawned = 0;
  const spawn = () => {
    spawned += 1;
    const { port1, port2 } = new MessageChannel();
    const host = new InferenceHost({
      families: () => Promise.resolve({ create }),
      post(message) {
        said.push(message);
        port2.postMessage(message);
      },
      loadRuntime: () => Promise.resolve(runtime(script.run)),
      prefetchRuntime: () => undefined,
      watchGpuDevice: () => Promise.resolve(),
      openHub: () => Promise.reject(new GroundingError('MODEL_NOT_READY', 'none')),
      async fetchFile(url, _file, { onProgress }) {
        const size = script.served?.[url.split('/').at(-1)!];
        if (size === undefined) throw new GroundingError('MODEL_MISSING', 'no such file');
        onProgress?.(size);
        return new Uint8Array(size);
      },
      breathe,
    });
    port2.addEventListener('message', ({ data }: MessageEvent<ToInference>) =>
      // Cloned, the fake picture has lost its method.
      host.receive(data.type === 'put-medium' ? { ...data, bitmap: bitmap() } : data),
    );
    port2.start();
    port2.postMessage({ type: 'hello', protocol: INFERENCE_PROTOCOL, lock: null } satisfies FromInference);
    running.push(port1);
    return {
      post: (message: ToInference) => port1.postMessage(message),
      listen(handlers: { message(message: FromInference): void }) {
        port1.addEventListener('message', ({ data }: MessageEvent<FromInference>) => handlers.message(data));
        port1.start();
      },
      watchLock() {},
      terminate: () => port1.close(),
    };
  };
  const engine = createEngine({
    packs: () => [manifest],
    base: 'https://x.test/',
    spawn,
    copy,
    probe: () => Promise.resolve(PLAIN),
  });
  engine.attach(picture('m1'));
  running.push({ close: () => engine.dispose() });
  return { engine, said, forget, spawned: () => spawned };
}

it('answers, and announces what may take long', async () => {
  const { engine, said, forget } = pair();
  expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
  const busy = said.filter((message) => message.type === 'busy').map((message) => message.ms > 0);
  expect(busy).toEqual([false, true, false, false, true, false]);
  engine.detach('m1');
  await vi.waitFor(() => expect(forget).toHaveBeenCalledWith('m1'));
});

it('lets a cancel through between two runs', async () => {
  let steps = 0;
  const { engine, spawned } = pair({
    run: () => {
      steps += 1;
      return Promise.resolve({});
    },
    async *ground(_, session) {
      // A decoder: many runs that settle without a turn of the event loop, and no look at the signal.
      for (let i = 0; i < 1e6; i += 1) {
        await session.run({});
        yield;
      }
    },
  });
  const abort = new AbortController();
  const stream = engine.ground(question(), { signal: abort.signal });
  await vi.waitFor(() => expect(steps).toBeGreaterThan(5));
  abort.abort();
  expect((await read(stream)).at(-1)).toBe('ABORTED');
  await vi.waitFor(() => expect(engine.getState().status).toBe('ready'));
  expect(spawned()).toBe(1);
});

it('is replaced after a failed run, even when the family swallows the error', async () => {
  const { engine, spawned } = pair({ run: () => Promise.reject(new Error('bad shape')) });
  expect(await read(engine.ground(question()))).toEqual(['start', 'RUNTIME_FAILED']);
  await vi.waitFor(() => expect(spawned()).toBe(2));
});

it('is replaced after a bug in a family', async () => {
  const { engine } = pair({
    // oxlint-disable-next-line require-yield
    async *ground() {
      throw new TypeError('x is undefined');
    },
  });
  expect(await read(engine.ground(question()))).toEqual(['start', 'RUNTIME_FAILED']);
});

it('stays after a GroundingError, in a request and in a load', async () => {
  const { engine, spawned } = pair({
    // oxlint-disable-next-line require-yield
    async *ground() {
      throw new GroundingError('INVALID_REQUEST', 'no');
    },
  });
  expect(await read(engine.ground(question()))).toEqual(['start', 'INVALID_REQUEST']);
  expect(spawned()).toBe(1);
  const missing = pair({ load: async (context) => void (await context.file('weights')) });
  expect(await read(missing.engine.ground(question()))).toEqual(['start', 'MODEL_MISSING']);
  expect(missing.spawned()).toBe(1);
});

it('counts as the progress of a load what the load needs', async () => {
  const file = (path: string, bytes: number) => ({ path, bytes, sha256: '' });
  const manifest = { ...MANIFEST, files: { now: file('now.bin', 8), rare: file('rare.bin', 5) }, later: ['rare'] };
  const rare: number[] = [];
  const { engine, said } = pair(
    {
      served: { 'now.bin': 8, 'rare.bin': 5 },
      async load(context) {
        await context.file('now');
        await context.file('rare', (bytes) => void rare.push(bytes));
      },
    },
    manifest,
  );
  await read(engine.ground(question()));
  const told = said.flatMap((message) =>
    message.type === 'event' && message.event.type === 'progress' ? [message.event] : [],
  );
  expect(told).toEqual([{ type: 'progress', stage: 'download', done: 8, total: 8 }]);
  expect(rare).toEqual([5]);
});

it('keeps a dropped picture open until nobody looks at it', () => {
  const close = vi.fn<() => void>();
  const shelf = new MediaShelf();
  shelf.putPicture('a', { close } as unknown as ImageBitmap);
  const borrowed = shelf.borrow('a');
  shelf.drop('a');
  expect(close).not.toHaveBeenCalled();
  expect(() => shelf.borrow('a')).toThrow(GroundingError);
  borrowed.release();
  expect(close).toHaveBeenCalledTimes(1);
});

it('does not start a run for a request that was stopped', async () => {
  const run = vi.fn<() => Promise<unknown>>().mockResolvedValue({});
  const poisoned = vi.fn<() => void>();
  const hooks = { busy() {}, poisoned, signal: () => AbortSignal.abort(), breathe };
  const session = await guardRuntime(runtime(run), 'wasm', hooks).InferenceSession.create('x');
  await expect(session.run({})).rejects.toMatchObject({ name: 'AbortError' });
  expect(run).not.toHaveBeenCalled();
  expect(poisoned).not.toHaveBeenCalled();
});

it.each([
  ['std::bad_alloc', 'OUT_OF_MEMORY', false],
  ['failed to allocate a buffer of size 123', 'OUT_OF_MEMORY', false],
  ['A valid external Instance reference no longer exists. Device was lost', 'DEVICE_LOST', true],
  ['no available backend found. ERR: [wasm] TypeError: Failed to fetch', 'FETCH_OFFLINE', true],
  ['no available backend found. ERR: [webgpu] Error: x', 'DEVICE_UNAVAILABLE', false],
  ['Got invalid dimensions for input', 'RUNTIME_FAILED', true],
])('%s is %s', (message, code, retryable) => {
  expect(runtimeFailure(new Error(message))).toMatchObject({ code, retryable });
});
