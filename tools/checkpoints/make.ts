/** Writes the tiny checkpoints into a folder each: `npx tsx tools/checkpoints/make.ts FOLDER`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CHECKPOINTS } from './index.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('usage: npx tsx tools/checkpoints/make.ts FOLDER');
  process.exitCode = 2;
} else {
  for (const [id, make] of Object.entries(CHECKPOINTS)) {
    let total = 0;
    for (const [path, bytes] of make()) {
      const file = join(folder, id, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
      total += bytes.length;
    }
    console.log(`${join(folder, id)}: ${(total / 1000).toFixed(0)} kB`);
  }
}
