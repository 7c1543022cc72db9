import { describe, expect, it, vi } from 'vitest';
import { ensureIsolation, type IsolationPage } from './isolation.ts';
import { isolated, wantsIsolation } from './service-worker/headers.ts';

function page(change: Partial<IsolationPage> = {}) {
  const kept = new Map<string, string>();
  const register = vi
    .fn<(script: string | URL) => Promise<ServiceWorkerRegistration>>()
    .mockResolvedValue({} as ServiceWorkerRegistration);
  const reload = vi.fn<() => void>();
  const made: IsolationPage = {
    production: true,
    isolated: false,
    framed: false,
    serviceWorkers: { register, ready: Promise.resolve({} as ServiceWorkerRegistration) },
    memory: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    script: 'https://example.test/app/sw.js',
    reload,
    ...change,
  };
  return { page: made, register, reload };
}

describe('ensureIsolation', () => {
  it('registers and reloads once, never in a loop', async () => {
    const { page: p, register, reload } = page();
    expect(await ensureIsolation(() => true, p)).toBe('reloading');
    expect(register).toHaveBeenCalledWith('https://example.test/app/sw.js');
    expect(await ensureIsolation(() => true, p)).toBe('refused');
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['isolated', { isolated: true }],
    ['not-tried', { production: false }],
    ['not-tried', { framed: true }],
    ['not-tried', { serviceWorkers: undefined }],
  ] as const)('is %s with %j', async (outcome, change) => {
    const { page: p, register, reload } = page(change);
    expect(await ensureIsolation(() => true, p)).toBe(outcome);
    expect(register).not.toHaveBeenCalled();
    expect(reload).not.toHaveBeenCalled();
  });

  it.each([
    ['reloads', true, 1],
    ['leaves the page alone', false, 0],
  ] as const)('%s when the service worker comes late', async (_, untouched, reloads) => {
    vi.useFakeTimers();
    let come = (): void => undefined;
    const ready = new Promise<ServiceWorkerRegistration>((resolve) => {
      come = () => resolve({} as ServiceWorkerRegistration);
    });
    const workers = { register: () => Promise.resolve({} as ServiceWorkerRegistration), ready };
    const { page: p, reload } = page({ serviceWorkers: workers });
    const outcome = ensureIsolation(() => untouched, p);
    await vi.advanceTimersByTimeAsync(4000);
    expect(await outcome).toBe('refused');
    come();
    await vi.advanceTimersByTimeAsync(1);
    expect(reload).toHaveBeenCalledTimes(reloads);
    vi.useRealTimers();
  });

  it('works on where service workers or storage are refused', async () => {
    const refused = { register: () => Promise.reject(new Error('no')), ready: new Promise<never>(() => undefined) };
    expect(await ensureIsolation(() => true, page({ serviceWorkers: refused }).page)).toBe('refused');
    const memory = {
      getItem() {
        throw new Error('forbidden');
      },
      setItem() {},
    };
    const { page: p, reload } = page({ memory });
    expect(await ensureIsolation(() => true, p)).toBe('refused');
    expect(reload).not.toHaveBeenCalled();
  });
});

const request = (change: Partial<Request>) =>
  ({ mode: 'cors', destination: '', url: 'https://a.test/x', ...change }) as Request;

describe('the service worker', () => {
  it('touches pages and workers of its origin only', () => {
    expect(wantsIsolation(request({ mode: 'navigate' }), 'https://a.test')).toBe(true);
    expect(wantsIsolation(request({ destination: 'worker' }), 'https://a.test')).toBe(true);
    expect(wantsIsolation(request({ destination: 'sharedworker' }), 'https://a.test')).toBe(true);
    expect(wantsIsolation(request({ destination: 'image' }), 'https://a.test')).toBe(false);
    expect(wantsIsolation(request({}), 'https://a.test')).toBe(false);
    expect(wantsIsolation(request({ destination: 'worker', url: 'https://b.test/x' }), 'https://a.test')).toBe(false);
  });

  it('adds the headers and keeps the rest', async () => {
    const made = isolated(new Response('hi', { status: 404, headers: { 'content-type': 'text/html' } }));
    expect([...made.headers]).toEqual([
      ['content-type', 'text/html'],
      ['cross-origin-embedder-policy', 'require-corp'],
      ['cross-origin-opener-policy', 'same-origin'],
      ['cross-origin-resource-policy', 'cross-origin'],
    ]);
    expect([made.status, await made.text()]).toEqual([404, 'hi']);
  });

  it('leaves errors and bodiless answers in one piece', () => {
    const error = Response.error();
    expect(isolated(error)).toBe(error);
    expect(isolated(new Response(null, { status: 304 })).status).toBe(304);
  });
});
