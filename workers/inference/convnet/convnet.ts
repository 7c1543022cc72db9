import type { Size } from '../../../src/core/index.ts';
import type { ConvolutionalNetwork } from '../../../src/packs/index.ts';
import { compileKernel, type Kernel } from './builds.ts';
import { fuse } from './fuse.ts';
import type { HelperTask } from './helper.ts';
import { convolutionsOf, type Layer, type Network } from './layers.ts';
import { readOnnx } from './onnx.ts';
import { STEP_WORDS, writeProgram, type Constants, type Program } from './program.ts';

/**
 * A convolutional network on the processor. While it runs, its thread does nothing else. It throws a RangeError when there is no memory for a picture
 * of this size.
 */
export interface ConvNet extends ConvolutionalNetwork {
  /** Threads that work, this one among them. */
  readonly threads: number;
}

const PAGE = 65_536;
/** The most that shared memory may grow to: addresses only, until it is used. 512 MiB; also in `tools/kernel`. */
const MOST_PAGES = 8192;

/** Control words of the kernel, in bytes: see `kernel/network.ts`. */
const TASK = 192;
const STEPS_AT = 512;

/** How long a helping thread may take to come up, ms; without it the others go on. */
const PATIENCE = 5000;

/**
 * Makes a network of an ONNX file's bytes.
 *
 * Why not onnxruntime-web: on the processor its build on npm has no fused multiply-add and writes every activation to memory, and the detector on
 * it was slower than TensorFlow.js on one thread; `npm run bench -- --only detector` has what this is.
 *
 * @param threads more than one only where memory can be shared (`crossOriginIsolated`)
 * @throws Error for a graph with operators that are not known (`fuse`)
 */
export async function createConvNet(model: Uint8Array, threads: number): Promise<ConvNet> {
  const shared = threads > 1 && globalThis.crossOriginIsolated;
  const module = await compileKernel(shared);
  const network = fuse(readOnnx(model));
  const memory = new WebAssembly.Memory({ initial: 1, maximum: MOST_PAGES, shared });
  const helping = shared ? startHelpers(module, memory, threads - 1) : Promise.resolve([]);
  const { constants, end } = storeConstants(network, memory);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const helpers = await helping;
  return new WasmConvNet(network, constants, end, memory, instance.exports as unknown as Kernel, helpers);
}

class WasmConvNet implements ConvNet {
  readonly threads: number;
  readonly #network: Network;
  readonly #constants: ReadonlyMap<Layer, Constants>;
  /** The first byte after the constants. */
  readonly #free: number;
  readonly #memory: WebAssembly.Memory;
  readonly #kernel: Kernel;
  readonly #helpers: readonly Worker[];
  #program: (Program & Size) | null = null;

  constructor(
    network: Network,
    constants: ReadonlyMap<Layer, Constants>,
    free: number,
    memory: WebAssembly.Memory,
    kernel: Kernel,
    helpers: readonly Worker[],
  ) {
    this.threads = helpers.length + 1;
    this.#network = network;
    this.#constants = constants;
    this.#free = free;
    this.#memory = memory;
    this.#kernel = kernel;
    this.#helpers = helpers;
  }

  run(planes: Float32Array, size: Size): Promise<Map<string, Float32Array>> {
    const program = this.#programFor(size);
    new Float32Array(this.#memory.buffer, program.input, planes.length).set(planes);
    this.#kernel.run();
    const { buffer } = this.#memory;
    const outputs = [...program.outputs].map(([name, { at, length }]) => [name, new Float32Array(buffer, at, length)] as const);
    return Promise.resolve(new Map(outputs));
  }

  dispose(): Promise<void> {
    for (const helper of this.#helpers) helper.terminate();
    return Promise.resolve();
  }

  #programFor({ width, height }: Size): Program {
    const last = this.#program;
    if (last?.width === width && last.height === height) return last;
    const program = writeProgram(this.#network, this.#constants, { width, height }, this.threads, this.#free);
    reserve(this.#memory, program.end);
    const { buffer } = this.#memory;
    new Int32Array(buffer, STEPS_AT).set(program.steps);
    const { at, bytes } = program.scratch;
    // A page may not sleep: it looks for the other threads all the time.
    const maySleep = 'WorkerGlobalScope' in globalThis ? 1 : 0;
    new Int32Array(buffer, TASK).set([this.threads, STEPS_AT, program.steps.length / STEP_WORDS, at, bytes, maySleep]);
    this.#program = { ...program, width, height };
    return program;
  }
}

/** Copies the layers' weights into memory, after room for the steps. */
function storeConstants(network: Network, memory: WebAssembly.Memory): { constants: Map<Layer, Constants>; end: number } {
  const constants = new Map<Layer, Constants>();
  // A step a layer, one for the input and one an output.
  const steps = network.layers.length + 1 + network.outputs.size;
  let end = align(STEPS_AT + 4 * STEP_WORDS * steps);
  const weighted = network.layers.flatMap((layer) => convolutionsOf(layer));
  const bytes = weighted.reduce((sum, { weights, bias }) => sum + align(weights.byteLength) + align(bias.byteLength), 0);
  reserve(memory, end + bytes);
  const store = (values: Float32Array): number => {
    const at = end;
    new Float32Array(memory.buffer, at, values.length).set(values);
    end = align(at + values.byteLength);
    return at;
  };
  for (const layer of weighted) constants.set(layer, { weights: store(layer.weights), bias: store(layer.bias) });
  return { constants, end };
}

const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

function reserve(memory: WebAssembly.Memory, bytes: number): void {
  const pages = Math.ceil(bytes / PAGE) - memory.buffer.byteLength / PAGE;
  if (pages > 0) memory.grow(pages);
}

/** Threads that came up in time. */
async function startHelpers(module: WebAssembly.Module, memory: WebAssembly.Memory, count: number): Promise<Worker[]> {
  const started = Array.from({ length: count }, (_, i) => {
    const worker = new Worker(new URL('./helper.ts', import.meta.url), { type: 'module' });
    const up = new Promise<boolean>((resolve) => {
      worker.addEventListener('message', () => resolve(true), { once: true });
      worker.addEventListener('error', () => resolve(false), { once: true });
      setTimeout(() => resolve(false), PATIENCE);
    });
    worker.postMessage({ module, memory, thread: i + 1 } satisfies HelperTask);
    return { worker, up };
  });
  const helpers: Worker[] = [];
  for (const { worker, up } of started) {
    if (await up) helpers.push(worker);
    else worker.terminate();
  }
  return helpers;
}
