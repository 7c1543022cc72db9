import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hubPack, withCheckpoint, type HubManifest, type PackManifest } from '../packs/index.ts';
import { fakeEngine, MANIFEST, PLAIN, question, read, RICH, type Behaviour, type FakeWorker } from './test/fake-inference.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** A hub pack that takes `memory` bytes while it is loaded. */
const pack = (id: string, memory: number, more: Partial<HubManifest['hub']['variants'][number]> = {}): HubManifest =>
  hubPack({
    id,
    family: 'fake',
    title: id,
    summary: '',
    tasks: ['detect'],
    licence: '',
    media: ['picture'],
    hub: {
      repo: `some/${id}`,
      revision: 'main',
      common: [],
      variants: [{ id: 'one', title: 'one', devices: ['webgpu', 'wasm'], dtype: 'fp32', files: [], memory, ...more }],
    },
  });

/** Each pack takes what its manifest says. */
const behaviour = (packs: readonly PackManifest[]): Behaviour => ({
  onLoad: ({ id, manifest }, worker) => {
    const memory = packs.find((one) => one.id === manifest.id)?.hub?.variants[0]?.memory ?? 0;
    worker.say({ type: 'loaded', id, memory });
  },
});

/** What was loaded and let go of, in order. */
const moves = ({ posted }: FakeWorker): string[] =>
  posted.flatMap((message) =>
    message.type === 'load' ? [`+${message.manifest.hub?.repo}`] : message.type === 'unload' ? [`-${message.pack}`] : [],
  );

function start(packs: readonly PackManifest[], capabilities = PLAIN, preference?: 'webgpu') {
  let now = packs;
  const { engine, workers } = fakeEngine([behaviour(packs)], capabilities, {
    packs: () => now,
    ...(preference ? { preference } : {}),
  });
  const ask = async (id: string): Promise<string[]> => {
    // Which was used last is a matter of time.
    await vi.advanceTimersByTimeAsync(1000);
    return read(engine.ground({ ...question(), pack: id }));
  };
  return { engine, ask, change: (next: readonly PackManifest[]) => (now = next), worker: () => workers[0]! };
}

describe('threads of the runtime', () => {
  const small = { ...MANIFEST, id: 'small', runtimeThreads: 1 };

  it('a pack that gains from more than there are gets a new worker, which then serves the others too', async () => {
    const { engine, workers } = fakeEngine([{}], { ...PLAIN, isolated: true }, { packs: () => [small, MANIFEST] });
    for (const pack of ['small', MANIFEST.id, 'small']) {
      expect(await read(engine.ground({ ...question(), pack }))).toEqual(['start', 'answer']);
    }
    const threads = workers.map(({ posted }) =>
      posted.flatMap((message) => (message.type === 'load' ? [[message.manifest.id, message.runtimeThreads]] : [])),
    );
    expect(threads).toEqual([
      [['small', 1]],
      [
        [MANIFEST.id, 4],
        ['small', 4],
      ],
    ]);
  });
});

describe('memory', () => {
  it('holds two large packs only where both fit', async () => {
    // A machine that says nothing of its memory: 2 GiB for all packs.
    const { ask, worker, engine } = start([MANIFEST, pack('a', 0.8e9), pack('b', 0.9e9), pack('c', 1e9)]);
    await ask('a');
    await ask('b');
    expect(moves(worker())).toEqual(['+some/a', '+some/b']);
    // The one that was used last stays.
    await ask('a');
    await ask('c');
    expect(moves(worker()).slice(2)).toEqual(['-b', '+some/c']);
    expect(engine.getState().resident).toEqual(['a', 'c']);
    await ask('b');
    expect(moves(worker()).slice(4)).toEqual(['-a', '+some/b']);
  });

  it('is let go of when nobody asks for a while, and the next question loads again', async () => {
    const { ask, worker, engine } = start([MANIFEST, pack('a', 0.8e9), pack('small', 50e6)]);
    await ask('a');
    await ask('small');
    await vi.advanceTimersByTimeAsync(4 * 60_000);
    expect(engine.getState().resident).toEqual(['a', 'small']);
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(moves(worker()).slice(2)).toEqual(['-a']);
    expect(engine.getState().resident).toEqual(['small']);
    expect(await ask('a')).toEqual(['start', 'answer']);
    expect(moves(worker()).slice(3)).toEqual(['+some/a']);
  });

  it('never holds two checkpoints of one pack', async () => {
    const a = pack('a', 0.5e9);
    const { ask, change, worker } = start([MANIFEST, a]);
    await ask('a');
    await ask('a');
    change([MANIFEST, withCheckpoint(a, 'mine/a', 'main')]);
    await ask('a');
    expect(moves(worker())).toEqual(['+some/a', '-a', '+mine/a']);
  });
});

describe('a graphics card that is too small', () => {
  const large = pack('large', 1e9, { needs: { buffer: 2 ** 40 } });

  it('leaves the pack to the processor, where it runs there', async () => {
    const { ask, engine } = start([MANIFEST, large], RICH);
    expect(await ask('large')).toEqual(['start', 'answer']);
    expect(engine.getState().device?.kind).toBe('wasm');
  });

  it('is told where it was chosen', async () => {
    const { ask } = start([MANIFEST, large], RICH, 'webgpu');
    expect(await ask('large')).toEqual(['start', 'GPU_TOO_SMALL']);
  });

  it('is told where the pack runs on nothing else', async () => {
    const { ask } = start([MANIFEST, pack('gpu', 1e9, { devices: ['webgpu'], needs: { buffer: 2 ** 40 } })], RICH);
    expect(await ask('gpu')).toEqual(['start', 'GPU_TOO_SMALL']);
  });
});
