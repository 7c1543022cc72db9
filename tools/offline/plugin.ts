import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import type { KeptFile } from '../../src/platform/service-worker/kept-files.ts';
import { groupOf, isHashed } from './classify.ts';

/** Writes the list of the build's files into the service worker, once all of them lie on the disk. */
export function offline(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'whereabouts-offline',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const root = join(config.root, config.build.outDir);
      const worker = join(root, 'sw.js');
      const code = readFileSync(worker, 'utf8');
      const written = code.replace(/[\w$]+\.__KEPT_FILES__/, () => JSON.stringify(listFiles(root)));
      if (written === code) this.error('the service worker has no place for the list of files');
      writeFileSync(worker, written);
    },
  };
}

function listFiles(root: string): KeptFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file): KeptFile[] => {
      const url = relative(root, file).split(sep).join('/');
      const bytes = readFileSync(file);
      const group = groupOf(url, bytes.length);
      if (!group) return [];
      const revision = isHashed(url) ? null : createHash('sha256').update(bytes).digest('hex').slice(0, 16);
      return [{ url, revision, group }];
    });
}
