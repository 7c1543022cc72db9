import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromiumPath } from './chromium.ts';

/**
 * Installs Debian's Chromium when there is none (root or sudo needed). Throws with what to do when that fails: the browser
 * tests cannot run without it. `CHROMIUM_PATH` points at another Chromium or Chrome.
 */
export function ensureChromium(): void {
  if (existsSync(chromiumPath())) return;
  console.log('Chromium is missing: installing it from Debian packages.');
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']]) {
    const [command, ...rest] = [...sudo, 'apt-get', ...args];
    spawnSync(command!, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  }
  if (!existsSync(chromiumPath())) {
    throw new Error(
      'Chromium could not be installed. Install it by hand, or set CHROMIUM_PATH to a Chromium or Chrome binary.',
    );
  }
}
