import { expect, it } from 'vitest';
import { fingerprintOf } from './fingerprint.ts';

const never = new AbortController().signal;

it('is decided by the bytes alone, wherever they differ', async () => {
  const bytes = new Uint8Array(20 * 1024 * 1024).fill(7);
  const of = (data: Uint8Array<ArrayBuffer>): Promise<string | null> => fingerprintOf(new Blob([data]), never);
  const first = await of(bytes);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(await fingerprintOf(new File([bytes], 'b.mp4'), never)).toBe(first);
  expect(await of(bytes.subarray(1))).not.toBe(first);
  for (const at of [0, 8 * 1024 * 1024, bytes.length - 1]) {
    bytes[at]! ^= 1;
    expect(await of(bytes)).not.toBe(first);
    bytes[at]! ^= 1;
  }
});

it('stops when it is told to', async () => {
  await expect(fingerprintOf(new Blob(['a']), AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
});
