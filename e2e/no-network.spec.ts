import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { App } from './support/app.ts';
import { makeVideo } from './support/made-video.ts';
import { sample } from './support/photos.ts';

// What the service worker keeps would make up for the network.
test.use({ serviceWorkers: 'block' });

/** The page, a picture that was asked about, and a video with a horse in it from its first to its third second. */
async function asked(page: Page): Promise<{ app: App; video: { name: string; mimeType: string; buffer: Buffer } }> {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  const jpeg = await sharp(sample('jockey.jpg')).jpeg().toBuffer();
  const actors = [{ label: 'horse', jpeg, span: [1, 3], from: [0, 0.1, 0.55, 0.9], to: [0.45, 0.1, 1, 0.9] }] as const;
  const buffer = await makeVideo(page, { seconds: 4, actors });
  return { app, video: { name: 'horse.mp4', mimeType: 'video/mp4', buffer } };
}

test('without network a first video says so, the picture stays, and it opens when the network is back', async ({ page }) => {
  const { app, video } = await asked(page);
  await app.openSample();
  await app.ask('Where is the teddy bear?');
  await page.route(/timed-files/, (route) => route.abort());
  await app.open(video);
  await expect(page.getByRole('alert').first()).toContainText('No connection');
  await expect(app.turns).toHaveCount(1);
  await page.unroute(/timed-files/);
  await app.open(video);
  await app.opened('horse.mp4');
  const turn = await app.ask('When is the horse there?');
  await expect(turn).toHaveAttribute('data-status', 'done');
});

test('what a video needs of the model comes after the first answer, so the network may go then', async ({ page }) => {
  const { app, video } = await asked(page);
  const later = page.waitForResponse(/tracks\.onnx/);
  await app.openSample();
  await app.ask('Where is the teddy bear?');
  await (await later).finished();
  await page.route(/packs\/nano/, (route) => route.abort());
  await app.open(video);
  await app.opened('horse.mp4');
  await app.ask('When is the horse there?');
  await expect(app.turns.first()).toHaveAttribute('data-status', 'done');
});

test('without network a question about a video says so, and is answered when the network is back', async ({ page }) => {
  const { app, video } = await asked(page);
  await page.route(/tracks\.onnx|sounds?\.(onnx|json)/, (route) => route.abort());
  await app.open(video);
  await app.opened('horse.mp4');
  const failed = await app.ask('When is the horse there?');
  await expect(failed).toHaveAttribute('data-status', 'failed');
  await expect(failed).toContainText('No connection');
  await page.unroute(/tracks\.onnx|sounds?\.(onnx|json)/);
  const turn = await app.ask('When is the horse there?');
  await expect(turn).toHaveAttribute('data-status', 'done');
});
