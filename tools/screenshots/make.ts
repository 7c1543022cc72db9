/**
 * `npm run screenshots`: the README's picture and a set to look at, from the production build in real Chromium.
 *
 *     npm run screenshots [-- folder]     folder for the whole set (default: screenshots/, ignored by git)
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { preview } from 'vite';
import { CHROMIUM_ARGS, chromiumPath } from '../test/chromium.ts';

const folder = process.argv[2] ?? 'screenshots';
const SIZES = [
  [360, 740],
  [1280, 800],
  [2560, 1440],
] as const;

mkdirSync(folder, { recursive: true });
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
    await context.close();
  }
}
await browser.close();
await server.close();
mkdirSync('docs', { recursive: true });
copyFileSync(path.join(folder, 'answered-1280-light.png'), 'docs/app.png');
console.log(`screenshots in ${folder}, docs/app.png made`);
