import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchFile, type FetchFileOptions } from './fetch-file.ts';

const BODY = new TextEncoder().encode('the weights of a model');
const FILE = { bytes: BODY.length, sha256: createHash('sha256').update(BODY).digest('hex') };
const URL_ = 'https://example.test/packs/x.onnx';

type Reply = Response | Error;

/** Answers the n-th call with the n-th reply, later ones with the last. */
function server(...replies: (() => Reply)[]) {
  const calls: RequestInit[] = [];
  const fetch = (async (_: unknown, init: RequestInit = {}) => {
    const reply = replies[Math.min(calls.length, replies.length - 1)]!();
    calls.push(init);
    init.signal?.throwIfAborted();
    if (reply instanceof Error) throw reply;
    return reply;
  }) as typeof globalThis.fetch;
  const get = (options: FetchFileOptions = {}, file = FILE) => fetchFile(URL_, file, { backoffMs: 1, ...options, fetch });
  return { calls, get };
}

const ok =
  (body: BodyInit = BODY) =>
  () =>
    new Response(body, { headers: { 'content-type': 'application/octet-stream' } });
const status = (code: number) => () => new Response('no', { status: code });
const offline = () => new TypeError('Failed to fetch');

afterEach(() => vi.unstubAllGlobals());

describe('fetchFile', () => {
  it('gives the bytes and tells how far it is', async () => {
    const progress: number[] = [];
    const parts = new ReadableStream({
      start(controller) {
        controller.enqueue(BODY.subarray(0, 5));
        controller.enqueue(BODY.subarray(5));
        controller.close();
      },
    });
    const { get } = server(ok(parts));
    expect(await get({ onProgress: (bytes) => progress.push(bytes) })).toEqual(BODY);
    expect(progress).toEqual([0, 5, BODY.length]);
  });

  it('tries again after broken connections and busy servers', async () => {
    const { get, calls } = server(offline, status(503), status(429), ok());
    expect(await get()).toEqual(BODY);
    expect(calls).toHaveLength(4);
  });

  it('tries again when the connection breaks in the middle', async () => {
    const broken = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(BODY.subarray(0, 5));
            controller.error(new TypeError('network error'));
          },
        }),
      );
    expect(await server(broken, ok()).get()).toEqual(BODY);
  });

  it.each([
    ['offline', [offline], 'FETCH_OFFLINE', true, 4],
    ['a missing file', [status(404)], 'MODEL_MISSING', false, 1],
    ['a forbidden file', [status(403)], 'FETCH_STATUS', false, 1],
    ['a server that stays busy', [status(500)], 'FETCH_STATUS', true, 4],
    [
      'a web page',
      [() => new Response('<html>', { headers: { 'content-type': 'text/html; charset=utf-8' } })],
      'MODEL_MISSING',
      false,
      1,
    ],
    ['other bytes of the same length', [ok(BODY.map((v) => v ^ 1))], 'MODEL_CORRUPT', true, 2],
    ['too few bytes', [ok(BODY.subarray(1))], 'MODEL_CORRUPT', true, 2],
    ['too many bytes', [ok('x'.repeat(999))], 'MODEL_CORRUPT', true, 2],
    ['no bytes', [() => new Response(null)], 'MODEL_CORRUPT', true, 2],
  ] as const)('%s', async (_, replies, code, retryable, calls) => {
    const s = server(...(replies as readonly (() => Reply)[]));
    await expect(s.get()).rejects.toMatchObject({ name: 'GroundingError', code, retryable });
    expect(s.calls).toHaveLength(calls);
  });

  it('passes the cache by when the cached copy is wrong', async () => {
    const { get, calls } = server(ok('an old file of this name'), ok());
    expect(await get()).toEqual(BODY);
    expect(calls.map((call) => call.cache)).toEqual(['default', 'reload']);
  });

  it('stops at once, also while it waits', async () => {
    const abort = new AbortController();
    const { get, calls } = server(offline);
    const getting = get({ signal: abort.signal, backoffMs: 60_000 });
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    abort.abort();
    await expect(getting).rejects.toMatchObject({ code: 'ABORTED' });
    await expect(server(ok()).get({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
  });

  it('checks the size where the browser cannot hash', async () => {
    vi.stubGlobal('crypto', {});
    const file = { bytes: BODY.length, sha256: 'not looked at' };
    expect(await server(ok()).get({}, file)).toEqual(BODY);
    await expect(server(ok('short')).get({}, file)).rejects.toMatchObject({ code: 'MODEL_CORRUPT' });
  });
});
