import { GroundingError } from '../packs/failure.ts';
import type { PackFile } from '../packs/manifest.ts';

export interface FetchFileOptions {
  readonly signal?: AbortSignal;
  /** Called with bytes so far; goes back to 0 when a download starts over. */
  readonly onProgress?: (bytes: number) => void;
  /** How often a download that broke off or met a busy server is started again; 3 when left out. */
  readonly retries?: number;
  /** The wait before the first new start, in ms; doubles each time. */
  readonly backoffMs?: number;
  readonly fetch?: typeof globalThis.fetch;
}

type Checked = Pick<PackFile, 'bytes' | 'sha256'>;

/**
 * Downloads a file of known size and SHA-256, and checks both. A copy that is wrong is fetched once more past the HTTP cache,
 * for it may be an old file under the same name.
 *
 * @throws GroundingError `FETCH_OFFLINE`, `FETCH_STATUS`, `MODEL_MISSING` (404, or a web page where a file should be),
 * `MODEL_CORRUPT`, `ABORTED`.
 */
export async function fetchFile(url: string, file: Checked, options: FetchFileOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  let fault = '';
  for (const cache of ['default', 'reload'] as const) {
    const bytes = await download(url, file.bytes, cache, options);
    const wrong = await check(bytes, file);
    if (wrong === null && bytes) return bytes;
    fault = wrong ?? 'nothing came';
  }
  throw new GroundingError('MODEL_CORRUPT', `${url}: ${fault}`, { retryable: true });
}

/** @returns what is wrong with a download, or `null`. `null` bytes mean that more came than the manifest says. */
async function check(bytes: Uint8Array<ArrayBuffer> | null, file: Checked): Promise<string | null> {
  if (!bytes) return `more than ${file.bytes} bytes`;
  if (bytes.length !== file.bytes) return `${bytes.length} bytes instead of ${file.bytes}`;
  // On plain http (other than localhost) browsers have no crypto.subtle: there the size is all that can be checked.
  if (!globalThis.crypto?.subtle) return null;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (v) => v.toString(16).padStart(2, '0')).join('');
  return sha256 === file.sha256 ? null : `checksum ${sha256} instead of ${file.sha256}`;
}

/** One download with new starts; `null` when it is longer than `size` bytes. */
async function download(
  url: string,
  size: number,
  cache: RequestCache,
  { signal, onProgress, retries = 3, backoffMs = 400, fetch = globalThis.fetch }: FetchFileOptions,
): Promise<Uint8Array<ArrayBuffer> | null> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      const response = await fetch(url, { cache, ...(signal && { signal }) });
      checkResponse(url, response);
      return await readAll(response, size, onProgress ?? (() => undefined));
    } catch (error) {
      if (signal?.aborted) throw new GroundingError('ABORTED', `${url}: stopped`, { retryable: true });
      const failure =
        error instanceof GroundingError
          ? error
          : new GroundingError('FETCH_OFFLINE', `${url}: ${String(error)}`, { retryable: true, cause: error });
      if (!failure.retryable || attempt >= retries) throw failure;
      await pause(backoffMs * 2 ** attempt, signal);
    }
  }
}

/** Only faults that may pass (429, 5xx) are retryable. */
function checkResponse(url: string, response: Response): void {
  const { status } = response;
  if (status === 404 || status === 410) throw new GroundingError('MODEL_MISSING', `${url}: status ${status}`);
  if (!response.ok)
    throw new GroundingError('FETCH_STATUS', `${url}: status ${status}`, { retryable: status === 429 || status >= 500 });
  // Hosts of single-page apps answer every unknown address with the page itself and status 200.
  if (response.headers.get('content-type')?.startsWith('text/html'))
    throw new GroundingError('MODEL_MISSING', `${url}: a web page came instead of the file`);
}

async function readAll(
  response: Response,
  size: number,
  onProgress: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(size);
  let got = 0;
  onProgress(0);
  const chunks: AsyncIterable<Uint8Array> | [] = response.body ? read(response.body) : [];
  for await (const value of chunks) {
    // Leaving the loop cancels the download.
    if (got + value.length > size) return null;
    bytes.set(value, got);
    got += value.length;
    onProgress(got);
  }
  return bytes.subarray(0, got);
}

/** The stream's chunks; streams themselves are no async iterables yet in Safari. */
async function* read(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

/** Waits, but no longer than until the abort. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
