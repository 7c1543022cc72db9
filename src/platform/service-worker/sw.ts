/**
 * The one service worker. It keeps the app for use without network, gives hosts that cannot send headers cross-origin isolation, and
 * takes what other apps share. Files of other origins (media, model hubs) pass untouched; hub packs have their own storage.
 */
import { PrecacheController } from 'workbox-precaching';
import { CacheFirst } from 'workbox-strategies';
import { isolated, wantsIsolation } from './headers.ts';
import type { FileGroup, FromServiceWorker, KeptFile, ToServiceWorker } from './kept-files.ts';
import { takeShared } from './shared.ts';

// The build writes the list of its files in place of this name (tools/offline).
const scope = self as unknown as ServiceWorkerGlobalScope & { readonly __KEPT_FILES__: readonly KeptFile[] };
const FILES: readonly KeptFile[] = scope.__KEPT_FILES__;
const LATER = 'whereabouts-later';
const INDEX = 'index.html';

const absolute = (url: string): string => new URL(url, scope.location.href).href;

const shell = new PrecacheController({ cacheName: 'whereabouts-shell' });
shell.addToCacheList(FILES.filter(({ group }) => group === 'shell').map(({ url, revision }) => ({ url, revision })));

/** What is kept once it was used or asked for, with the key under which its present version lies. */
const later = new Map(
  FILES.filter(({ group }) => group !== 'shell').map(({ url, revision, group }) => {
    const address = absolute(url);
    return [address, { key: revision === null ? address : `${address}?revision=${revision}`, group }] as const;
  }),
);
const firstFromCache = new CacheFirst({
  cacheName: LATER,
  plugins: [{ cacheKeyWillBeUsed: ({ request }) => Promise.resolve(later.get(request.url)?.key ?? request) }],
});

scope.addEventListener('install', (event) => {
  void shell.install(event);
  // The first one takes over at once. A later one waits until the person says so: pages of the old version still need its files.
  if (!scope.registration.active) void scope.skipWaiting();
});

scope.addEventListener('activate', (event) => {
  void shell.activate(event);
  event.waitUntil(Promise.all([dropOld(), scope.clients.claim()]));
});

/** Deletes what an older version kept. */
async function dropOld(): Promise<void> {
  const cache = await caches.open(LATER);
  const keys = new Set([...later.values()].map(({ key }) => key));
  await Promise.all((await cache.keys()).filter(({ url }) => !keys.has(url)).map((request) => cache.delete(request)));
}

scope.addEventListener('message', (event) => {
  const message = event.data as ToServiceWorker;
  if (message.type === 'activate') void scope.skipWaiting();
  else event.waitUntil(keep(event, new Set(message.groups), event.ports[0]));
});

async function keep(event: ExtendableMessageEvent, groups: ReadonlySet<FileGroup>, port?: MessagePort): Promise<void> {
  const say = (message: FromServiceWorker): void => port?.postMessage(message);
  const wanted = [...later].filter(([, { group }]) => groups.has(group)).map(([url]) => url);
  try {
    for (const [done, url] of wanted.entries()) {
      say({ type: 'progress', done, total: wanted.length });
      const [answer, kept] = firstFromCache.handleAll({ event, request: new Request(url) });
      const response = await answer;
      if (!response.ok) throw new TypeError(`${url}: ${response.status}`);
      void response.body?.cancel();
      await kept;
    }
    say({ type: 'kept' });
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    say({ type: 'failed', why: full ? 'full' : 'network' });
  }
}

scope.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!url.href.startsWith(scope.registration.scope)) return;
  if (request.method === 'POST' && request.mode === 'navigate' && url.searchParams.has('share')) {
    event.respondWith(takeShared(request, scope.registration.scope));
    return;
  }
  if (request.method !== 'GET') return;
  const answer = answerTo(event, url);
  if (wantsIsolation(request, scope.location.origin)) event.respondWith((answer ?? fetch(request)).then(isolated));
  else if (answer) event.respondWith(answer);
});

/** The answer from what is kept, else from the network; `null` for what is no file of the build. */
function answerTo(event: FetchEvent, url: URL): Promise<Response> | null {
  const { request } = event;
  const here = `${url.origin}${url.pathname}`;
  const page = request.mode === 'navigate' && (here === scope.registration.scope || here === absolute(INDEX));
  const address = page ? absolute(INDEX) : here;
  if (shell.getCacheKeyForURL(address) !== undefined)
    return shell.matchPrecache(address).then((kept) => kept ?? fetch(request));
  // A part of a file (media elements ask for ranges) is not the file.
  if (!later.has(address) || request.headers.has('range')) return null;
  return firstFromCache.handle({ event, request: new Request(address) });
}
