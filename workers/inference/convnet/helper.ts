import type { Kernel } from './builds.ts';

/** A helping thread of a network: given the module and its memory, it says that it is there and then serves until it is ended. */
export interface HelperTask {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** From 1. */
  readonly thread: number;
}

self.addEventListener('message', ({ data }: MessageEvent<HelperTask>) => {
  const { exports } = new WebAssembly.Instance(data.module, { env: { memory: data.memory } });
  self.postMessage('ready');
  (exports as unknown as Kernel).serve(data.thread);
});
