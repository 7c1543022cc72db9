import type { DeviceFacts, DeviceOption, DevicePreference } from '../engine/types.ts';
import type { DeviceKind } from '../packs/index.ts';

/** What the WebGPU probe found. */
export type GpuFacts =
  | { readonly state: 'missing'; readonly why: string }
  | {
      readonly state: 'present';
      readonly name: string;
      /** True for an adapter that is emulated on the processor (SwiftShader, llvmpipe, WARP). */
      readonly software: boolean;
      /** Half-precision shaders. */
      readonly f16: boolean;
      /** The largest single buffer that a shader can read, in bytes. */
      readonly buffer: number;
    };

/** What this browser on this machine offers. */
export interface Capabilities {
  readonly gpu: GpuFacts;
  /** Whether the page is cross-origin isolated: wasm may use threads. */
  readonly isolated: boolean;
  /** Logical cores, at least 1. */
  readonly cores: number;
  /** `navigator.deviceMemory` in GiB where the browser tells (a rounded figure, at most 8 in most), else `null`. */
  readonly memoryGiB: number | null;
}

/** The kinds in the order in which `auto` would like them. */
const LADDER: readonly DeviceKind[] = ['webgpu', 'wasm-threads', 'wasm'];

const MAX_THREADS = 4;

let asked: Promise<Capabilities> | null = null;

/** What `probeCapabilities` finds, asked once a page. */
export const capabilities = (): Promise<Capabilities> => (asked ??= probeCapabilities());

/** Asks the browser. Never throws, never takes a GPU device. */
export async function probeCapabilities(): Promise<Capabilities> {
  const navigator: Partial<Navigator> & { readonly deviceMemory?: number } = globalThis.navigator ?? {};
  return {
    gpu: await probeGpu(navigator.gpu),
    isolated: globalThis.crossOriginIsolated ?? false,
    cores: Math.max(1, navigator.hardwareConcurrency ?? 1),
    memoryGiB: navigator.deviceMemory ?? null,
  };
}

async function probeGpu(gpu: GPU | undefined): Promise<GpuFacts> {
  if (!gpu) {
    const why = globalThis.isSecureContext ? 'This browser has no WebGPU.' : 'WebGPU needs an https address.';
    return { state: 'missing', why };
  }
  try {
    const adapter = await gpu.requestAdapter();
    if (!adapter) return { state: 'missing', why: 'The browser offers no GPU on this machine.' };
    const { info } = adapter;
    const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
    const buffer = Math.min(maxBufferSize, maxStorageBufferBindingSize);
    const f16 = adapter.features.has('shader-f16');
    return { state: 'present', name: gpuName(info), software: isSoftware(info), f16, buffer };
  } catch (error) {
    return { state: 'missing', why: `The GPU could not be asked (${error instanceof Error ? error.message : String(error)}).` };
  }
}

type AdapterInfo = Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description'> & { readonly isFallbackAdapter?: boolean };

/** True for adapters that run on the processor; not every browser sets `isFallbackAdapter`, so the names are looked at too. */
export function isSoftware(info: AdapterInfo): boolean {
  if (info.isFallbackAdapter === true) return true;
  return /swiftshader|llvmpipe|lavapipe|\bwarp\b|basic render/i.test(`${info.vendor} ${info.architecture} ${info.description}`);
}

function gpuName(info: AdapterInfo): string {
  return info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'GPU';
}

/** Threads that the wasm runtime gets, 1..4: more than four make these small models no faster. */
export function threadCount(kind: DeviceKind, cores: number): number {
  return kind === 'wasm-threads' ? Math.min(MAX_THREADS, Math.max(1, cores)) : 1;
}

/** Kinds that were tried here and failed, with the reason in words. */
export type Condemned = ReadonlyMap<DeviceKind, string>;

const NONE: Condemned = new Map();

/** Every kind with whether it can be chosen here, and why (not). `supported`: what the pack runs on. */
export function deviceOptions(
  capabilities: Capabilities,
  supported: readonly DeviceKind[] = LADDER,
  condemned: Condemned = NONE,
): DeviceOption[] {
  return LADDER.map((kind) => {
    const option = offered(kind, capabilities);
    if (!option.available) return option;
    if (!supported.includes(kind)) return { kind, available: false, why: 'This model does not run on it.' };
    const failed = condemned.get(kind);
    // It stays choosable: what failed once may work when a person asks for it.
    return failed === undefined ? option : { kind, available: true, why: failed };
  });
}

function offered(kind: DeviceKind, { gpu, isolated, cores }: Capabilities): DeviceOption {
  const option = (available: boolean, why: string): DeviceOption => ({ kind, available, why });
  if (kind === 'webgpu') {
    if (gpu.state === 'missing') return option(false, gpu.why);
    if (gpu.software) return option(true, `${gpu.name} is emulated in software: slower than the processor.`);
    return option(true, `Runs on ${gpu.name}.`);
  }
  if (kind === 'wasm') return option(true, 'Runs on one thread of the processor, in every browser.');
  if (!isolated) return option(false, 'This address does not let pages use several threads.');
  if (cores < 2) return option(false, 'This machine has one core.');
  return option(true, `Runs on ${threadCount(kind, cores)} threads of the processor.`);
}

/** A decision: the device to use, or why the one asked for cannot be. */
export type DeviceChoice =
  | { readonly ok: true; readonly facts: DeviceFacts; readonly threads: number }
  | { readonly ok: false; readonly detail: string; readonly options: readonly DeviceOption[] };

/**
 * Decides where a pack runs. `auto` takes the first of WebGPU, threaded wasm, wasm that is there, that has not failed, and that
 * is worth it: a GPU emulated in software is slower than wasm, so only an explicit choice takes it.
 */
export function chooseDevice(
  capabilities: Capabilities,
  preference: DevicePreference,
  supported: readonly DeviceKind[] = LADDER,
  condemned: Condemned = NONE,
): DeviceChoice {
  const options = deviceOptions(capabilities, supported, condemned);
  const made = (option: DeviceOption, reason: string): DeviceChoice => ({
    ok: true,
    threads: threadCount(option.kind, capabilities.cores),
    facts: { kind: option.kind, reason, name: deviceName(option.kind, capabilities), options },
  });
  if (preference !== 'auto') {
    const option = options.find((o) => o.kind === preference);
    if (option?.available) return made(option, 'You chose it.');
    return { ok: false, detail: option?.why ?? `There is no device called ${preference}.`, options };
  }
  const software = capabilities.gpu.state === 'present' && capabilities.gpu.software;
  const passed: string[] = [];
  for (const option of options) {
    const skip = !option.available || condemned.has(option.kind) || (option.kind === 'webgpu' && software);
    if (!skip) return made(option, [...passed, option.why].join(' '));
    passed.push(option.why);
  }
  return { ok: false, detail: passed.join(' '), options };
}

function deviceName(kind: DeviceKind, { gpu, cores }: Capabilities): string {
  if (kind === 'webgpu') return gpu.state === 'present' ? gpu.name : 'GPU';
  const threads = threadCount(kind, cores);
  return threads === 1 ? '1 thread' : `${threads} threads`;
}
