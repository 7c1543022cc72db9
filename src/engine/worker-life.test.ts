import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GroundingError } from '../packs/index.ts';
import { FakeWorker, type Behaviour } from './test/fake-inference.ts';
import { INFERENCE_PROTOCOL, type ToInference } from './protocol.ts';
import { WorkerLife } from './worker-life.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function start(behaviour: Behaviour = {}): { worker: FakeWorker; life: WorkerLife<ToInference, never>; deaths: string[] } {
  const worker = new FakeWorker(behaviour);
  const deaths: string[] = [];
  const life = new WorkerLife<ToInference, never>(
    worker.transport(),
    { protocol: INFERENCE_PROTOCOL, hangMs: 1000, startMs: 5000 },
    { message() {}, died: (error: GroundingError) => deaths.push(`${error.code}: ${error.message}`) },
  );
  return { worker, life, deaths };
}

it('watches the lock that the worker holds', async () => {
  const { worker, life } = start({ lock: 'life-1' });
  await life.ready;
  expect(worker.locks).toEqual(['life-1']);
});

it('lets an announced step take its time, and no longer', async () => {
  const { worker, life, deaths } = start();
  await life.ready;
  life.watch(true);
  worker.say({ type: 'busy', ms: 10_000 });
  worker.silent = true;
  await vi.advanceTimersByTimeAsync(9500);
  expect(deaths).toEqual([]);
  await vi.advanceTimersByTimeAsync(1000);
  expect(deaths).toEqual(['WORKER_HUNG: no answer for 10000 ms']);
});

it('is strict again after the step', async () => {
  const { worker, life, deaths } = start();
  await life.ready;
  life.watch(true);
  worker.say({ type: 'busy', ms: 10_000 });
  worker.say({ type: 'busy', ms: 0 });
  worker.silent = true;
  await vi.advanceTimersByTimeAsync(1300);
  expect(deaths).toHaveLength(1);
});

it('does not mind silence without work, nor a machine that slept', async () => {
  const { life, deaths } = start();
  await life.ready;
  await vi.advanceTimersByTimeAsync(60_000);
  life.watch(true);
  await vi.advanceTimersByTimeAsync(500);
  // The clock leaps, as after a sleep: one tick is late, not many missed.
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(500);
  expect(deaths).toEqual([]);
});

it('dies once', async () => {
  const { worker, life, deaths } = start();
  await life.ready;
  worker.crash('first');
  worker.crash('second');
  expect(deaths).toEqual(['WORKER_CRASHED: first']);
  expect(life.dead?.code).toBe('WORKER_CRASHED');
  life.post({ type: 'cancel', id: 1 });
  expect(worker.types()).toEqual([]);
});
