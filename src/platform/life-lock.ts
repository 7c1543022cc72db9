/**
 * Telling at once that a worker is gone. A worker that closes itself, or that the browser kills for memory, fires no event on
 * the page. It does lose its Web Locks: so a worker holds a lock for as long as it lives, and whoever is granted the same lock
 * knows that it lives no more. Web Locks need a secure context; without them the page's watchdog notices later.
 */
const manager = (): LockManager | undefined => globalThis.navigator?.locks;

/** Takes a fresh lock for the life of this worker. @returns its name, or `null` where there are no Web Locks. */
export async function holdLifeLock(): Promise<string | null> {
  const locks = manager();
  if (!locks) return null;
  const name = `whereabouts-life-${Math.random().toString(36).slice(2)}`;
  return new Promise((resolve) => {
    locks
      .request(name, () => {
        resolve(name);
        return new Promise<never>(() => undefined);
      })
      .catch(() => resolve(null));
  });
}

/** Calls `gone` once when the holder of the lock `name` is gone; never after `signal` is aborted. */
export function onLifeLockReleased(name: string, gone: () => void, signal: AbortSignal): void {
  manager()
    ?.request(name, { signal }, () => {
      if (!signal.aborted) gone();
    })
    // The only way to fail is the abort.
    .catch(() => undefined);
}
