import { expect, test } from '@playwright/test';
import type { Box } from '../src/core/index.ts';
import { App, overlaps } from './support/app.ts';
import { dataFile, hasData, truth } from './support/truth.ts';

const PHOTO = 'images/coco_free_train/000000000436.jpg';

/** Greedy answers to these must be the same words on every device. */
const FIXED = ['How many people are there?', 'Is there a zebra?', 'What is in this picture?', 'what colour is the doughnut'];

/** One pass on the software adapter takes tens of seconds, so one photo and a few questions must do. */
test('WebGPU finds the things of a real photo, and wasm gives the same words, and the same boxes within 1 %', async ({
  page,
  browser,
}) => {
  test.skip(!hasData, 'needs the labelled photos beside the checkout');
  const answers: Box[][] = [];
  const words: string[][] = [];
  for (const device of ['webgpu', 'wasm'] as const) {
    const context = device === 'webgpu' ? page.context() : await browser.newContext();
    const tab = device === 'webgpu' ? page : await context.newPage();
    const app = new App(tab);
    await app.start({ device, url: new URL('./', test.info().project.use.baseURL).href });
    await app.open(dataFile(PHOTO));
    await app.opened('000000000436.jpg');
    const doughnut = await app.ask('Where is the doughnut?', 300_000);
    await expect(doughnut).toHaveAttribute('data-state', 'found');
    await expect(doughnut).toHaveAttribute('data-device', device);
    const person = await app.ask('Where is the person?', 60_000);
    for (const [turn, label] of [
      [doughnut, 'donut'],
      [person, 'person'],
    ] as const) {
      const [overlap] = overlaps(truth(PHOTO, label), await app.boxes(turn));
      expect(overlap).toBeGreaterThan(0.5);
    }
    answers.push([...(await app.boxes(doughnut)), ...(await app.boxes(person))]);
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
