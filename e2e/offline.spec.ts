import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { App } from './support/app.ts';
import { serveStatic, type StaticHost } from './support/static-server.ts';

test.use({ serviceWorkers: 'allow' });

let folder: string;
let host: StaticHost;
let app: App;

// A server of its own, which can be switched off, and a copy of the build, which can be replaced by a newer one.
test.beforeEach(async ({ page }) => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
  cpSync('dist', folder, { recursive: true, filter: (path) => !path.endsWith('.map') });
  host = await serveStatic(folder, '/app/');
  app = new App(page);
});
test.afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
});

async function readyOffline(): Promise<void> {
  await app.page.getByRole('button', { name: 'Models' }).click();
  await expect(app.page.getByTestId('offline')).toHaveText('Works without network.', { timeout: 60_000 });
  await app.page.keyboard.press('Escape');
}

test('after the first visit the app opens and answers without network, with threads', async ({ page }) => {
  await app.start({ url: host.url });
  await readyOffline();
  await host.close();

  await page.goto(host.url);
  await expect(page.getByRole('heading', { name: 'Ask where and when.' })).toBeVisible();
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await app.open('public/samples/jockey.jpg');
  await app.opened('jockey.jpg');
  const turn = await app.ask('Where is the horse?');
  await expect(turn).toHaveAttribute('data-state', 'found');
  // A link is opened by the same page.
  await page.goto(`${host.url}?embed`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a new version is offered, and what is open stays', async ({ page }) => {
  await app.start({ url: host.url });
  await readyOffline();
  await app.open('public/samples/jockey.jpg');
  await app.opened('jockey.jpg');
  await app.ask('Where is the horse?');

  const index = join(folder, 'index.html');
  writeFileSync(index, readFileSync(index, 'utf8').replace('<title>Whereabouts', '<title>Whereabouts II'));
  const worker = join(folder, 'sw.js');
  const code = readFileSync(worker, 'utf8');
  const next = code.replace(/("url":"index\.html","revision":")[^"]*/, '$1another');
  expect(next).not.toBe(code);
  writeFileSync(worker, next);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());

  const note = page.getByTestId('update-note');
  await expect(note).toBeVisible({ timeout: 30_000 });
  await expect(page).toHaveTitle('Whereabouts');
  await note.getByRole('button', { name: 'Reload' }).click();
  await expect(page).toHaveTitle('Whereabouts II', { timeout: 30_000 });
  await app.opened('jockey.jpg');
  await expect(app.turns).toHaveCount(1);
});

test('what another app shares is opened', async ({ page }) => {
  await app.start({ url: host.url });
  await readyOffline();
  const picture = readFileSync('public/samples/jockey.jpg').toString('base64');
  // What a system does with the share target of the web manifest: it posts a form.
  await page.evaluate((base64) => {
    const form = document.createElement('form');
    form.method = 'POST';
    form.enctype = 'multipart/form-data';
    form.action = './?share';
    const input = document.createElement('input');
    input.type = 'file';
    input.name = 'media';
    const transfer = new DataTransfer();
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    transfer.items.add(new File([bytes], 'a horse, 1.jpg', { type: 'image/jpeg' }));
    input.files = transfer.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  }, picture);
  await app.opened('a horse, 1.jpg');
  await expect(page).toHaveURL(host.url);
});

test('the web manifest can be installed from', async ({ page }) => {
  await app.start({ url: host.url });
  const client = await page.context().newCDPSession(page);
  const { errors, url } = await client.send('Page.getAppManifest');
  expect(url).toBe(`${host.url}app.webmanifest`);
  expect(errors).toEqual([]);
  await expect
    .poll(async () => (await client.send('Page.getInstallabilityErrors')).installabilityErrors.map(({ errorId }) => errorId))
    // Playwright's contexts are like private windows, which install nothing; nothing else is in the way.
    .toEqual(['in-incognito']);
});
