import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Download, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import sharp from 'sharp';
import { App } from './support/app.ts';
import { makeVideo } from './support/made-video.ts';
import { sample } from './support/photos.ts';

/** Asks about a medium that is open and gives the link that the share sheet makes. */
async function linkOf(page: Page): Promise<string> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Share and save' }).click();
  await page.getByRole('menuitem', { name: 'Share a link' }).click();
  const link = page.getByTestId('link');
  await expect(link).toHaveValue(/#/);
  return link.inputValue();
}

async function save(page: Page, item: string): Promise<Download> {
  await page.getByRole('button', { name: 'Share and save' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: item, exact: true }).click();
  return download;
}

const bytesOf = async (download: Download): Promise<Buffer> => readFileSync(await download.path());

test('a link to a sample shows questions, answers and boxes in a fresh profile, without network and model', async ({
  page,
  browser,
}) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  await app.openSample();
  const turn = await app.ask('Where is the teddy bear?');
  const boxes = await app.boxes(turn);
  const link = await linkOf(page);
  // The code says the same, to a reader of another maker.
  await page.getByText('QR code', { exact: true }).click();
  const code = await page.getByRole('img', { name: 'QR code of the link' }).screenshot();
  const { data, info } = await sharp(code).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  expect(jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(link);

  const other = await browser.newContext();
  const fresh = await other.newPage();
  const models: string[] = [];
  fresh.on('request', (request) => {
    if (/\.onnx/.test(request.url())) models.push(request.url());
  });
  await fresh.goto(link);
  const there = new App(fresh);
  await expect(there.turns).toHaveCount(1);
  await other.setOffline(true);
  await expect(there.turns.first()).toContainText('teddy bear');
  expect(await there.boxes(there.turns.first())).toEqual(boxes);
  await expect(fresh.getByTestId('shared-note')).toContainText('no model ran here');
  expect(models).toEqual([]);
  // "Run it again" does.
  await other.setOffline(false);
  await fresh.getByRole('button', { name: 'Run it again' }).click();
  await expect(fresh.getByTestId('shared-note')).toBeHidden({ timeout: 60_000 });
  await expect(there.turns.first()).toHaveAttribute('data-state', 'found', { timeout: 60_000 });
  await other.close();
});

test('a link to a file on this machine asks for the file and knows another one', async ({ page, browser }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  const file = { name: 'horse.jpg', mimeType: 'image/jpeg', buffer: sample('jockey.jpg') };
  await app.open(file);
  await app.opened('horse.jpg');
  await app.ask('Where is the horse?');
  const link = await linkOf(page);
  const other = await browser.newContext();
  const fresh = await other.newPage();
  await fresh.goto(link);
  const dialog = fresh.getByRole('dialog', { name: 'Someone sent you a result' });
  await expect(dialog).toContainText('horse.jpg');
  await expect(dialog).toContainText('Where is the horse?');
  await fresh.getByTestId('received-file').setInputFiles({ ...file, buffer: sample('dog-human.jpg') });
  await expect(dialog.getByRole('alert')).toContainText('another file');
  await fresh.getByTestId('received-file').setInputFiles(file);
  await expect(dialog).toBeHidden();
  const there = new App(fresh);
  await there.opened('horse.jpg');
  await expect(there.turns.first()).toContainText('Where is the horse?');
  await other.close();
});

test('a link to another site asks before anything is asked of that site', async ({ page, browser }) => {
  const app = new App(page);
  await page.route('https://pictures.test/**', (route) =>
    route.fulfill({ body: sample('jockey.jpg'), contentType: 'image/jpeg', headers: { 'access-control-allow-origin': '*' } }),
  );
  await app.start({ device: 'wasm-threads' });
  await page.getByRole('button', { name: 'Web address' }).click();
  await page.getByRole('textbox', { name: /address/i }).fill('https://pictures.test/horse.jpg');
  await page.keyboard.press('Enter');
  await app.opened('horse.jpg');
  await app.ask('Where is the horse?');
  const link = await linkOf(page);
  const other = await browser.newContext();
  const asked: string[] = [];
  await other.route('https://pictures.test/**', (route) => {
    asked.push(route.request().url());
    return route.fulfill({
      body: sample('jockey.jpg'),
      contentType: 'image/jpeg',
      headers: { 'access-control-allow-origin': '*' },
    });
  });
  const fresh = await other.newPage();
  await fresh.goto(link);
  const load = fresh.getByRole('button', { name: 'Load it from pictures.test' });
  await expect(load).toBeVisible();
  expect(asked).toEqual([]);
  await load.click();
  await expect(new App(fresh).turns.first()).toContainText('Where is the horse?');
  expect(asked.length).toBeGreaterThan(0);
  await other.close();
});

