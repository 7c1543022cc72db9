import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWER, PLAIN, RICH, bitmap, fakeEngine, picture, question, read, type Behaviour } from './test/fake-inference.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never: Behaviour = { onGround: () => undefined };

describe('a request', () => {
  it('starts the worker, loads the pack, sends the picture, and ends with the answer', async () => {
    const { engine, workers } = fakeEngine();
    expect(engine.getState().status).toBe('idle');
    const states: string[] = [];
    engine.subscribe((state) => states.push(state.status));
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(workers[0]?.types()).toEqual(['load', 'put-medium', 'ground']);
    await vi.advanceTimersByTimeAsync(0);
    expect(states).toEqual(['starting', 'busy', 'ready']);
    expect(engine.getState()).toMatchObject({ restarts: 0, failure: null, device: { kind: 'wasm', name: '1 thread' } });
  });

  it('loads from the folder of the pack, under any base address', async () => {
    const { engine, workers } = fakeEngine();
    await engine.warm();
    expect(workers[0]?.posted[0]).toMatchObject({
      type: 'load',
      base: 'https://example.test/app/packs/nano/',
      device: 'wasm',
      threads: 1,
      runtimeThreads: 1,
    });
  });

  it('passes the progress of the load on', async () => {
    const { engine } = fakeEngine([
      {
        onLoad({ id }, worker) {
          worker.say({ type: 'event', id, event: { type: 'progress', stage: 'download', done: 1, total: 2 } });
          worker.say({ type: 'loaded', id, memory: 0 });
        },
      },
    ]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'download', 'answer']);
  });

  it('waits for the one before it; the picture is sent once', async () => {
    const { engine, workers } = fakeEngine([never]);
    const [first, second] = [read(engine.ground(question('one'))), read(engine.ground(question('two')))];
    await vi.advanceTimersByTimeAsync(0);
    expect(workers[0]?.types()).toEqual(['load', 'put-medium', 'ground']);
    workers[0]?.answer(2);
    expect(await first).toEqual(['start', 'answer']);
    await vi.advanceTimersByTimeAsync(0);
    expect(workers[0]?.types()).toEqual(['load', 'put-medium', 'ground', 'ground']);
    workers[0]?.answer(3);
    expect(await second).toEqual(['start', 'answer']);
  });

  it('runs even when nobody reads it, and can be read later', async () => {
    const { engine } = fakeEngine();
    const stream = engine.ground(question());
    await vi.advanceTimersByTimeAsync(0);
    const events = [];
    for await (const event of stream) events.push(event);
    expect(events.at(-1)).toEqual({ type: 'answer', answer: ANSWER, timings: {}, device: 'wasm' });
  });

  it('is refused when it makes no sense', async () => {
    const { engine, workers } = fakeEngine();
    expect(await read(engine.ground(question('  ')))).toEqual(['INVALID_REQUEST']);
    expect(await read(engine.ground({ ...question(), version: 9 as 1 }))).toEqual(['INVALID_REQUEST']);
    expect(await read(engine.ground({ ...question(), pack: 'other' }))).toEqual(['INVALID_REQUEST']);
    expect(await read(engine.ground(question('a dog', 'm2')))).toEqual(['MEDIUM_UNKNOWN']);
    expect(workers).toHaveLength(0);
  });

  it('fails when the picture cannot be copied, and the next one is fine', async () => {
    const copy = vi
      .fn<(bitmap: ImageBitmap) => Promise<ImageBitmap>>()
      .mockResolvedValue(bitmap())
      .mockRejectedValueOnce(new Error('detached'));
    const { engine } = fakeEngine([{}], PLAIN, { copy });
    expect(await read(engine.ground(question()))).toEqual(['start', 'MEDIUM_UNREADABLE']);
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
  });

  it('ends with a failure when the model says nothing', async () => {
    const { engine } = fakeEngine([{ onGround: ({ id }, worker) => worker.say({ type: 'done', id }) }]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'INTERNAL']);
  });

  it('passes a failure of the model on and keeps the worker', async () => {
    const failure = { code: 'INVALID_REQUEST', detail: 'no', retryable: false } as const;
    const { engine, workers } = fakeEngine([{ onGround: ({ id }, worker) => worker.fail(id, failure) }]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'INVALID_REQUEST']);
    expect(workers).toHaveLength(1);
    expect(workers[0]?.terminated).toBe(false);
  });
});

