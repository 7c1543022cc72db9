import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256OfBlob } from './sha256.ts';

it('hashes as others do, whatever the length', async () => {
  for (const length of [0, 1, 63, 64, 4 * 1024 * 1024, 9_000_001]) {
    const bytes = randomBytes(length);
    const shares: number[] = [];
    expect(await sha256OfBlob(new Blob([bytes]), { onProgress: (share) => shares.push(share) })).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
    expect(shares.at(-1) ?? 1).toBe(1);
  }
});

it('stops when it is told to', async () => {
  await expect(sha256OfBlob(new Blob(['x']), { signal: AbortSignal.abort() })).rejects.toThrow('abort');
});
