import { onLifeLockReleased } from '../platform/life-lock.ts';

/** How messages get to a worker and back; a worker in the app, a pair of ports or a fake in tests. */
export interface Transport<Out, In> {
  /** Whoever posts loses what is in `transfer`. */
  post(message: Out, transfer?: readonly Transferable[]): void;
  /** Set once, before anything is posted. `dead` is called with one line of English. */
  listen(handlers: { message(message: In): void; dead(detail: string): void }): void;
  /** Calls `dead` as soon as the holder of the named life lock is gone. */
  watchLock(name: string): void;
  terminate(): void;
}

/** A transport over a dedicated worker. */
export function workerTransport<Out, In>(worker: Worker): Transport<Out, In> {
  const ended = new AbortController();
  let dead: ((detail: string) => void) | undefined;
  return {
    post: (message, transfer = []) => worker.postMessage(message, [...transfer]),
    listen(handlers) {
      dead = (detail) => handlers.dead(detail);
      worker.addEventListener('message', (event: MessageEvent<In>) => handlers.message(event.data));
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        handlers.dead(event.message || 'the worker script did not load');
      });
      worker.addEventListener('messageerror', () => handlers.dead('a message from the worker could not be read'));
    },
    watchLock: (name) => onLifeLockReleased(name, () => dead?.('the worker is gone'), ended.signal),
    terminate() {
      ended.abort();
      worker.terminate();
    },
  };
}
