import { GroundingError } from '../../packs/index.ts';

/** Largest file that is fetched; a larger one is stopped while it streams in. */
export const MAX_FETCH_BYTES = 300 * 1024 * 1024;

/** What a fetched address gave. */
export interface FetchedMedium {
  readonly blob: Blob;
  readonly name: string;
}

/** Called with the bytes so far and the total where the server says it. */
export type FetchProgress = (done: number, total: number | null) => void;

const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The address of a picture that may be fetched, or `null`.
 *
 * Allowed: `https:`, `http:` on this machine or on the page's own origin, `blob:` of the page's own origin and `data:image/`.
 */
export function parseMediaUrl(text: string, origin: string = globalThis.location?.origin ?? 'null'): URL | null {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return null;
  }
  switch (url.protocol) {
    case 'https:':
      return url;
    case 'http:':
      return LOCAL_HOSTS.has(url.hostname) || url.hostname.endsWith('.localhost') || url.origin === origin ? url : null;
    case 'blob:':
      return url.origin !== 'null' && url.origin === origin ? url : null;
    case 'data:':
      return /^image\//i.test(url.pathname) ? url : null;
    default:
      return null;
  }
}

/** The name a picture from `url` is shown under: the last piece of its path, else the host. */
export function nameFromUrl(url: URL): string {
  if (url.protocol === 'data:' || url.protocol === 'blob:') return 'Picture';
  const piece = url.pathname.split('/').findLast((part) => part !== '');
  if (piece === undefined) return url.hostname;
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece;
  }
}

/**
 * Fetches `url` without cookies or referrer. Throws `GroundingError`: `FETCH_OFFLINE`, `FETCH_CORS`, `FETCH_STATUS`,
 * `MEDIUM_TOO_LARGE`, `MEDIUM_UNSUPPORTED` (the answer is a web page) or `ABORTED`.
 */
export async function fetchMedium(url: URL, signal: AbortSignal, onProgress?: FetchProgress): Promise<FetchedMedium> {
  const response = await request(url, signal);
  if (!response.ok) {
    await response.body?.cancel();
    const retryable = response.status >= 500 || response.status === 429;
    throw new GroundingError('FETCH_STATUS', `${response.status} ${response.statusText}`.trim(), { retryable });
  }
  const type = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || type === 'application/xhtml+xml') {
    await response.body?.cancel();
    throw new GroundingError('MEDIUM_UNSUPPORTED', 'The address leads to a web page, not to a picture.');
  }
  const announced = Number(response.headers.get('content-length') ?? '0');
  const blob = await readCapped(response, { type, total: announced > 0 ? announced : null, signal, onProgress });
  return { blob, name: nameFromUrl(url) };
}

async function request(url: URL, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  } catch (error) {
    throw networkFailure(error, signal);
  }
}

async function readCapped(
  response: Response,
  options: { type: string; total: number | null; signal: AbortSignal; onProgress: FetchProgress | undefined },
): Promise<Blob> {
  const { type, total, signal, onProgress } = options;
  if (total !== null && total > MAX_FETCH_BYTES) {
    await response.body?.cancel();
    throw new GroundingError('MEDIUM_TOO_LARGE', `${total} bytes; at most ${MAX_FETCH_BYTES} are fetched.`);
  }
  if (response.body === null) return new Blob([], { type });
  const reader = response.body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  try {
    for (;;) {
      const next = await reader.read();
      if (next.done) break;
      done += next.value.byteLength;
      if (done > MAX_FETCH_BYTES) break;
      chunks.push(next.value);
      onProgress?.(done, total);
    }
  } catch (error) {
    throw networkFailure(error, signal);
  }
  if (done > MAX_FETCH_BYTES) {
    await reader.cancel();
    throw new GroundingError('MEDIUM_TOO_LARGE', `More than ${MAX_FETCH_BYTES} bytes.`);
  }
  return new Blob(chunks, { type });
}

/** A browser says only `TypeError` for a refused address and for a lost connection alike; `navigator.onLine` tells them apart. */
function networkFailure(error: unknown, signal: AbortSignal): GroundingError {
  if (signal.aborted) return new GroundingError('ABORTED', 'Stopped by the user.', { retryable: true, cause: error });
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (!navigator.onLine) return new GroundingError('FETCH_OFFLINE', detail, { retryable: true, cause: error });
  return new GroundingError('FETCH_CORS', detail, { cause: error });
}
