import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeEngine, PLAIN, question, read, RICH, type Behaviour } from './test/fake-inference.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const hang: Behaviour = { onGround: (_, worker) => (worker.silent = true) };
const crash: Behaviour = { onGround: (_, worker) => worker.crash() };

describe('a worker that dies', () => {
  it('by a crash is replaced, gets its picture again, and the request runs once more', async () => {
    const { engine, workers } = fakeEngine([crash, {}]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'start', 'answer']);
    expect(workers[1]?.types()).toEqual(['load', 'put-medium', 'ground']);
    expect(engine.getState().restarts).toBe(1);
  });

  it('twice ends the request; the next one has a new worker', async () => {
    const { engine } = fakeEngine([crash, crash, {}]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'start', 'WORKER_CRASHED']);
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(engine.getState().restarts).toBe(2);
  });

  it('by falling silent is noticed within the limit', async () => {
    const { engine, workers } = fakeEngine([hang, {}]);
    const seen = read(engine.ground(question()));
    await vi.advanceTimersByTimeAsync(900);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(400);
    expect(await seen).toEqual(['start', 'start', 'answer']);
    expect(workers[0]?.terminated).toBe(true);
  });

  it('for good by falling silent ends the request with WORKER_HUNG', async () => {
    const { engine } = fakeEngine([hang]);
    const seen = read(engine.ground(question()));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await seen).toEqual(['start', 'start', 'WORKER_HUNG']);
  });

  it('with a lost GPU is replaced on the same device; a second loss moves on to the processor', async () => {
    const lose: Behaviour = {
      onGround: (_, worker) => worker.say({ type: 'fatal', failure: { code: 'DEVICE_LOST', detail: 'gone', retryable: true } }),
    };
    const { engine } = fakeEngine([lose, lose, {}], RICH);
    expect(await read(engine.ground(question()))).toEqual(['start', 'start', 'DEVICE_LOST']);
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(engine.getState().device).toMatchObject({ kind: 'wasm-threads', name: '4 threads' });
    expect(engine.getState().device?.reason).toContain('WebGPU failed here (gone)');
  });

  it('with nothing to do is replaced ahead of the next question, but not for ever', async () => {
    const { engine, workers } = fakeEngine();
    await engine.warm();
    for (let i = 0; i < 5; i += 1) {
      workers.at(-1)?.crash();
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(workers).toHaveLength(3);
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(workers).toHaveLength(4);
  });

  it('before it says hello is noticed', async () => {
    const { engine, workers } = fakeEngine([{ mute: true }, {}]);
    const seen = read(engine.ground(question()));
    await vi.advanceTimersByTimeAsync(5100);
    expect(await seen).toEqual(['start', 'answer']);
    expect(workers).toHaveLength(2);
  });
});

describe('a poisoned runtime', () => {
  const poison: Behaviour = {
    onGround: (_, worker) =>
      worker.say({ type: 'fatal', failure: { code: 'RUNTIME_FAILED', detail: 'bad shape', retryable: true } }),
  };

  it('ends the request and is replaced', async () => {
    const { engine, workers } = fakeEngine([poison, {}]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'RUNTIME_FAILED']);
    expect(workers[0]?.terminated).toBe(true);
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
  });

  it('on WebGPU moves the request on to the processor', async () => {
    const { engine } = fakeEngine([poison, {}], RICH);
    expect(await read(engine.ground(question()))).toEqual(['start', 'start', 'answer']);
    expect(engine.getState().device?.kind).toBe('wasm-threads');
  });
});

describe('loading', () => {
  it('falls back from a GPU that gives no device, and says why', async () => {
    const failure = { code: 'DEVICE_UNAVAILABLE', detail: 'no adapter in the worker', retryable: false } as const;
    const { engine, workers } = fakeEngine([{ onLoad: ({ id }, worker) => worker.fail(id, failure) }, {}], RICH);
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(workers[0]?.terminated).toBe(true);
    expect(engine.getState().device).toMatchObject({
      kind: 'wasm-threads',
      reason: expect.stringContaining('no adapter in the worker'),
    });
  });

  it('goes down to one thread when threads hang', async () => {
    const stuck: Behaviour = { onLoad: (_, worker) => (worker.silent = true) };
    const { engine, workers } = fakeEngine([stuck, stuck, {}], { ...PLAIN, isolated: true });
    const warm = engine.warm();
    await vi.advanceTimersByTimeAsync(4000);
    await warm;
    expect(workers).toHaveLength(3);
    expect(engine.getState()).toMatchObject({ status: 'ready', device: { kind: 'wasm' } });
  });

  it('does not replace a chosen device: it fails', async () => {
    const { engine, workers } = fakeEngine([{}], PLAIN, { preference: 'webgpu' });
    expect(await read(engine.ground(question()))).toEqual(['start', 'DEVICE_UNAVAILABLE']);
    expect(engine.getState()).toMatchObject({ status: 'failed', failure: { code: 'DEVICE_UNAVAILABLE', detail: 'No GPU.' } });
    expect(workers).toHaveLength(0);
  });

  it('fails without a new worker when the model is missing, and is tried again by the next request', async () => {
    let calls = 0;
    const { engine, workers } = fakeEngine([
      {
        onLoad({ id }, worker) {
          calls += 1;
          if (calls === 1) worker.fail(id, { code: 'FETCH_OFFLINE', detail: 'offline', retryable: true });
          else worker.say({ type: 'loaded', id, memory: 0 });
        },
      },
    ]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'FETCH_OFFLINE']);
    expect(engine.getState()).toMatchObject({ status: 'failed', failure: { code: 'FETCH_OFFLINE' } });
    expect(await read(engine.ground(question()))).toEqual(['start', 'answer']);
    expect(engine.getState().failure).toBeNull();
    expect(workers).toHaveLength(1);
  });

  it('refuses a worker that speaks another protocol', async () => {
    const { engine, workers } = fakeEngine([{ protocol: 99 }]);
    expect(await read(engine.ground(question()))).toEqual(['start', 'INTERNAL']);
    expect(engine.getState().failure?.detail).toContain('protocol 99');
    expect(workers).toHaveLength(1);
  });

  it('happens once for warm and a request together', async () => {
    const { engine, workers } = fakeEngine();
    await Promise.all([engine.warm(), engine.warm(), read(engine.ground(question()))]);
    expect(workers[0]?.types().filter((type) => type === 'load')).toHaveLength(1);
  });
});
