/**
 * Takes newly trained parts into the built-in pack: copies them to `public/packs/nano/` and writes their sizes and checksums to
 * `src/packs/nano-trained.ts`.
 *
 *     npx tsx tools/models/adopt.ts training/runs/export training/sound-runs/export
 *
 * A part that is in none of the folders stays as it is.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const FILES = {
  adapter: 'adapter.onnx',
  decoder: 'decoder.onnx',
  embeddings: 'embeddings.bin',
  tokenizer: 'tokenizer.json',
  config: 'config.json',
  /** Only of a decoder that knows video. */
  tracks: 'tracks.onnx',
  /** Only of one that knows sound. */
  sounds: 'sounds.onnx',
  sound: 'sound.onnx',
  soundClasses: 'sound.json',
};
const target = fileURLToPath(new URL('../../public/packs/nano/', import.meta.url));
const manifest = fileURLToPath(new URL('../../src/packs/nano-trained.ts', import.meta.url));

const folders = process.argv.slice(2);
if (folders.length === 0) throw new Error('npx tsx tools/models/adopt.ts FOLDER...');
for (const file of Object.values(FILES)) {
  const folder = folders.find((candidate) => existsSync(path.join(candidate, file)));
  if (folder !== undefined) copyFileSync(path.join(folder, file), path.join(target, file));
}
const there = Object.entries(FILES).filter(([, file]) => existsSync(path.join(target, file)));
const entries = there.map(([name, file]) => {
  const content = readFileSync(path.join(target, file));
  const bytes = String(content.length).replaceAll(/\B(?=(\d{3})+$)/g, '_');
  const sha256 = createHash('sha256').update(content).digest('hex');
  return `  ${name}: {\n    path: '${file}',\n    bytes: ${bytes},\n    sha256: '${sha256}',\n  },\n`;
});
writeFileSync(
  manifest,
  `import type { PackFile } from './manifest.ts';\n\n/** The trained files of the built-in pack, written by \`tools/models/adopt.ts\`. */\nexport const TRAINED: Readonly<Record<string, PackFile>> = {\n${entries.join('')}};\n`,
);
console.log(entries.join(''));
