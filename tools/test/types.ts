/**
 * Type-checks each room by its own rules: the core without DOM, the page with DOM, the workers with the worker's globals, tools and
 * tests with Node's. One compiler run each, not `tsc -b`: rooms share source files, which project references do not allow.
 */
import { spawnSync } from 'node:child_process';

const ROOMS = ['core', 'app', 'worker', 'node'];
const failed = ROOMS.filter((room) => {
  const { status } = spawnSync('npx', ['--no-install', 'tsc', '-p', `tsconfig.${room}.json`], { stdio: 'inherit' });
  return status !== 0;
});
if (failed.length > 0) console.error(`types: ${failed.join(', ')} failed`);
process.exitCode = failed.length > 0 ? 1 : 0;
