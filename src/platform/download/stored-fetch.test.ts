import { beforeAll, expect, it, vi } from 'vitest';
import { storedFetch } from './stored-fetch.ts';

beforeAll(() => {
  vi.stubGlobal('self', globalThis);
});

const files = { open: (path: string) => Promise.resolve(path === 'onnx/model.onnx' ? new Blob(['0123456789']) : null) };
const at = (path: string): string => `https://hub.test/a/b.c/resolve/main/${path}`;

it('answers from storage, whole or in part', async () => {
  const fetch = storedFetch('a/b.c', files);
  const whole = await fetch(at('onnx/model.onnx'));
  expect(whole.headers.get('content-length')).toBe('10');
  expect(await whole.text()).toBe('0123456789');
  const part = await fetch(at('onnx/model.onnx'), { headers: { Range: 'bytes=2-4' } });
  expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
  expect((await fetch(at('onnx/model.onnx'), { headers: { Range: 'bytes=10-' } })).status).toBe(416);
});

it('says 404 to what is not there, tells of a lost model file, and never asks the network', async () => {
  const lost = vi.fn<(error: Error) => void>();
  const fetch = storedFetch('a/b.c', files, lost);
  expect((await fetch(at('generation_config.json'))).status).toBe(404);
  expect(lost).not.toHaveBeenCalled();
  expect((await fetch(at('onnx/model.onnx_data'))).status).toBe(404);
  expect(lost).toHaveBeenCalledOnce();
  expect((await fetch('https://hub.test/other/repo/resolve/main/config.json')).status).toBe(404);
  await expect(fetch(at('onnx/model.onnx'), { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
});
