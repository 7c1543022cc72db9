/**
 * Completes package-lock.json: `npx tsx tools/lock/complete.ts`, after `npm install` changed it.
 *
 * npm leaves an optional package out of the lock file when the registry at hand does not carry it (a mirror with the packages of
 * some platforms only), and then refuses its own lock file in `npm ci`. What is left out here are native bindings for other
 * platforms: their names say which, so the entry can be written without looking them up. No address and no checksum is needed for
 * a package that is not installed; on its own platform npm takes it from the registry by name and version.
 */
import { readFileSync, writeFileSync } from 'node:fs';

interface LockEntry {
  version?: string;
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const FILE = 'package-lock.json';
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'win32', 'aix', 'sunos'];
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];

const lock = JSON.parse(readFileSync(FILE, 'utf8')) as { packages: Record<string, LockEntry> };
const added: string[] = [];
for (const [place, entry] of Object.entries(lock.packages)) {
  if (place === '') continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${place}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (nested in lock.packages || top in lock.packages) continue;
    const words = name.split(/[/-]/);
    const os = SYSTEMS.find((s) => words.includes(s));
    const cpu = PROCESSORS.find((p) => words.includes(p));
    if (!os || !cpu || !/^\d/.test(version)) {
      console.warn(`left alone: ${name}@${version} (${place})`);
      continue;
    }
    lock.packages[top] = { version, ...(entry.dev ? { dev: true } : {}), optional: true, os: [os], cpu: [cpu] };
    added.push(name);
  }
}
const [root, ...others] = Object.entries(lock.packages);
others.sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries([root!, ...others]);
writeFileSync(FILE, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added.length} entries added`);
