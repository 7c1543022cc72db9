import { expect, test } from '@playwright/test';
import type { Box } from '../src/core/index.ts';
import { App, overlaps } from './support/app.ts';
import { samplePath, truth } from './support/photos.ts';

const PHOTO = 'baby-bear.jpg';

/** Greedy answers to these must be the same words on every device. */
const FIXED = ['How many people are there?', 'Is there a zebra?', 'What is in this picture?', 'what colour is the teddy bear'];

/** One pass on the software adapter takes tens of seconds, so one photo and a few questions must do. */
test('WebGPU finds the things of a real photo, and wasm gives the same words, and the same boxes within 1 %', async ({
  page,
  browser,
}) => {
  const answers: Box[][] = [];
  const words: string[][] = [];
  for (const device of ['webgpu', 'wasm'] as const) {
    const context = device === 'webgpu' ? page.context() : await browser.newContext();
    const tab = device === 'webgpu' ? page : await context.newPage();
    const app = new App(tab);
    await app.start({ device, url: new URL('./', test.info().project.use.baseURL).href });
    await app.open(samplePath(PHOTO));
    await app.opened(PHOTO);
    const bear = await app.ask('Where is the teddy bear?', 300_000);
    await expect(bear).toHaveAttribute('data-state', 'found');
    await expect(bear).toHaveAttribute('data-device', device);
    const child = await app.ask('Where is the child?', 60_000);
    for (const [turn, label] of [
      [bear, 'teddy bear'],
      [child, 'child'],
    ] as const) {
      const [overlap] = overlaps([truth(label)], await app.boxes(turn));
      expect(overlap).toBeGreaterThan(0.5);
    }
    answers.push([...(await app.boxes(bear)), ...(await app.boxes(child))]);
    const said: string[] = [];
    for (const question of FIXED) {
      const turn = await app.ask(question, 120_000);
      said.push(((await turn.getByTestId('coordinate-text').textContent()) ?? '').replaceAll(/\[[^\]]*\]/g, '[]'));
    }
    words.push(said);
    if (device === 'wasm') await context.close();
  }
  expect(words[0]).toEqual(words[1]);
  const [gpu, wasm] = answers;
  expect(gpu).toHaveLength(wasm!.length);
  gpu!.forEach((box, i) => box.forEach((value, k) => expect(Math.abs(value - wasm![i]![k]!)).toBeLessThan(0.01)));
});
