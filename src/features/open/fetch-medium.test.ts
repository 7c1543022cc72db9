import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fetchMedium, MAX_FETCH_BYTES } from './fetch-url.ts';

const ADDRESS = new URL('https://a.example/photos/my%20dog.jpg?size=2');

function answer(response: Response | Error): ReturnType<typeof vi.fn> {
  const fake = vi.fn(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)));
  vi.stubGlobal('fetch', fake);
  return fake;
}

const get = (signal = new AbortController().signal) => fetchMedium(ADDRESS, signal);

beforeEach(() => vi.stubGlobal('navigator', { onLine: true }));
afterEach(() => vi.unstubAllGlobals());

it('gives the bytes, their type and a name, and sends neither cookies nor referrer', async () => {
  const fake = answer(new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-type': 'image/jpeg' } }));
  const { blob, name } = await get();
  expect([blob.size, blob.type, name]).toEqual([3, 'image/jpeg', 'my dog.jpg']);
  expect(fake).toHaveBeenCalledWith(
    ADDRESS,
    expect.objectContaining({ mode: 'cors', credentials: 'omit', referrerPolicy: 'no-referrer' }),
  );
});

it.each([
  ['FETCH_STATUS', new Response('gone', { status: 404 })],
  ['MEDIUM_UNSUPPORTED', new Response('<p>', { headers: { 'content-type': 'text/html; charset=utf-8' } })],
  ['MEDIUM_TOO_LARGE', new Response('x', { headers: { 'content-length': String(MAX_FETCH_BYTES + 1) } })],
  ['FETCH_CORS', new TypeError('Failed to fetch')],
])('fails with %s', async (code, response) => {
  answer(response);
  await expect(get()).rejects.toMatchObject({ code });
});

it('stops a file that is larger than it said', async () => {
  const piece = new Uint8Array(64 * 1024 * 1024);
  const cancel = vi.fn();
  answer(new Response(new ReadableStream({ pull: (controller) => controller.enqueue(piece), cancel })));
  await expect(get()).rejects.toMatchObject({ code: 'MEDIUM_TOO_LARGE' });
  expect(cancel).toHaveBeenCalled();
});

it('tells a lost connection and a stop from a refusal', async () => {
  answer(new TypeError('Failed to fetch'));
  await expect(get(AbortSignal.abort())).rejects.toMatchObject({ code: 'ABORTED' });
  vi.stubGlobal('navigator', { onLine: false });
  await expect(get()).rejects.toMatchObject({ code: 'FETCH_OFFLINE', retryable: true });
});
