import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Bytes read and hashed at a time; the page breathes in between. */
const PIECE = 4 * 1024 * 1024;

export interface HashOptions {
  readonly signal?: AbortSignal;
  /** Called with the share that is done, 0..1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * The SHA-256 of a file of any size in lower-case hex, read piece by piece (the browser's own digest wants the whole file in memory).
 *
 * @throws what the signal was aborted with, or what reading the file throws.
 */
export async function sha256OfBlob(blob: Blob, { signal, onProgress }: HashOptions = {}): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < blob.size; at += PIECE) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await blob.slice(at, at + PIECE).arrayBuffer()));
    onProgress?.(Math.min(1, (at + PIECE) / blob.size));
  }
  return bytesToHex(hash.digest());
}
