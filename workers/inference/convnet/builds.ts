/** What the kernel's module exports; see `kernel/network.ts`. */
export interface Kernel {
  run(): void;
  serve(thread: number): void;
}

/** A module of one function, three times its argument to `f32x4.relaxed_madd`: browsers that cannot multiply and add in one instruction refuse it. */
const FUSED = Uint8Array.from([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 6, 1, 96, 1, 123, 1, 123, 3, 2, 1, 0, 10, 13, 1, 11, 0, 32, 0, 32, 0, 32, 0, 253, 133, 2, 11,
]);

/** Compiles the kernel's build for memory of one thread or of several, and for this browser. */
export async function compileKernel(shared: boolean): Promise<WebAssembly.Module> {
  const fused = WebAssembly.validate(FUSED);
  return WebAssembly.compile((await load(shared, fused)).default);
}

function load(shared: boolean, fused: boolean): Promise<{ readonly default: Uint8Array<ArrayBuffer> }> {
  if (shared) return fused ? import('./kernel/network.ts?kernel-shared-fused') : import('./kernel/network.ts?kernel-shared');
  return fused ? import('./kernel/network.ts?kernel-imported-fused') : import('./kernel/network.ts?kernel-imported');
}
