/**
 * `npm run screenshots`: the README's pictures and a set to look at, from the production build in real Chromium.
 *
 *     npm run screenshots [-- folder]     folder for the whole set (default: screenshots/, ignored by git)
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { preview } from 'vite';
import { fileOf, samplePath, truth, type Thing } from '../../e2e/support/photos.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../test/chromium.ts';

const folder = process.argv[2] ?? 'screenshots';
const SIZES = [
  [360, 740],
  [1280, 800],
  [2560, 1440],
] as const;

/** Questions about the sample photos with boxes drawn by hand; the last one is about the right thing with the wrong box, so that there is a failure to see. */
async function questions(): Promise<object[]> {
  const asked: readonly (readonly [query: string, box: Thing])[] = [
    ['the teddy bear', 'teddy bear'],
    ['the child', 'child'],
    ['the dog', 'dog'],
    ['the woman', 'woman'],
    ['the horse', 'horse'],
    ['the person', 'jockey'],
    ['the dog', 'woman'],
  ];
  return Promise.all(
    asked.map(async ([query, thing]) => {
      const { width, height } = await sharp(samplePath(fileOf(thing))).metadata();
      const [x0, y0, x1, y1] = truth(thing);
      return { file: fileOf(thing), query, bbox: [x0 * width, y0 * height, (x1 - x0) * width, (y1 - y0) * height] };
    }),
  );
}

mkdirSync(folder, { recursive: true });
const media = path.join(folder, 'media');
mkdirSync(media, { recursive: true });
for (const thing of ['teddy bear', 'dog', 'horse'] as const)
  copyFileSync(samplePath(fileOf(thing)), path.join(media, fileOf(thing)));
const dataset = path.join(folder, 'questions.json');
writeFileSync(dataset, JSON.stringify(await questions()));
const server = await preview({ preview: { port: 4390, strictPort: true } });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS] });
for (const colorScheme of ['dark', 'light'] as const) {
  for (const [width, height] of SIZES) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
      hasTouch: width < 500,
    });
    const page = await context.newPage();
    const shoot = (name: string) => page.screenshot({ path: path.join(folder, `${name}-${width}-${colorScheme}.png`) });
    await page.goto('http://localhost:4390/');
    await page.waitForLoadState('networkidle');
    await shoot('empty');
    await page.locator('input[type=file]').first().setInputFiles('public/samples/baby-bear.jpg');
    const composer = page.getByRole('textbox', { name: /ask/i });
    for (const question of ['Where are the child and the teddy bear?', 'Is there a bicycle?', 'Where is the quokka?']) {
      await composer.fill(question);
      await composer.press('Enter');
      await page.waitForFunction(
        () => !document.querySelector('[data-status=running]') && document.querySelector('[data-status=done]'),
      );
    }
    await page.getByRole('button', { name: 'Show', exact: true }).first().click();
    await page.waitForTimeout(400);
    await shoot('answered');
    await page.goto('http://localhost:4390/?evaluate');
    await page.getByLabel('Dataset file').setInputFiles(dataset);
    await page.getByLabel('Folder of media').setInputFiles(media);
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByRole('status').filter({ hasText: 'Finished' }).waitFor();
    await page.waitForTimeout(400);
    const saved = path.join(folder, `evaluate-${width}-${colorScheme}.png`);
    await page.screenshot({ path: saved, fullPage: true });
    await context.close();
  }
}
await browser.close();
await server.close();
mkdirSync('docs', { recursive: true });
rmSync(media, { recursive: true });
rmSync(dataset);
copyFileSync(path.join(folder, 'answered-1280-light.png'), 'docs/app.png');
copyFileSync(path.join(folder, 'evaluate-1280-light.png'), 'docs/evaluate.png');
console.log(`screenshots in ${folder}, docs/app.png and docs/evaluate.png made`);
