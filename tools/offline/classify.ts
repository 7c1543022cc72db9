import type { FileGroup } from '../../src/platform/service-worker/kept-files.ts';

/** Samples up to this size, in bytes, are kept with the built-in pack, so that there is something to try without network. */
const SMALL_SAMPLE = 300_000;

/** Whether the name carries a hash of the content, as Vite gives it to what it bundles. */
export const isHashed = (path: string): boolean => path.startsWith('assets/');

/** The group of a file of the build; `null` for what the service worker has no business with. */
export function groupOf(path: string, bytes: number): FileGroup | null {
  if (/\.map$|^sw\.js$|^_headers$|\.txt$|^\.nojekyll$/.test(path)) return null;
  if (path.startsWith('packs/')) return 'pack';
  if (path.startsWith('samples/')) return bytes <= SMALL_SAMPLE ? 'pack' : 'other';
  if (/ort-.*asyncify.*\.wasm$/.test(path)) return 'gpu';
  if (/ort-.*\.wasm$/.test(path)) return 'cpu';
  if (/ffmpeg|\.wasm$/.test(path)) return 'other';
  return 'shell';
}
