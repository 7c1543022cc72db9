import { expect, test, type Page } from '@playwright/test';
import sharp from 'sharp';
import { temporalIou, type Box } from '../src/core/index.ts';
import dino from '../src/packs/hub/grounding-dino.ts';
import siglip from '../src/packs/hub/siglip.ts';
import type { App } from './support/app.ts';
import { getPacks, packCard, putPack, startWithHub } from './support/hub-page.ts';
import { HubServer } from './support/hub-server.ts';
import { makeVideo } from './support/made-video.ts';

const SECONDS = 14;
const RED: Box = [0.2, 0.2, 0.6, 0.8];

let hub: HubServer;
let app: App;
test.beforeEach(async ({ page }) => {
  hub = await HubServer.start();
  for (const manifest of [siglip, dino]) putPack(hub, manifest);
  app = await startWithHub(page, hub);
  await getPacks(page, siglip, dino);
  const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: { r: 219, g: 41, b: 31 } } })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  // A red square from 4 to 8 s.
  const buffer = await makeVideo(page, {
    seconds: SECONDS,
    actors: [{ label: 'red square', jpeg, span: [4, 8], from: RED, to: RED }],
  });
  await app.open({ name: 'square.mp4', mimeType: 'video/mp4', buffer });
  await app.opened('square.mp4');
});
test.afterEach(() => hub.close());

/** How many media have embeddings in storage. */
const kept = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === 'whereabouts-embeddings')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('whereabouts-embeddings');
      opening.addEventListener('error', () => reject(new Error('not opened')));
      opening.addEventListener('success', () => {
        const base = opening.result;
        const counting = base.transaction('entries').objectStore('entries').count();
        counting.addEventListener('success', () => {
          base.close();
          resolve(counting.result);
        });
      });
    });
  });

test('moment first, then boxes in it: two packs answer one question about a video', async ({ page }) => {
  const turn = await app.ask('Where is the red square?', 120_000);
  await expect(turn).toHaveAttribute('data-state', 'found');
  await expect(turn).toHaveAttribute('data-pack', 'grounding-dino');
  await expect(turn).toContainText('of the moment that SigLIP base found');
  expect(temporalIou((await app.spans(turn, SECONDS))[0]!, [4, 8])).toBeGreaterThan(0.7);
  // The detector has the last word on what the other did not find.
  const absent = await app.ask('Where is the green square?', 120_000);
  await expect(absent).toHaveAttribute('data-state', 'absent');
  await expect(absent).toHaveAttribute('data-pack', 'grounding-dino');

  // Asked when, times are the answer; boxes come when they are wanted.
  const when = await app.ask('When is the red square visible?', 120_000);
  await expect(when).toHaveAttribute('data-pack', 'siglip');
  await when.getByRole('button', { name: 'Box it with Grounding DINO tiny' }).click();
  await expect(when).toHaveAttribute('data-pack', 'grounding-dino');
  await expect(when).toHaveAttribute('data-status', 'done');
  await expect(page.getByRole('button', { name: 'Box it with Grounding DINO tiny' })).toHaveCount(0);
});

test('moments stay when the boxes are stopped', async ({ page }) => {
  // Stopped in the page, as soon as the moments are there: the tiny detector may be done before a click gets here.
  await page.evaluate(() => {
    const observer = new MutationObserver(() => {
      const turn = document.querySelector('[data-testid=turn]');
      if (!turn?.textContent.includes('Found: red square')) return;
      const stop = [...turn.querySelectorAll('button')].find((button) => button.textContent.trim() === 'Stop');
      if (!stop) return;
      observer.disconnect();
      stop.click();
    });
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  });
  const turn = await app.send('Where is the red square?');
  const moments = turn.getByText('Found: red square').first();
  await expect(turn).toHaveAttribute('data-status', 'stopped', { timeout: 120_000 });
  await expect(turn).toHaveAttribute('data-pack', 'siglip');
  await expect(moments).toBeVisible();
});

test('what was seen of a video is kept for the next visit, and goes with the pack', async ({ page }) => {
  await app.ask('When is the red square visible?', 120_000);
  await expect.poll(() => kept(page)).toBe(1);
  await page.reload();
  await app.opened('square.mp4');
  const turn = await app.ask('When does the red square come in?', 120_000);
  await expect(turn).toHaveAttribute('data-state', 'found');
  expect(await kept(page)).toBe(1);
  const card = await packCard(page, siglip);
  await card.getByRole('button', { name: 'Delete SigLIP base' }).click();
  await expect(card).toHaveAttribute('data-phase', 'none');
  await expect.poll(() => kept(page)).toBe(0);
});

test('what was seen of a video is forgotten with everything', async ({ page }) => {
  await app.ask('When is the red square visible?', 120_000);
  await expect.poll(() => kept(page)).toBe(1);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Library' }).click();
  const dialog = page.getByRole('dialog', { name: 'Library' });
  await dialog.getByRole('button', { name: 'Forget everything' }).click();
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  expect(await kept(page)).toBe(0);
});
