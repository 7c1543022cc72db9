import { expect, it, vi } from 'vitest';
import { startImageEncoder } from './on-cpu.ts';

// The kernel is compiled when it is first imported.
vi.setConfig({ testTimeout: 60_000 });

const detector = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await fetch('/packs/nano/detector.onnx')).arrayBuffer());
const photo = async (): Promise<ImageBitmap> => createImageBitmap(await (await fetch('/samples/jockey.jpg')).blob());

it('finds things in its worker; who stops waiting is told at once, and the next picture is looked at', async () => {
  const encoder = await startImageEncoder(detector(), 1);
  const stopped = new AbortController();
  const given = encoder.encode(await photo(), { signal: stopped.signal });
  stopped.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  const found = await encoder.encode(await photo());
  expect(found.map(({ classes }) => classes[0]?.name)).toContain('horse');
  await encoder.dispose();
});

it('says why a network cannot be made, and does not wait for what was not fetched', async () => {
  await expect(startImageEncoder(Promise.resolve(new Uint8Array()), 1)).rejects.toThrow('no ONNX graph');
  await expect(startImageEncoder(Promise.reject(new Error('offline')), 1)).rejects.toThrow('offline');
});
