/** What `ensureIsolation` needs of the page; made by hand in tests. */
export interface IsolationPage {
  readonly production: boolean;
  readonly isolated: boolean;
  readonly framed: boolean;
  /** `undefined` where there are none: plain http, private windows of some browsers. */
  readonly serviceWorkers: Pick<ServiceWorkerContainer, 'register' | 'ready'> | undefined;
  readonly memory: Pick<Storage, 'getItem' | 'setItem'>;
  readonly script: string;
  reload(): void;
}

/** Whether the page may still be reloaded without taking anything away. */
type Untouched = () => boolean;

/** How long, in ms, the page stays empty for the service worker's sake. */
const PATIENCE = 3000;

const TRIED = 'whereabouts-isolation-tried';

export type IsolationOutcome = 'isolated' | 'reloading' | 'refused' | 'not-tried';

/**
 * Makes the page cross-origin isolated on hosts that cannot send the headers: registers the service worker and reloads the page
 * once. Refused or not possible, the page works on with one wasm thread. Never throws. To be called at boot, before the user
 * has opened anything that a reload would lose.
 *
 * @param untouched asked when the service worker comes late and the page is in use already
 *
 * A frame is isolated only when its parent is, so there it is not tried.
 */
export async function ensureIsolation(untouched: Untouched, page: IsolationPage = thisPage()): Promise<IsolationOutcome> {
  if (page.isolated) return 'isolated';
  if (!page.production || page.framed || !page.serviceWorkers) return 'not-tried';
  try {
    // One try per tab: a browser that is not isolated after the reload never will be.
    if (page.memory.getItem(TRIED) !== null) return 'refused';
    page.memory.setItem(TRIED, '1');
    const registered = page.serviceWorkers.register(page.script).then(() => page.serviceWorkers?.ready);
    const late = new Promise<'late'>((resolve) => setTimeout(() => resolve('late'), PATIENCE));
    // A browser told to block service workers may never answer; the page must not wait for it.
    if ((await Promise.race([registered, late])) === 'late') {
      // On a slow line it comes later: then the page reloads if nothing was begun, else the next visit is isolated.
      void registered.then(() => untouched() && page.reload()).catch(() => undefined);
      return 'refused';
    }
    page.reload();
    return 'reloading';
  } catch {
    return 'refused';
  }
}

function thisPage(): IsolationPage {
  return {
    production: import.meta.env.PROD,
    isolated: globalThis.crossOriginIsolated,
    framed: window.top !== window,
    serviceWorkers: (navigator as { readonly serviceWorker?: ServiceWorkerContainer }).serviceWorker,
    // A getter: where storage is forbidden, touching it throws, and that has to happen inside the try.
    get memory() {
      return sessionStorage;
    },
    script: new URL('sw.js', document.baseURI).href,
    reload: () => location.reload(),
  };
}
