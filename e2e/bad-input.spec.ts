import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { App } from './support/app.ts';
import { serveStatic } from './support/static-server.ts';

const PHOTO = 'public/samples/baby-bear.jpg';
const alert = (page: Page) => page.getByRole('alert').first();

test.describe('bad input gets a clear answer and the document stays', () => {
  test.beforeEach(async ({ page }) => {
    const app = new App(page);
    await app.start();
    await app.open(PHOTO);
    await app.opened('baby-bear.jpg');
    await app.ask('Where is the teddy bear?');
  });
  test.afterEach(async ({ page }) => {
    await expect(page.getByTestId('turn')).toHaveCount(1);
    await expect(page.getByText('baby-bear.jpg').first()).toBeVisible();
  });

  const files = {
    'an empty file': [Buffer.alloc(0), 'empty.jpg', 'image/jpeg', /empty/i],
    'a text file called .png': [
      Buffer.from('this is not a picture at all'),
      'notes.png',
      'image/png',
      /not a picture|cannot be opened|kind of file/i,
    ],
    'a truncated picture': [
      readFileSync(PHOTO).subarray(0, 600),
      'half.jpg',
      'image/jpeg',
      /damaged|could not be read|broken/i,
    ],
  } as const;
  for (const [name, [buffer, file, mimeType, message]] of Object.entries(files)) {
    test(name, async ({ page }) => {
      await new App(page).open({ name: file, mimeType, buffer });
      await expect(alert(page)).toContainText(message);
    });
  }

  test('an address whose server does not allow it (CORS)', async ({ page }) => {
    const host = await serveStatic('public/samples');
    // A machine without any network is offline for the browser, which then has nothing to say about this server.
    await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { value: true }));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /open/i }).first().click();
    await page.getByRole('menuitem', { name: /address|url|link/i }).click();
    await page.getByRole('textbox', { name: /address|url/i }).fill(`${host.url}jockey.jpg`);
    await page.keyboard.press('Enter');
    await expect(alert(page)).toContainText(/download the file/i);
    await page.keyboard.press('Escape');
    await host.close();
  });
});

test.describe('pictures that are odd but fine', () => {
  test('a JPEG called .txt opens', async ({ page }) => {
    const app = new App(page);
    await app.start();
    await app.drop('photo.txt', 'text/plain', readFileSync(PHOTO));
    await app.opened('photo.txt');
  });

  test('a script in an SVG never runs', async ({ page }) => {
    const app = new App(page);
    await app.start();
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" onload="window.parent.hacked=1;window.hacked=1">
      <script>window.hacked = 1; parent.hacked = 1;</script><rect width="200" height="100" fill="teal"/></svg>`;
    await app.open({ name: 'drawing.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
    await app.opened('drawing.svg');
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
  });

  test('a turned photo is shown upright', async ({ page }) => {
    const app = new App(page);
    await app.start();
    const turned = await sharp(PHOTO).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer();
    await app.open({ name: 'turned.jpg', mimeType: 'image/jpeg', buffer: turned });
    await app.opened('turned.jpg');
    await expect(page.getByText('640 × 476').first()).toBeVisible();
  });

  test('a 100-megapixel picture opens and answers', async ({ page }) => {
    const app = new App(page);
    await app.start();
    const huge = await sharp(PHOTO).resize(11_600, 8628, { kernel: 'nearest' }).jpeg({ quality: 60 }).toBuffer();
    await app.open({ name: 'huge.jpg', mimeType: 'image/jpeg', buffer: huge });
    await expect(page.getByText('huge.jpg').first()).toBeVisible({ timeout: 60_000 });
    const turn = await app.ask('Where is the teddy bear?');
    await expect(turn).toHaveAttribute('data-state', 'found');
  });
});

test.describe('a model file that is', () => {
  test.use({ serviceWorkers: 'block' });
  for (const [what, answer] of [
    ['missing', { status: 404, body: 'gone' }],
    ['corrupt', { status: 200, body: Buffer.alloc(4_078_131, 7) }],
  ] as const) {
    test(what, async ({ page }) => {
      let broken = true;
      await page.route('**/packs/nano/detector.onnx', (route) => (broken ? route.fulfill(answer) : route.continue()));
      const app = new App(page);
      await app.start();
      await app.open(PHOTO);
      await app.opened('baby-bear.jpg');
      const turn = await app.ask('Where is the teddy bear?');
      await expect(turn).toHaveAttribute('data-status', 'failed');
      await expect(turn).toContainText(/model/i);
      broken = false;
      await turn.getByRole('button', { name: /try again/i }).click();
      await expect(app.turns.last()).toHaveAttribute('data-status', 'done', { timeout: 60_000 });
      await expect(app.turns.last()).toHaveAttribute('data-state', 'found');
    });
  }
});
