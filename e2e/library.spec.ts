import { expect, test, type Page } from '@playwright/test';
import { App } from './support/app.ts';
import { sample } from './support/photos.ts';

const HORSE = { name: 'horse.jpg', mimeType: 'image/jpeg' };

async function asked(page: Page, buffer = sample('jockey.jpg')): Promise<App> {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  await app.open({ ...HORSE, buffer });
  await app.opened('horse.jpg');
  await app.ask('Where is the horse?');
  return app;
}

const library = async (page: Page) => {
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Library' }).click();
  return page.getByRole('dialog', { name: 'Library' });
};

test('a reload brings back what was open, with its conversation and boxes', async ({ page }) => {
  const app = await asked(page);
  const boxes = await app.boxes(app.turns.first());
  // What was written is written a moment after the answer.
  await expect
    .poll(async () => {
      await page.waitForTimeout(700);
      await page.reload();
      await app.opened('horse.jpg');
      return app.turns.count();
    })
    .toBe(1);
  await expect(app.turns.first()).toContainText('Where is the horse?');
  expect(await app.boxes(app.turns.first())).toEqual(boxes);
  // And the conversation goes on.
  const turn = await app.ask('What colour is it?');
  await expect(turn).toHaveAttribute('data-state', 'found');
});

test('the library finds, renames, opens, deletes with a way back, and forgets', async ({ page }) => {
  const app = await asked(page);
  await app.open({ name: 'dog.jpg', mimeType: 'image/jpeg', buffer: sample('dog-human.jpg') });
  await app.opened('dog.jpg');
  await app.ask('Where is the dog?');
  let dialog = await library(page);
  await expect(dialog.getByTestId('entry')).toHaveCount(2);
  await dialog.getByRole('searchbox').fill('horse');
  await expect(dialog.getByTestId('entry')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Rename horse.jpg' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('The race horse');
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: /^The race horse/ }).click();
  await app.opened('horse.jpg');
  await expect(app.turns.first()).toContainText('Where is the horse?');

  dialog = await library(page);
  await dialog.getByRole('button', { name: 'Delete dog.jpg' }).click();
  await expect(dialog.getByTestId('entry')).toHaveCount(1);
  await dialog.getByRole('button', { name: 'Undo' }).click();
  await expect(dialog.getByTestId('entry')).toHaveCount(2);

  await dialog.getByRole('button', { name: 'Forget everything' }).click();
  await dialog.getByRole('button', { name: 'Delete everything' }).click();
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  dialog = await library(page);
  await expect(dialog).toContainText('Nothing yet');
});

test('without room for the file the conversation is kept, and asks for it', async ({ page, context, baseURL }) => {
  const client = await context.newCDPSession(page);
  const origin = new URL(baseURL!).origin;
  await new App(page).start();
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1e6 });
  // Rows of bytes after the end of a JPEG belong to nothing, and are kept with it.
  const buffer = Buffer.concat([sample('jockey.jpg'), Buffer.alloc(3e6, 1)]);
  await asked(page, buffer);
  await page.waitForTimeout(800);
  await page.evaluate(() => sessionStorage.clear());
  await page.goto('./');
  await client.send('Storage.overrideQuotaForOrigin', { origin });
  const dialog = await library(page);
  await expect(dialog.getByTestId('entry')).toContainText('asks for the file');
  await dialog.getByRole('button', { name: /^horse\.jpg/ }).click();
  await dialog.getByLabel('The file of this conversation').setInputFiles({ ...HORSE, buffer });
  const app = new App(page);
  await app.opened('horse.jpg');
  await expect(app.turns.first()).toContainText('Where is the horse?');
});

test('where nothing can be kept, everything else works and the library says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(globalThis, 'indexedDB', {
      value: {
        open: () => {
          throw new DOMException('refused', 'SecurityError');
        },
      },
    });
  });
  await asked(page);
  await expect(await library(page)).toContainText('keeps nothing');
});