describe('cancelling', () => {
  it('before it starts: nothing is sent', async () => {
    const { engine, workers } = fakeEngine([never]);
    void engine.ground(question());
    const abort = new AbortController();
    const second = engine.ground(question(), { signal: abort.signal });
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    expect(await read(second)).toEqual(['ABORTED']);
    workers[0]?.answer(2);
    await vi.advanceTimersByTimeAsync(10);
    expect(workers[0]?.types().filter((type) => type === 'ground')).toHaveLength(1);
    expect(await read(engine.ground(question(), { signal: AbortSignal.abort() }))).toEqual(['ABORTED']);
  });

  it('in the middle: ends at once, the worker is told and stays', async () => {
    const { engine, workers } = fakeEngine([never]);
    const abort = new AbortController();
    const seen = read(engine.ground(question(), { signal: abort.signal }));
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    expect(await seen).toEqual(['start', 'ABORTED']);
    expect(workers[0]?.types().at(-1)).toBe('cancel');
    await vi.advanceTimersByTimeAsync(1000);
    expect(workers).toHaveLength(1);
    expect(engine.getState()).toMatchObject({ status: 'ready', restarts: 0 });
  });

  it('while the pack loads: the load goes on for the next one', async () => {
    let loadId = 0;
    const { engine, workers } = fakeEngine([{ onLoad: ({ id }) => void (loadId = id) }]);
    const abort = new AbortController();
    const seen = read(engine.ground(question(), { signal: abort.signal }));
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    expect(await seen).toEqual(['start', 'ABORTED']);
    const next = read(engine.ground(question()));
    await vi.advanceTimersByTimeAsync(0);
    workers[0]?.say({ type: 'loaded', id: loadId, memory: 0 });
    expect(await next).toEqual(['start', 'answer']);
    expect(workers).toHaveLength(1);
  });

  it('of a model that does not stop: the worker is replaced after the grace period', async () => {
    const { engine, workers } = fakeEngine([{ onGround: () => undefined, onCancel: () => undefined }, {}]);
    const abort = new AbortController();
    const seen = read(engine.ground(question(), { signal: abort.signal }));
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    expect(await seen).toEqual(['start', 'ABORTED']);
    await vi.advanceTimersByTimeAsync(250);
    expect(workers[0]?.terminated).toBe(true);
    expect(engine.getState()).toMatchObject({ status: 'ready', restarts: 1 });
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(workers[1]?.types()).toEqual(['load', 'put-medium', 'ground']);
  });

  it('of a step on the GPU that cannot be stopped: a worker that still answers is kept', async () => {
    const { engine, workers } = fakeEngine([{ onGround: () => undefined, onCancel: () => undefined }], RICH, { graceMs: 300 });
    const abort = new AbortController();
    const seen = read(engine.ground(question(), { signal: abort.signal }));
    await vi.advanceTimersByTimeAsync(0);
    abort.abort();
    expect(await seen).toEqual(['start', 'ABORTED']);
    await vi.advanceTimersByTimeAsync(5000);
    expect(workers[0]?.terminated).toBe(false);
    workers[0]?.fail(2, { code: 'ABORTED', detail: 'stopped', retryable: true });
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.getState()).toMatchObject({ status: 'ready', restarts: 0 });
    const hangs = new AbortController();
    void engine.ground(question(), { signal: hangs.signal });
    await vi.advanceTimersByTimeAsync(0);
    workers[0]!.silent = true;
    hangs.abort();
    await vi.advanceTimersByTimeAsync(400);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('by leaving the loop', async () => {
    const { engine, workers } = fakeEngine([never]);
    for await (const event of engine.ground(question())) {
      expect(event.type).toBe('progress');
      await vi.advanceTimersByTimeAsync(0);
      break;
    }
    expect(workers[0]?.types().at(-1)).toBe('cancel');
  });
});

describe('media', () => {
  it('detached end their requests and leave the worker', async () => {
    const { engine, workers } = fakeEngine([never]);
    engine.attach(picture('m2'));
    const [first, second] = [read(engine.ground(question())), read(engine.ground(question('a cat', 'm2')))];
    await vi.advanceTimersByTimeAsync(0);
    engine.detach('m1');
    expect(await first).toEqual(['start', 'ABORTED']);
    await vi.advanceTimersByTimeAsync(0);
    expect(workers[0]?.types()).toEqual(['load', 'put-medium', 'ground', 'cancel', 'drop-medium', 'put-medium', 'ground']);
    workers[0]?.answer(3);
    expect(await second).toEqual(['start', 'answer']);
  });

  it('detached while they are copied are dropped again', async () => {
    let copied: ((bitmap: ImageBitmap) => void) | undefined;
    const { engine, workers } = fakeEngine([{}], PLAIN, { copy: () => new Promise((resolve) => (copied = resolve)) });
    const seen = read(engine.ground(question()));
    await vi.advanceTimersByTimeAsync(0);
    engine.detach('m1');
    copied?.(bitmap());
    expect(await seen).toEqual(['start', 'ABORTED']);
    await vi.advanceTimersByTimeAsync(0);
    expect(workers[0]?.types()).toEqual(['load', 'put-medium', 'drop-medium']);
  });
});

describe('the choice of device', () => {
  it('in the middle of a request ends it, replaces the worker, and lets the waiting ones run there', async () => {
    const { engine, workers } = fakeEngine([never, {}], RICH);
    const [first, second] = [read(engine.ground(question())), read(engine.ground(question()))];
    await vi.advanceTimersByTimeAsync(0);
    expect(engine.getState()).toMatchObject({ status: 'busy', device: { kind: 'webgpu' } });
    engine.setPreference('wasm');
    expect(await first).toEqual(['start', 'ABORTED']);
    expect(await second).toEqual(['start', 'answer']);
    expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
    expect(engine.getState()).toMatchObject({
      preference: 'wasm',
      restarts: 0,
      device: { kind: 'wasm', reason: 'You chose it.' },
    });
  });

  it('while the pack loads starts over', async () => {
    const { engine, workers } = fakeEngine([{ onLoad: () => undefined }, {}], RICH);
    const warm = engine.warm();
    await vi.advanceTimersByTimeAsync(0);
    engine.setPreference('wasm');
    await warm;
    await vi.advanceTimersByTimeAsync(0);
    expect(workers).toHaveLength(2);
    expect(engine.getState()).toMatchObject({ status: 'ready', failure: null, device: { kind: 'wasm' } });
  });

  it('before anything has started starts nothing', async () => {
    const { engine, workers } = fakeEngine([{}], RICH);
    engine.setPreference('wasm');
    await vi.advanceTimersByTimeAsync(0);
    expect(workers).toHaveLength(0);
    expect(engine.getState()).toMatchObject({ status: 'idle', preference: 'wasm' });
  });
});

describe('dispose', () => {
  it('ends everything', async () => {
    const { engine, workers } = fakeEngine([never]);
    const [first, second] = [read(engine.ground(question())), read(engine.ground(question()))];
    await vi.advanceTimersByTimeAsync(0);
    engine.dispose();
    expect(await first).toEqual(['start', 'ABORTED']);
    expect(await second).toEqual(['ABORTED']);
    expect(workers[0]?.terminated).toBe(true);
    expect(await read(engine.ground(question()))).toEqual(['ABORTED']);
    await engine.warm();
    expect(workers).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });
});
