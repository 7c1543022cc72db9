/**
 * `npm test`: lint, types, unit, component and browser tests, in the order in which they are cheap. Ends with one line,
 * `N passed, N failed`, and exits non-zero when anything failed or nothing ran. Each check that is no test runner counts as one.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { ensureChromium } from './ensure-chromium.ts';

interface Tally {
  passed: number;
  failed: number;
}

const REPORTS = 'test-results';

/** Runs a command with its output shown; true when it exits with 0. */
function run(command: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const started = Date.now();
  console.log(`\n> ${command} ${args.join(' ')}`);
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
  console.log(`  (${((Date.now() - started) / 1000).toFixed(0)} s, exit ${status})`);
  return status === 0;
}

function check(tally: Tally, args: readonly string[]): boolean {
  const ok = run('npx', ['--no-install', ...args]);
  tally[ok ? 'passed' : 'failed'] += 1;
  return ok;
}

/** Reads a runner's JSON report; a runner that died before writing one counts as one failure. */
function count(tally: Tally, file: string, ok: boolean, read: (report: never) => Tally): void {
  let seen: Tally = { passed: 0, failed: 0 };
  try {
    seen = read(JSON.parse(readFileSync(file, 'utf8')) as never);
  } catch {
    console.error(`no report at ${file}`);
  }
  tally.passed += seen.passed;
  tally.failed += ok ? seen.failed : Math.max(1, seen.failed);
}

/** A port that nobody listens on now. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function main(): Promise<number> {
  const tally: Tally = { passed: 0, failed: 0 };
  rmSync(REPORTS, { recursive: true, force: true });
  mkdirSync(REPORTS, { recursive: true });
  ensureChromium();
  check(tally, ['tsx', 'tools/models/build.ts']);
  check(tally, ['oxlint', '--type-aware', '--deny-warnings']);
  check(tally, ['prettier', '--check', '--log-level', 'warn', '.']);
  check(tally, ['knip']);
  check(tally, ['tsx', 'tools/test/types.ts']);
  for (const project of ['unit', 'component']) {
    const file = `${REPORTS}/${project}.json`;
    const ok = run('npx', [
      '--no-install',
      'vitest',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ]);
    count(tally, file, ok, (r: { numPassedTests: number; numFailedTests: number }) => ({
      passed: r.numPassedTests,
      failed: r.numFailedTests,
    }));
  }
  if (check(tally, ['vite', 'build', '--logLevel', 'warn'])) {
    const ok = run('npx', ['--no-install', 'playwright', 'test'], { E2E_PORT: String(await freePort()) });
    count(tally, `${REPORTS}/e2e.json`, ok, (r: { stats: { expected: number; flaky: number; unexpected: number } }) => ({
      passed: r.stats.expected + r.stats.flaky,
      failed: r.stats.unexpected,
    }));
  }
  console.log(`\n${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed > 0 || tally.passed === 0 ? 1 : 0;
}

process.exitCode = await main();
