import type * as ort from 'onnxruntime-common';
import { expect, it, vi } from 'vitest';
import type { FromInference } from '../../src/engine/protocol.ts';
import { ANSWER, MANIFEST, bitmap, question } from '../../src/engine/test/fake-inference.ts';
import { GroundingError, type GroundingModel, type PackManifest } from '../../src/packs/index.ts';
import { InferenceHost } from './host.ts';

/** A host whose models say when they come and go, and answer when they are let. */
function start() {
  const said: FromInference[] = [];
  const life: string[] = [];
  let answer = (): void => undefined;
  const create = (manifest: PackManifest): GroundingModel => ({
    manifest,
    load: () => {
      life.push(`+${manifest.revision}`);
      return Promise.resolve();
    },
    async *ground() {
      await new Promise<void>((resolve) => (answer = resolve));
      yield { type: 'answer', answer: ANSWER, timings: {}, device: 'wasm' };
    },
    forget: () => undefined,
    dispose: () => {
      life.push(`-${manifest.revision}`);
      return Promise.resolve();
    },
  });
  const host = new InferenceHost({
    families: () => Promise.resolve({ create }),
    post: (message) => said.push(message),
    loadRuntime: () => Promise.resolve({} as typeof ort),
    prefetchRuntime: () => undefined,
    watchGpuDevice: () => Promise.resolve(),
    openHub: () => Promise.reject(new GroundingError('MODEL_NOT_READY', 'none')),
    fetchFile: () => Promise.reject(new GroundingError('MODEL_MISSING', 'none')),
    breathe: () => Promise.resolve(),
  });
  host.receive({ type: 'put-medium', mediumId: 'm1', bitmap: bitmap() });
  return {
    life,
    types: () => said.map(({ type }) => type).filter((type) => type !== 'busy'),
    load: (id: number, revision: string) =>
      host.receive({
        type: 'load',
        id,
        manifest: { ...MANIFEST, revision },
        base: 'https://x.test/',
        device: 'wasm',
        threads: 1,
        runtimeThreads: 1,
        variants: [],
      }),
    ground: (id: number) => host.receive({ type: 'ground', id, pack: MANIFEST.id, request: question() }),
    unload: () => host.receive({ type: 'unload', pack: MANIFEST.id }),
    answer: () => answer(),
  };
}

it('makes one model of a pack, however often it is asked for', async () => {
  const { load, life, types } = start();
  load(1, 'a');
  load(2, 'a');
  await vi.waitFor(() => expect(types()).toEqual(['loaded', 'loaded']));
  expect(life).toEqual(['+a']);
});

it('lets the old checkpoint finish and go before the new one comes', async () => {
  const { load, ground, answer, life, types } = start();
  load(1, 'a');
  ground(2);
  await vi.waitFor(() => expect(types()).toEqual(['loaded']));
  load(3, 'b');
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(life).toEqual(['+a']);
  answer();
  await vi.waitFor(() => expect(types()).toEqual(['loaded', 'event', 'done', 'loaded']));
  expect(life).toEqual(['+a', '-a', '+b']);
});

it('lets a pack go that was let go of while it loaded', async () => {
  const { load, unload, life } = start();
  load(1, 'a');
  unload();
  load(2, 'a');
  await vi.waitFor(() => expect(life).toEqual(['+a', '-a', '+a']));
});
