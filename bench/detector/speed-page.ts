/** The page's side of `speed.ts`: the built-in detector as the app runs it and on TensorFlow.js, same weights, same picture. */
import { createConvNet, type ConvNet } from '../../workers/inference/convnet/convnet.ts';

interface Tensor {
  data(): Promise<Float32Array>;
}

/** What is used of TensorFlow.js. */
interface TensorFlow {
  setWasmPaths(folder: string): void;
  setThreadsCount(threads: number): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
  loadGraphModel(address: string): Promise<{ execute(inputs: Record<string, Tensor>, outputs: string[]): Tensor[] }>;
  tensor(data: Float32Array, shape: readonly number[]): Tensor;
  dispose(tensors: readonly Tensor[]): void;
}

/** The package does not export its build of TensorFlow.js by name. */
const BUILD = '/node_modules/@vladmandic/human/dist/tfjs.esm.js';

const bytes = async (path: string): Promise<Uint8Array> => new Uint8Array(await (await fetch(path)).arrayBuffer());

/** A picture of noise: the same for both. Values 0..255, `size` x `size` x 3. */
function noise(width: number, height: number): Float32Array<ArrayBuffer> {
  let state = 1;
  return Float32Array.from({ length: width * height * 3 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648) * 255;
  });
}

let net: ConvNet;
let tf: TensorFlow;
let graph: Awaited<ReturnType<TensorFlow['loadGraphModel']>>;

async function start(threads: number, withPeer: boolean): Promise<void> {
  net = await createConvNet(await bytes('/model/centernet'), threads);
  if (net.threads !== threads) throw new Error(`${net.threads} threads instead of ${threads}`);
  if (!withPeer) return;
  tf = (await import(/* @vite-ignore */ BUILD)) as TensorFlow;
  tf.setWasmPaths('/node_modules/@tensorflow/tfjs-backend-wasm/dist/');
  tf.setThreadsCount(threads);
  await tf.setBackend('wasm');
  await tf.ready();
  if (tf.getBackend() !== 'wasm') throw new Error(`TensorFlow.js runs on ${tf.getBackend()}`);
  graph = await tf.loadGraphModel('/node_modules/@vladmandic/human/models/centernet.json');
}

/** Milliseconds from the pixels to both outputs as arrays. */
async function ours(width: number, height: number): Promise<number> {
  const data = noise(width, height);
  const started = performance.now();
  await net.run(data, { width, height });
  return performance.now() - started;
}

/** The same by TensorFlow.js; the size is the graph's own. */
async function peer(width: number, height: number): Promise<number> {
  const data = noise(width, height);
  const started = performance.now();
  const input = tf.tensor(data, [1, height, width, 3]);
  const outputs = graph.execute({ 'tower_0/images': input }, ['tower_0/keypoints', 'tower_0/wh']);
  await Promise.all(outputs.map((output) => output.data()));
  const taken = performance.now() - started;
  tf.dispose([input, ...outputs]);
  return taken;
}

export const bench = { start, ours, peer };
Object.assign(globalThis, { bench });
