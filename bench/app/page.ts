/** The page's side of `speed.ts`: what a first answer cannot do without, one thing after another, without the app around it. */
import * as ort from 'onnxruntime-web/wasm';
import runtimeWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { NANO } from '../../src/packs/nano.ts';
import { LanguageModel } from '../../workers/inference/nano/decoder/index.ts';
import { startImageEncoder } from '../../workers/inference/nano/image-encoder/on-cpu.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Milliseconds. */
export interface Parts {
  /** From navigation until the script has run. */
  readonly script: number;
  readonly fetch: number;
  readonly compile: number;
  readonly inference: number;
}

/** Files that a question about a picture needs. */
const NEEDED = ['detector', 'adapter', 'decoder', 'embeddings', 'tokenizer', 'config'] as const;

const bytes = async (path: string): Promise<Bytes> => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function unavoidable(threads: number, picture: string, question: string): Promise<Parts> {
  const started = performance.now();
  const [wasm, ...files] = await Promise.all([
    bytes(runtimeWasm),
    ...NEEDED.map((name) => bytes(`/${NANO.base}${NANO.files[name]!.path}`)),
  ]);
  const fetched = performance.now();
  ort.env.wasm.numThreads = Math.min(threads, NANO.runtimeThreads ?? threads);
  ort.env.wasm.wasmBinary = wasm;
  const [detector, adapter, decoder, embeddings, tokenizer, config] = files as [Bytes, Bytes, Bytes, Bytes, Bytes, Bytes];
  const encoder = await startImageEncoder(Promise.resolve(detector), threads);
  const parts = { adapter, decoder, embeddings, tokenizer, config, tracks: null, sounds: null };
  const language = await LanguageModel.create(ort, parts, 'wasm-threads');
  const compiled = performance.now();
  const bitmap = await createImageBitmap(await (await fetch(picture)).blob());
  const began = performance.now();
  const medium = { kind: 'picture', id: 'a', width: bitmap.width, height: bitmap.height } as const;
  const request = { version: 1, pack: NANO.id, task: 'ask', medium, question } as const;
  const { signal } = new AbortController();
  const proposals = await encoder.encode(bitmap, { signal });
  const answering = language.answer(request, proposals, { pack: NANO.id, revision: NANO.revision }, signal);
  let step = await answering.next();
  while (!step.done) step = await answering.next();
  if (step.value.answer.references.length === 0) throw new Error('nothing was found');
  return { script: ran, fetch: fetched - started, compile: compiled - fetched, inference: performance.now() - began };
}

const ran = performance.now();
export const bench = { unavoidable };
Object.assign(globalThis, { bench });
