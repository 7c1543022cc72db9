import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, WEBGPU_ARGS, chromiumPath } from './tools/test/chromium.ts';

const PORT = Number(process.env['E2E_PORT'] ?? 4317);
const launch = (extra: readonly string[] = []) => ({
  launchOptions: { executablePath: chromiumPath(), args: [...CHROMIUM_ARGS, ...extra] },
});

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Two cores: browsers that run wasm side by side only slow each other down.
  workers: 1,
  retries: process.env['CI'] ? 1 : 0,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${PORT}/`,
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    // What a service worker fetches cannot be routed. The tests of hosting and of use without network allow it.
    serviceWorkers: 'block',
  },
  projects: [
    {
      name: 'wasm', // A microphone that beeps; pages still have to ask for it.
      use: launch(['--use-fake-device-for-media-stream']),
      testIgnore: '**/*.webgpu.spec.ts',
    },
    { name: 'webgpu', use: launch(WEBGPU_ARGS), testMatch: '**/*.webgpu.spec.ts', timeout: 400_000 },
  ],
  webServer: {
    command: `npx vite preview --port ${PORT} --strictPort`,
    url: `http://localhost:${PORT}/`,
    reuseExistingServer: !process.env['CI'],
  },
});
