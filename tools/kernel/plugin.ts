import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

/** What may follow the file's name, and what the compiler is told for it. */
const QUERY = /^(.+)\?kernel(?:-(imported|shared))?(-fused)?$/u;
/** Run as a program: the types that the package has for itself make globals of AssemblyScript's for every file here. */
const COMPILER = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));
const FLAGS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert'];
/** Atomic operations are allowed on memory of one thread too. Shared memory has a largest size: 512 MiB, as in `convnet.ts`. */
const IMPORTED = ['--importMemory', '--noExportMemory', '--enable', 'threads', '--maximumMemory', '8192'];

/**
 * `import bytes from './name.ts?kernel'`: the AssemblyScript file compiled to wasm with SIMD, as bytes within the script. `?kernel-imported` takes
 * its memory from outside (`env.memory`), `?kernel-shared` one that threads share; `-fused` after either multiplies and adds in one instruction.
 */
export function kernels(): Plugin {
  return {
    name: 'kernels',
    enforce: 'pre',
    async load(id) {
      const [, file, memory, fused] = QUERY.exec(id) ?? [];
      if (!file) return null;
      this.addWatchFile(file);
      const flags = [
        ...FLAGS,
        ...(memory ? IMPORTED : []),
        ...(memory === 'shared' ? ['--sharedMemory'] : []),
        ...(fused ? ['--enable', 'relaxed-simd'] : []),
      ];
      const bytes = await compile(file, flags);
      return `export default Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));`;
    },
  };
}

/** @throws Error with the compiler's messages. */
async function compile(file: string, flags: readonly string[]): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kernel-'));
  try {
    const output = join(folder, 'kernel.wasm');
    await promisify(execFile)(process.execPath, [COMPILER, file, ...flags, '--outFile', output]);
    return await readFile(output);
  } finally {
    await rm(folder, { recursive: true });
  }
}
