/** The page's side of `browser.ts`: the image encoder as the worker runs it, on pictures served by the bench. */
import * as ort from 'onnxruntime-web/webgpu';
import * as plain from 'onnxruntime-web/wasm';
import { createConvNet } from '../../workers/inference/convnet/convnet.ts';
import { createImageEncoder, type ImageEncoder, type Proposal } from '../../workers/inference/nano/image-encoder/index.ts';
import { networkOnGpu } from '../../workers/inference/nano/image-encoder/on-gpu.ts';

export interface Timed {
  readonly proposals: Proposal[];
  readonly milliseconds: number;
}

let encoder: ImageEncoder;

const bytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer());

async function start(device: 'webgpu' | 'wasm', threads: number): Promise<void> {
  for (const { env } of [ort, plain]) {
    env.wasm.numThreads = threads;
    env.wasm.wasmPaths = new URL('/node_modules/onnxruntime-web/dist/', location.href).href;
  }
  const model = await bytes('/model/centernet');
  encoder = createImageEncoder(device === 'webgpu' ? await networkOnGpu(ort, model) : await createConvNet(model, threads));
}

async function encode(index: number): Promise<Timed> {
  const blob = await (await fetch(`/picture/${index}`)).blob();
  const bitmap = await createImageBitmap(blob);
  const started = performance.now();
  const proposals = await encoder.encode(bitmap);
  return { proposals, milliseconds: performance.now() - started };
}

/** Milliseconds of each of `times` passes of a bare model on a black picture. */
async function time(model: string, width: number, height: number, times: number): Promise<number[]> {
  const session = await plain.InferenceSession.create(await bytes(`/model/${model}`), { executionProviders: ['wasm'] });
  const image = new plain.Tensor('float32', new Float32Array(3 * width * height), [1, 3, height, width]);
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const started = performance.now();
    await session.run({ image });
    taken.push(performance.now() - started);
  }
  await session.release();
  return taken;
}

export const bench = { start, encode, time };
Object.assign(globalThis, { bench });
