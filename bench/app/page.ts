/** The page's side of `speed.ts`: what a first answer cannot do without, one thing after another, without the app around it. */
import * as ort from 'onnxruntime-web/wasm';
import type { LoadContext, PackManifest } from '../../src/packs/index.ts';
import { NANO } from '../../src/packs/nano.ts';
import { createConvNet } from '../../workers/inference/convnet/convnet.ts';
import { create } from '../../workers/inference/nano/index.ts';

/** Milliseconds. */
export interface Parts {
  readonly fetch: number;
  readonly compile: number;
  readonly inference: number;
}

/** Files that a question about a picture needs. */
const NEEDED = ['detector', 'adapter', 'decoder', 'embeddings', 'tokenizer', 'config'] as const;

const bytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function unavoidable(threads: number, picture: string, question: string): Promise<Parts> {
  const started = performance.now();
  const [wasm, ...files] = await Promise.all([
    bytes('/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
    ...NEEDED.map((name) => bytes(`/pack/${NANO.files[name]!.path}`)),
  ]);
  const fetched = performance.now();
  ort.env.wasm.numThreads = threads;
  ort.env.wasm.wasmBinary = wasm;
  const manifest: PackManifest = {
    ...NANO,
    files: Object.fromEntries(NEEDED.map((name) => [name, NANO.files[name]!])),
  };
  const model = create(manifest);
  const stored = new Map<string, Uint8Array>(NEEDED.map((name, i) => [name, files[i]!]));
  await model.load({
    device: 'wasm-threads',
    runtime: () => Promise.resolve(ort),
    network: (model: Uint8Array) => createConvNet(model, threads),
    file: (name: string) => Promise.resolve(stored.get(name)!),
    progress: () => undefined,
    signal: new AbortController().signal,
  } as unknown as LoadContext);
  const compiled = performance.now();
  const bitmap = await createImageBitmap(await (await fetch(picture)).blob());
  const began = performance.now();
  const medium = { kind: 'picture', id: 'a', width: bitmap.width, height: bitmap.height } as const;
  const request = { version: 1, pack: NANO.id, task: 'ask', medium, question } as const;
  const { signal } = new AbortController();
  const context = { medium: { kind: 'picture', bitmap }, signal, fingerprint: () => Promise.resolve(null) } as const;
  for await (const event of model.ground(request, context)) {
    if (event.type === 'answer' && event.answer.references.length === 0) throw new Error('nothing was found');
  }
  return { fetch: fetched - started, compile: compiled - fetched, inference: performance.now() - began };
}

export const bench = { unavoidable };
Object.assign(globalThis, { bench });
