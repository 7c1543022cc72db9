import { describe, expect, it } from 'vitest';
import { chooseDevice, deviceOptions, isSoftware, probeCapabilities, threadCount, type Capabilities } from './capabilities.ts';

const gpu = (software = false): Capabilities['gpu'] => ({
  state: 'present',
  name: 'Test GPU',
  software,
  f16: true,
  buffer: 2 ** 31,
});
const none: Capabilities['gpu'] = { state: 'missing', why: 'No GPU.' };
const at = (change: Partial<Capabilities> = {}): Capabilities => ({
  gpu: gpu(),
  isolated: true,
  cores: 8,
  memoryGiB: null,
  ...change,
});

describe('chooseDevice, auto', () => {
  it.each([
    [at(), 'webgpu', 'Test GPU', 1],
    [at({ gpu: none }), 'wasm-threads', '4 threads', 4],
    [at({ gpu: none, cores: 2 }), 'wasm-threads', '2 threads', 2],
    [at({ gpu: none, cores: 1 }), 'wasm', '1 thread', 1],
    [at({ gpu: none, isolated: false }), 'wasm', '1 thread', 1],
    [at({ gpu: gpu(true) }), 'wasm-threads', '4 threads', 4],
    [at({ gpu: gpu(true), isolated: false }), 'wasm', '1 thread', 1],
  ])('%j: %s', (capabilities, kind, name, threads) => {
    expect(chooseDevice(capabilities, 'auto')).toMatchObject({ ok: true, threads, facts: { kind, name } });
  });

  it('says why nothing better was taken', () => {
    const choice = chooseDevice(at({ gpu: gpu(true), isolated: false }), 'auto');
    expect(choice.ok && choice.facts.reason).toBe(
      'Test GPU is emulated in software: slower than the processor. ' +
        'This address does not let pages use several threads. Runs on one thread of the processor, in every browser.',
    );
  });

  it('passes by what failed, and what the pack does not run on', () => {
    const failed = new Map([['webgpu', 'WebGPU failed here (x).']] as const);
    expect(chooseDevice(at(), 'auto', ['webgpu', 'wasm'], failed)).toMatchObject({ ok: true, facts: { kind: 'wasm' } });
    expect(chooseDevice(at({ gpu: none }), 'auto', ['webgpu'])).toMatchObject({ ok: false });
  });
});

describe('chooseDevice, chosen', () => {
  it('takes a software GPU when a person wants it', () => {
    expect(chooseDevice(at({ gpu: gpu(true) }), 'webgpu')).toMatchObject({
      ok: true,
      facts: { kind: 'webgpu', reason: 'You chose it.' },
    });
  });

  it('takes what failed before when a person wants it', () => {
    expect(chooseDevice(at(), 'webgpu', undefined, new Map([['webgpu', 'failed']] as const))).toMatchObject({ ok: true });
  });

  it('says why it cannot be', () => {
    expect(chooseDevice(at({ gpu: none }), 'webgpu')).toMatchObject({ ok: false, detail: 'No GPU.' });
    expect(chooseDevice(at({ isolated: false }), 'wasm-threads')).toMatchObject({ ok: false });
  });
});

it('lists every kind, with one sentence each', () => {
  for (const capabilities of [at(), at({ gpu: none, isolated: false }), at({ cores: 1 })]) {
    const options = deviceOptions(capabilities);
    expect(options.map((option) => option.kind)).toEqual(['webgpu', 'wasm-threads', 'wasm']);
    for (const option of options) expect(option.why).toMatch(/^[A-Z].*\.$/);
    expect(options[2]?.available).toBe(true);
  }
});

it('knows software adapters by flag and by name', () => {
  const info = { vendor: 'nvidia', architecture: 'ampere', description: '' };
  expect(isSoftware(info)).toBe(false);
  expect(isSoftware({ ...info, isFallbackAdapter: true })).toBe(true);
  expect(isSoftware({ ...info, vendor: 'google', architecture: 'swiftshader' })).toBe(true);
  expect(isSoftware({ ...info, description: 'llvmpipe (LLVM 19)' })).toBe(true);
});

it('counts threads', () => {
  expect([
    threadCount('wasm', 8),
    threadCount('webgpu', 8),
    threadCount('wasm-threads', 3),
    threadCount('wasm-threads', 16),
  ]).toEqual([1, 1, 3, 4]);
});

it('probes without throwing where there is no browser', async () => {
  expect(await probeCapabilities()).toMatchObject({ gpu: { state: 'missing' }, isolated: false });
});
