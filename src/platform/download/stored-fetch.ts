import { GroundingError } from '../../packs/failure.ts';

/** Where a stored file is read from. */
export interface StoredFiles {
  /** The file of the repository, or `null` where the checkpoint has none of that name in storage. */
  open(path: string): Promise<Blob | null>;
}

const missing = (): Response => new Response(null, { status: 404, statusText: 'not in storage' });

/**
 * A `fetch` that answers addresses of one checkpoint (`.../REPO/resolve/REVISION/PATH`) from storage, as streams, and never asks a hub:
 * what is ready offline is ready offline. Knows `Range`, with which transformers.js asks for sizes. Addresses of the page's own origin go
 * through (the runtime's wasm), other ones are answered with 404.
 *
 * @param lost hears of a model file (`.onnx` and its data) that was asked for and is not there: the runtime itself would wait for ever
 */
export function storedFetch(
  repo: string,
  files: StoredFiles,
  lost: (error: GroundingError) => void = () => undefined,
): typeof globalThis.fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : null;
    const url = new URL(input instanceof Request ? input.url : input, self.location?.href);
    const [, path] = new RegExp(`/${escape(repo)}/resolve/[^/]+/(.+)$`).exec(decodeURIComponent(url.pathname)) ?? [];
    if (path === undefined) {
      const own = url.origin === self.location?.origin || url.protocol === 'blob:' || url.protocol === 'data:';
      return own ? globalThis.fetch(input, init) : missing();
    }
    (init?.signal ?? request?.signal)?.throwIfAborted();
    const file = await files.open(path);
    if (!file) {
      if (/\.onnx(_data.*)?$/.test(path)) lost(new GroundingError('MODEL_NOT_READY', `${repo}: ${path} is not in storage`));
      return missing();
    }
    return answer(file, path, new Headers(init?.headers ?? request?.headers).get('range'));
  };
}

const escape = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function answer(file: Blob, path: string, range: string | null): Response {
  const headers = { 'content-type': path.endsWith('.json') ? 'application/json' : 'application/octet-stream' };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (from === undefined) return new Response(file.stream(), { headers: { ...headers, 'content-length': String(file.size) } });
  const start = Number(from);
  const end = Math.min(file.size, to ? Number(to) + 1 : file.size);
  if (start >= file.size) return new Response(null, { status: 416, headers: { 'content-range': `bytes */${file.size}` } });
  return new Response(file.slice(start, end).stream(), {
    status: 206,
    headers: { ...headers, 'content-length': String(end - start), 'content-range': `bytes ${start}-${end - 1}/${file.size}` },
  });
}
