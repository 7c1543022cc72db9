import type { FileGroup, FromServiceWorker, SharedCache, SharedQuery, ToServiceWorker } from './service-worker/kept-files.ts';

const CACHE: SharedCache = 'whereabouts-shared';
const QUERY: SharedQuery = 'shared';

/** How often, in ms, a page that stays open asks for a new version. */
const LOOK_AGAIN = 60 * 60 * 1000;

/**
 * Registers the service worker where there can be one: a production build, a secure context, no frame.
 *
 * @param onUpdate called when a new version waits; what it is given switches to it and reloads the page
 * @returns `null` where there is none
 */
export async function registerServiceWorker(onUpdate: (apply: () => void) => void): Promise<ServiceWorkerRegistration | null> {
  const workers = (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker;
  if (!import.meta.env.PROD || !workers || window.top !== window) return null;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await workers.register(new URL('sw.js', document.baseURI), { updateViaCache: 'none' });
  } catch {
    return null; // forbidden here: the app works on without
  }
  const reload = (): void => location.reload();
  const offer = (worker: ServiceWorker): void =>
    onUpdate(() => {
      workers.addEventListener('controllerchange', reload, { once: true });
      worker.postMessage({ type: 'activate' } satisfies ToServiceWorker);
    });
  // Another tab switched to the new version: the code that this one has not loaded yet is gone.
  if (workers.controller) workers.addEventListener('controllerchange', () => onUpdate(reload));
  const watch = (worker: ServiceWorker | null): void =>
    worker?.addEventListener('statechange', () => {
      // Without a controller it is the first one, which takes over by itself.
      if (worker.state === 'installed' && workers.controller) offer(worker);
    });
  if (registration.waiting && workers.controller) offer(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN);
  return registration;
}

/** Asks the service worker to keep groups of files; ends when all are there, or with why they are not. Never rejects. */
export async function keepFiles(
  registration: ServiceWorkerRegistration,
  groups: readonly FileGroup[],
): Promise<'kept' | 'full' | 'network'> {
  const { active } = await navigator.serviceWorker.ready;
  const worker = active ?? registration.active;
  if (!worker) return 'network';
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', ({ data }: MessageEvent<FromServiceWorker>) => {
      if (data.type === 'progress') return;
      port1.close();
      resolve(data.type === 'kept' ? 'kept' : data.why);
    });
    port1.start();
    worker.postMessage({ type: 'keep', groups } satisfies ToServiceWorker, [port2]);
  });
}

/**
 * Takes what another app shared with this one and the service worker put aside: a file, or a web address. `null` when the page was
 * not opened for that. Whoever shares again shares anew: it is taken out, and the query leaves the address.
 */
export async function takeShared(): Promise<File | string | null> {
  const address = new URL(location.href);
  const kind = address.searchParams.get(QUERY);
  if (kind === null) return null;
  address.searchParams.delete(QUERY);
  history.replaceState(history.state, '', address);
  const cache = await caches.open(CACHE);
  const key = new URL('shared', document.baseURI).href;
  const kept = await cache.match(key);
  await cache.delete(key);
  if (!kept) return null;
  if (kind === 'address') return kept.text();
  const name = decodeURIComponent(kept.headers.get('x-name') ?? 'shared');
  return new File([await kept.blob()], name, { type: kept.headers.get('content-type') ?? '' });
}
