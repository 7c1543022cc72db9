import { cpus, release, totalmem, type as system } from 'node:os';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath, WEBGPU_ARGS } from '../tools/test/chromium.ts';

/** What a figure was measured on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  readonly chromium: string;
  /** The WebGPU adapter that Chromium offers; `none` where there is none. */
  readonly gpu: string;
}

export async function machine(): Promise<Machine> {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS, ...WEBGPU_ARGS] });
  const page = await browser.newPage();
  // An address of its own and secure, which WebGPU asks for.
  await page.route('https://bench.invalid/', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto('https://bench.invalid/');
  const gpu = await page.evaluate(async () => {
    const adapter = await (navigator as { readonly gpu?: GPU }).gpu?.requestAdapter();
    return adapter ? `${adapter.info.vendor} ${adapter.info.architecture} ${adapter.info.description}`.trim() : 'none';
  });
  const version = browser.version();
  await browser.close();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${system()} ${release().split('-')[0]}`,
    node: process.version,
    chromium: version,
    gpu,
  };
}
