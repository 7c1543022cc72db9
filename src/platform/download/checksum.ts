import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Checksum } from './record.ts';

/** A checksum that grows with the bytes: the browser's own can only take all of a file at once, and these files are large. */
export interface RunningChecksum {
  readonly update: (bytes: Uint8Array) => void;
  /** May be called once. */
  readonly result: () => Checksum;
}

/** @param bytes length of the whole file: git hashes that first */
export function startChecksum(kind: Checksum['kind'], bytes: number): RunningChecksum {
  const hash = kind === 'git' ? sha1.create().update(new TextEncoder().encode(`blob ${bytes}\0`)) : sha256.create();
  return {
    update: (part) => void hash.update(part),
    result: () => ({ kind, hex: bytesToHex(hash.digest()) }),
  };
}
