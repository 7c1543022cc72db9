import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createMediaEngine, type MediaEngineOptions } from './media.ts';
import { MEDIA_PROTOCOL, type FromMedia, type MediaTransport, type ToMedia } from './media-protocol.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

interface Fake {
  readonly posted: ToMedia[];
  terminated: boolean;
  say(message: FromMedia): void;
  die(): void;
}

const bitmap = (width = 4, height = 3, close = (): void => undefined) => ({ width, height, close }) as ImageBitmap;
const blob = new Blob(['x']);

const ok = (id: number): FromMedia => ({
  type: 'picture',
  id,
  bitmap: bitmap(),
  original: { width: 4, height: 3 },
  format: 'gif',
});

function fakes(onOpen: (id: number, fake: Fake, n: number) => void, options: Partial<MediaEngineOptions> = {}) {
  const workers: Fake[] = [];
  const spawn = (): MediaTransport => {
    let handlers: Parameters<MediaTransport['listen']>[0] | undefined;
    const n = workers.length;
    const fake: Fake = {
      posted: [],
      terminated: false,
      say: (message) => handlers?.message(message),
      die: () => handlers?.dead('boom'),
    };
    workers.push(fake);
    return {
      listen(h) {
        handlers = h;
        queueMicrotask(() => fake.say({ type: 'hello', protocol: MEDIA_PROTOCOL, lock: null }));
      },
      post(message) {
        fake.posted.push(message);
        if (message.type === 'open') queueMicrotask(() => onOpen(message.id, fake, n));
      },
      watchLock() {},
      terminate: () => void (fake.terminated = true),
    };
  };
  return { workers, media: createMediaEngine({ hangMs: 1000, spawn, ...options }) };
}

it('opens a picture and tells whether it was scaled', async () => {
  const picture = bitmap(4, 3);
  const { media } = fakes((id, fake) =>
    fake.say({ type: 'picture', id, bitmap: picture, original: { width: 8, height: 6 }, format: 'png' }),
  );
  expect(await media.open(blob)).toEqual({
    kind: 'picture',
    bitmap: picture,
    original: { width: 8, height: 6 },
    format: 'png',
    scaled: true,
  });
});

it('refuses an empty file without a worker, and passes failures on', async () => {
  const failure = { code: 'MEDIUM_UNSUPPORTED', detail: 'it looks like a PDF document', retryable: false } as const;
  const { media, workers } = fakes((id, fake) => fake.say({ type: 'failed', id, failure }));
  await expect(media.open(new Blob([]))).rejects.toMatchObject({ code: 'MEDIUM_EMPTY' });
  expect(workers).toHaveLength(0);
  await expect(media.open(blob)).rejects.toMatchObject({ name: 'GroundingError', code: 'MEDIUM_UNSUPPORTED' });
});

it('paints an SVG on the page', async () => {
  const { media } = fakes((id, fake) => fake.say({ type: 'svg', id }), { rasterize: () => Promise.resolve(bitmap(9, 9)) });
  expect(await media.open(blob)).toMatchObject({ format: 'svg', original: { width: 9, height: 9 }, scaled: false });
});

it('can be aborted; what comes too late is closed', async () => {
  const { media, workers } = fakes(() => undefined);
  const abort = new AbortController();
  const opening = media.open(blob, { signal: abort.signal });
  abort.abort();
  await expect(opening).rejects.toMatchObject({ code: 'ABORTED' });
  expect(workers[0]?.posted.map((message) => message.type)).toEqual(['open', 'cancel']);
  const close = vi.fn<() => void>();
  const late = bitmap(4, 3, close);
  workers[0]?.say({ type: 'picture', id: 1, bitmap: late, original: { width: 4, height: 3 }, format: 'png' });
  expect(close).toHaveBeenCalled();
  await expect(media.open(blob, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'ABORTED' });
});

it('replaces a worker that died and tries once more', async () => {
  const { media, workers } = fakes((id, fake, n) => (n === 0 ? fake.die() : fake.say(ok(id))));
  expect(await media.open(blob)).toMatchObject({ format: 'gif' });
  expect(workers.map((worker) => worker.terminated)).toEqual([true, false]);
});

it('gives up after the second death', async () => {
  const { media } = fakes((_, fake) => fake.die());
  await expect(media.open(blob)).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
});

it('notices a worker that hangs', async () => {
  const { media, workers } = fakes(() => undefined);
  const opening = media.open(blob).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(3000);
  expect(await opening).toMatchObject({ code: 'WORKER_HUNG' });
  expect(workers).toHaveLength(2);
});

it('ends what is under way when disposed', async () => {
  const { media } = fakes(() => undefined);
  const opening = media.open(blob);
  media.dispose();
  await expect(opening).rejects.toMatchObject({ code: 'ABORTED' });
  await expect(media.open(blob)).rejects.toMatchObject({ code: 'ABORTED' });
});
