import { existsSync } from 'node:fs';

/** Flags that keep headless Chromium quiet and able to run as root in a container. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
] as const;

/** Adds WebGPU through the software adapter (no `shader-f16`); without it `requestAdapter()` gives null. */
export const WEBGPU_ARGS = ['--enable-unsafe-webgpu'] as const;

/** Where the system's Chromium is; `CHROMIUM_PATH` overrides. */
export function chromiumPath(): string {
  const candidates = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return candidates.find((path) => path !== undefined && existsSync(path)) ?? '/usr/bin/chromium';
}
