import * as v from 'valibot';
import { GroundingError } from '../../packs/failure.ts';
import type { Checksum } from './record.ts';

/** What a hub says of one file. */
export interface HubEntry {
  /** 0 where it is not told. */
  readonly bytes: number;
  readonly checksum: Checksum | null;
}

/** What a hub says of a checkpoint before anything is downloaded. A wanted file that is not in `files` does not exist. */
export interface HubIndex {
  readonly commit: string | null;
  readonly files: ReadonlyMap<string, HubEntry>;
}

export interface HubAddress {
  /** Ends with a slash. */
  readonly host: string;
  readonly repo: string;
  readonly revision: string;
}

type Fetch = typeof globalThis.fetch;

const ANSWER = v.object({
  sha: v.optional(v.string()),
  siblings: v.array(
    v.object({
      rfilename: v.string(),
      size: v.optional(v.number()),
      blobId: v.optional(v.string()),
      lfs: v.optional(v.object({ sha256: v.string(), size: v.number() })),
    }),
  ),
});

/** The address of one file. */
export const fileUrl = ({ host, repo, revision }: HubAddress, path: string): string =>
  `${host}${repo}/resolve/${encodeURIComponent(revision)}/${path.split('/').map(encodeURIComponent).join('/')}`;

/**
 * Asks a hub for commit, sizes and checksums: its API in one request, or, of a plain mirror without one, the headers of each file.
 *
 * @throws GroundingError `FETCH_OFFLINE`, `FETCH_STATUS`, `MODEL_MISSING` (no such repository or revision).
 */
export async function readIndex(
  address: HubAddress,
  paths: readonly string[],
  { fetch = globalThis.fetch, signal }: { readonly fetch?: Fetch; readonly signal?: AbortSignal } = {},
): Promise<HubIndex> {
  const { host, repo, revision } = address;
  const url = `${host}api/models/${repo}/revision/${encodeURIComponent(revision)}?blobs=true`;
  const response = await ask(url, { cache: 'no-store', ...(signal && { signal }) }, fetch);
  // Gated or private: the files would say the same, one by one.
  if (response.status === 401 || response.status === 403)
    throw new GroundingError('FETCH_STATUS', `${repo}: status ${response.status}; it is private, gated or does not exist`);
  if (response.ok) {
    const index = parseIndex(await response.json().catch(() => null));
    if (index) return index;
  }
  return readHeaders(address, paths, fetch, signal);
}

/** The API's answer; `null` for what is none. Exported for its test. */
export function parseIndex(answer: unknown): HubIndex | null {
  const parsed = v.safeParse(ANSWER, answer);
  if (!parsed.success) return null;
  const files = parsed.output.siblings.map(({ rfilename, size, blobId, lfs }): [string, HubEntry] => {
    if (lfs) return [rfilename, { bytes: lfs.size, checksum: { kind: 'sha256', hex: lfs.sha256 } }];
    return [rfilename, { bytes: size ?? 0, checksum: blobId ? { kind: 'git', hex: blobId } : null }];
  });
  return { commit: parsed.output.sha ?? null, files: new Map(files) };
}

async function readHeaders(
  address: HubAddress,
  paths: readonly string[],
  fetch: Fetch,
  signal?: AbortSignal,
): Promise<HubIndex> {
  const files = new Map<string, HubEntry>();
  let commit: string | null = null;
  for (const path of paths) {
    const url = fileUrl(address, path);
    const { ok, status, headers } = await ask(url, { method: 'HEAD', cache: 'no-store', ...(signal && { signal }) }, fetch);
    if (status === 404 || status === 410) continue;
    if (!ok) throw new GroundingError('FETCH_STATUS', `${url}: status ${status}`, { retryable: true });
    commit ??= headers.get('x-repo-commit');
    const bytes = Number(headers.get('x-linked-size') ?? headers.get('content-length') ?? 0);
    files.set(path, { bytes, checksum: checksumOf(headers.get('x-linked-etag') ?? headers.get('etag')) });
  }
  if (files.size === 0) throw new GroundingError('MODEL_MISSING', `${address.host} has no ${address.repo}@${address.revision}`);
  return { commit, files };
}

/** A hub's `ETag` is the file's checksum: 64 hex digits of SHA-256, or 40 of git. Anything else says nothing about the bytes. */
export function checksumOf(etag: string | null): Checksum | null {
  const hex = /^(?:W\/)?"?([0-9a-f]{40}|[0-9a-f]{64})"?$/i.exec(etag ?? '')?.[1]?.toLowerCase();
  if (!hex) return null;
  return { kind: hex.length === 64 ? 'sha256' : 'git', hex };
}

async function ask(url: string, init: RequestInit, fetch: Fetch): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
    throw new GroundingError('FETCH_OFFLINE', `${url}: ${String(error)}`, { retryable: true, cause: error });
  }
}
