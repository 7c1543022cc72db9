import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

const QUERY = '?kernel';
/** Run as a program: the types that the package has for itself make globals of AssemblyScript's for every file here. */
const COMPILER = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));
const FLAGS = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--noAssert'];

/** `import bytes from './name.ts?kernel'`: the AssemblyScript file compiled to wasm with SIMD, as bytes within the script. */
export function kernels(): Plugin {
  return {
    name: 'kernels',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith(QUERY)) return null;
      const file = id.slice(0, -QUERY.length);
      this.addWatchFile(file);
      const bytes = await compile(file);
      return `export default Uint8Array.from(atob('${bytes.toString('base64')}'), (c) => c.charCodeAt(0));`;
    },
  };
}

/** @throws Error with the compiler's messages. */
async function compile(file: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'kernel-'));
  try {
    const output = join(folder, 'kernel.wasm');
    await promisify(execFile)(process.execPath, [COMPILER, file, ...FLAGS, '--outFile', output]);
    return await readFile(output);
  } finally {
    await rm(folder, { recursive: true });
  }
}
