import { expect, test } from '@playwright/test';
import type { Box } from '../src/core/index.ts';
import { App } from './support/app.ts';

/** One pass on the software adapter takes tens of seconds, so one picture and two questions must do. */
test('WebGPU and wasm give the same boxes within 1 %', async ({ page, browser }) => {
  const answers: Box[][] = [];
  for (const device of ['webgpu', 'wasm'] as const) {
    const context = device === 'webgpu' ? page.context() : await browser.newContext();
    const tab = device === 'webgpu' ? page : await context.newPage();
    const app = new App(tab);
    await app.start({ device, url: new URL('./', test.info().project.use.baseURL).href });
    await tab
      .getByRole('button', { name: /teddy bear/i })
      .first()
      .click();
    const turn = await app.ask('Where is the teddy bear?', 300_000);
    await expect(turn).toHaveAttribute('data-state', 'found');
    await expect(turn).toHaveAttribute('data-device', device);
    const person = await app.ask('Where is the child?', 60_000);
    answers.push([...(await app.boxes(turn)), ...(await app.boxes(person))]);
    if (device === 'wasm') await context.close();
  }
  const [gpu, wasm] = answers;
  expect(gpu!.length).toBeGreaterThanOrEqual(2);
  expect(gpu).toHaveLength(wasm!.length);
  gpu!.forEach((box, i) => box.forEach((value, k) => expect(Math.abs(value - wasm![i]![k]!)).toBeLessThan(0.01)));
});
