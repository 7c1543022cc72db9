import type * as ort from 'onnxruntime-common';
import gpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import cpuWasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { GroundingError, type DeviceKind } from '../../src/packs/index.ts';

/** The longest wait, in ms, for the wasm threads to come up. */
const INIT_TIMEOUT = 60_000;

/** The wasm of the build without WebGPU, once it was asked for ahead. */
let binary: Promise<ArrayBuffer | null> | null = null;

/** Begins to fetch the runtime for the processor. A failure is left to `loadRuntime`, which fetches again. */
export function prefetchRuntime(device: DeviceKind): void {
  if (device === 'webgpu') return;
  void import('onnxruntime-web/wasm');
  binary ??= fetch(cpuWasm)
    .then((response) => (response.ok ? response.arrayBuffer() : null))
    .catch(() => null);
}

/**
 * Loads the build of onnxruntime-web that fits the device: with WebGPU 27 MB, without 14 MB. Its wasm file is ours: by default it
 * would come from wherever the script lies, or from a CDN.
 *
 * @throws GroundingError `DEVICE_UNAVAILABLE` when there is no GPU adapter.
 */
export async function loadRuntime(device: DeviceKind, threads: number): Promise<typeof ort> {
  if (device === 'webgpu') await checkAdapter();
  const runtime: typeof ort = await (device === 'webgpu' ? import('onnxruntime-web/webgpu') : import('onnxruntime-web/wasm'));
  const { wasm } = runtime.env;
  wasm.wasmPaths = { wasm: new URL(device === 'webgpu' ? gpuWasm : cpuWasm, self.location.href).href };
  wasm.numThreads = device === 'wasm-threads' && self.crossOriginIsolated ? Math.max(1, Math.min(4, threads)) : 1;
  wasm.initTimeout = INIT_TIMEOUT;
  // This is a worker already.
  wasm.proxy = false;
  runtime.env.logLevel = 'error';
  if (device !== 'webgpu') {
    const ahead = await binary;
    if (ahead) wasm.wasmBinary = ahead;
    await start(runtime);
    // 14 MB that nobody needs any more.
    binary = null;
    delete wasm.wasmBinary;
  }
  return runtime;
}

/** An ONNX graph of one Identity, in bytes. */
const IDENTITY = Uint8Array.from(
  atob('CAgSADo2ChAKAXgSAXkiCElkZW50aXR5EgBaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggBQgQKABAN'),
  (letter) => letter.codePointAt(0)!,
);

/** The runtime fetches and compiles its wasm when its first session is made. With one of next to nothing that goes on while the models are fetched. */
async function start(runtime: typeof ort): Promise<void> {
  const session = await runtime.InferenceSession.create(IDENTITY, { executionProviders: ['wasm'] });
  await session.release();
}

async function checkAdapter(): Promise<void> {
  const gpu = (navigator as { readonly gpu?: GPU }).gpu;
  if (!gpu) throw new GroundingError('DEVICE_UNAVAILABLE', 'no WebGPU in workers of this browser');
  if (!(await gpu.requestAdapter())) throw new GroundingError('DEVICE_UNAVAILABLE', 'the browser offers no GPU adapter');
}

/** Calls `lost` when the runtime's GPU device is lost. To be called once a session on WebGPU exists. */
export async function watchGpuDevice(runtime: typeof ort, lost: (error: GroundingError) => void): Promise<void> {
  const device = (await runtime.env.webgpu.device) as GPUDevice | undefined;
  const info = await device?.lost;
  if (info) lost(new GroundingError('DEVICE_LOST', `${info.reason}: ${info.message}`, { retryable: true }));
}
