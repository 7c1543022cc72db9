import { expect, it } from 'vitest';
import { hubPack, withCheckpoint, type HubManifest } from './manifest.ts';
import { chooseRun, chooseVariant } from './variants.ts';

const file = (path: string) => ({ path, bytes: 100e6, sha256: 'ab' });
const PACK: HubManifest = hubPack({
  id: 'x',
  family: 'x',
  title: 'X',
  summary: '',
  tasks: ['detect'],
  licence: 'MIT',
  media: ['picture'],
  hub: {
    repo: 'a/x',
    revision: 'main',
    common: [{ path: 'config.json', bytes: 10 }],
    variants: [
      { id: 'f16', title: 'half', devices: ['webgpu'], needs: { f16: true, buffer: 1e9 }, dtype: 'fp16', files: [file('h')] },
      { id: 'f32', title: 'full precision', devices: ['webgpu'], needs: { buffer: 5e8 }, dtype: 'fp32', files: [file('f')] },
      { id: 'q8', title: '8 bits', devices: ['wasm-threads', 'wasm'], dtype: 'q8', files: [file('q')] },
    ],
  },
});

it('takes the best variant that fits and says why it is not the first', () => {
  expect(chooseVariant(PACK, 'webgpu', { f16: true, buffer: 2e9 })).toMatchObject({ variant: { id: 'f16' }, note: null });
  const fallback = chooseVariant(PACK, 'webgpu', { f16: false, buffer: 2e9 });
  expect(fallback?.variant.id).toBe('f32');
  expect(fallback?.note).toContain('no half-precision');
  expect(chooseVariant(PACK, 'webgpu', { f16: true, buffer: 6e8 })?.note).toContain('600 MB');
  expect(chooseVariant(PACK, 'webgpu', { f16: true, buffer: 1e8 })).toBeNull();
  expect(chooseVariant(PACK, 'webgpu', { f16: true, buffer: 2e9 }, ({ id }) => id === 'f32')?.variant.id).toBe('f32');
});

it('goes to the processor where the graphics card is too small', () => {
  const run = chooseRun(PACK, PACK.devices, { f16: true, buffer: 1e8 });
  expect(run).toMatchObject({ device: 'wasm-threads', variant: { id: 'q8' } });
  expect(run?.note).toContain('too large');
  expect(chooseRun(PACK, ['webgpu'], { f16: true, buffer: 1e8 })).toBeNull();
});

it('takes another checkpoint with nothing known of its files', () => {
  const other = withCheckpoint(PACK, 'b/y', 'v2');
  expect(other).toMatchObject({ id: 'x', revision: 'v2', hub: { repo: 'b/y' } });
  expect(other.hub.variants[0]!.files).toEqual([{ path: 'h', bytes: 0 }]);
  expect(withCheckpoint(PACK, 'a/x', 'main')).toBe(PACK);
});
