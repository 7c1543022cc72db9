/** The service worker: gives hosts that cannot send headers cross-origin isolation. It caches nothing. */
import { isolated, wantsIsolation } from './headers.ts';

const scope = self as unknown as ServiceWorkerGlobalScope;

scope.addEventListener('install', () => void scope.skipWaiting());

scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener('fetch', (event) => {
  if (!wantsIsolation(event.request, scope.location.origin)) return;
  event.respondWith(fetch(event.request).then(isolated));
});