test('a result is embedded in a plain page', async ({ page, browser }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  await app.openSample();
  await app.ask('Where is the teddy bear?');
  const link = await linkOf(page);
  const other = await browser.newContext();
  const plain = await other.newPage();
  const errors: string[] = [];
  plain.on('pageerror', ({ message }) => errors.push(message));
  const [address, hash] = link.split('#') as [string, string];
  // Another site, without isolation: nothing but the frame.
  const site = createServer((_, response) => {
    response.setHeader('Content-Type', 'text/html');
    response.end(
      `<!doctype html><title>Plain</title><iframe width="640" height="520" src="${address}?embed#${hash}"></iframe>`,
    );
  });
  await new Promise<void>((listening) => site.listen(0, '127.0.0.1', listening));
  await plain.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const frame = plain.frameLocator('iframe');
  await expect(frame.getByText('Where is the teddy bear?')).toBeVisible();
  await expect(frame.getByRole('img', { name: /baby-bear/ })).toBeVisible();
  await expect(frame.getByRole('link', { name: /Open in Whereabouts/ })).toBeVisible();
  expect(errors).toEqual([]);
  await other.close();
  site.close();
});

test('a link that is no link is explained, and asks nothing of anybody', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL!) && !/^(blob|data):/.test(request.url())) foreign.push(request.url());
  });
  page.on('dialog', () => foreign.push('a script ran'));
  for (const hash of ['#r1=AAAA', `#r1=${'A'.repeat(50_000)}`, '#r9=abc', '#r1=%00<script>alert(1)</script>']) {
    await page.goto(`./${hash}`);
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Ask where and when.' })).toBeVisible();
  }
  expect(foreign).toEqual([]);
});

test('a conversation is saved as JSON and comes back; COCO and a picture are saved', async ({ page }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  await app.openSample();
  const turn = await app.ask('Where are the child and the teddy bear?');
  const boxes = await app.boxes(turn);
  const json = await bytesOf(await save(page, 'JSON, opens here again'));
  const coco = JSON.parse((await bytesOf(await save(page, 'COCO boxes and outlines'))).toString()) as {
    images: { width: number }[];
    annotations: { bbox: number[] }[];
  };
  expect(coco.annotations).toHaveLength(boxes.length);
  const [first] = coco.annotations;
  expect(first!.bbox[0]! / coco.images[0]!.width).toBeCloseTo(boxes[0]![0], 2);
  const png = await bytesOf(await save(page, 'Picture with what is shown (PNG)'));
  const { width } = await sharp(png).metadata();
  expect(width).toBe(coco.images[0]!.width);
  // Cleared, and read again from the file.
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(app.turns).toHaveCount(0);
  await page.getByTestId('import-input').setInputFiles({ name: 'a.result.json', mimeType: 'application/json', buffer: json });
  await expect(app.turns).toHaveCount(1);
  expect(await app.boxes(app.turns.first())).toEqual(boxes);
});

test('a clip and a video with boxes are saved', async ({ page }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  const jpeg = await sharp(sample('jockey.jpg')).jpeg().toBuffer();
  const buffer = await makeVideo(page, {
    seconds: 6,
    actors: [{ label: 'horse', jpeg, span: [2, 5], from: [0, 0.1, 0.55, 0.9], to: [0.45, 0.1, 1, 0.9] }],
  });
  await app.open({ name: 'horse.mp4', mimeType: 'video/mp4', buffer });
  await app.opened('horse.mp4');
  await app.ask('When is the horse visible?', 120_000);
  const vtt = (await bytesOf(await save(page, 'WebVTT times'))).toString();
  expect(vtt).toMatch(/^WEBVTT/);
  for (const how of ['With boxes', 'Copy, nothing is lost']) {
    await page.getByRole('button', { name: 'Share and save' }).click();
    await page.getByRole('menuitem', { name: 'Clip or video with boxes' }).click();
    await page.getByRole('radio', { name: how }).click();
    const download = page.waitForEvent('download', { timeout: 90_000 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const made = await bytesOf(await download);
    expect(made.length, how).toBeGreaterThan(5000);
    await page.keyboard.press('Escape');
    await app.open({ name: 'made.mp4', mimeType: 'video/mp4', buffer: made });
    await expect(page.getByTestId('clock')).toContainText(/\/ 0:0[2-6]/);
    await app.open({ name: 'horse.mp4', mimeType: 'video/mp4', buffer });
    await app.opened('horse.mp4');
    await app.ask('When is the horse visible?', 120_000);
  }
});
