import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { App, overlaps } from './support/app.ts';
import { dataFile, hasData, truth } from './support/truth.ts';

test.describe('a real photo, a question, boxes', () => {
  test.skip(!hasData, 'needs the labelled photos beside the checkout');

  const cases = [
    ['images/coco_free_train/000000000072.jpg', 'Where are the giraffes?', 'giraffe'],
    ['images/coco_free_train/000000000471.jpg', 'where is the bus?', 'bus'],
    ['images/coco_free_train/000000000436.jpg', 'find the doughnut', 'donut'],
  ] as const;
  for (const [file, question, label] of cases) {
    test(`${question} (${file.slice(-7)})`, async ({ page }) => {
      const app = new App(page);
      await app.start();
      await app.drop('photo.jpg', 'image/jpeg', readFileSync(dataFile(file)));
      await app.opened('photo.jpg');
      const turn = await app.ask(question);
      await expect(turn).toHaveAttribute('data-state', 'found');
      const found = await app.boxes(turn);
      const expected = truth(file, label);
      expect(found).toHaveLength(expected.length);
      for (const overlap of overlaps(expected, found)) expect(overlap).toBeGreaterThan(0.5);
    });
  }

  test('what is not there is said not to be there, a strange word is said to be unknown', async ({ page }) => {
    const app = new App(page);
    await app.start();
    await app.open(dataFile('images/coco_free_train/000000000072.jpg'));
    await app.opened('000000000072.jpg');
    const absent = await app.ask('Where is the zebra?');
    await expect(absent).toHaveAttribute('data-state', 'absent');
    expect(await app.boxes(absent)).toEqual([]);
    const unknown = await app.ask('Where is the quokka?');
    await expect(unknown).toHaveAttribute('data-state', 'unsure');
    await expect(unknown).toContainText('quokka');
  });
});

test('a sample answers by its ready question, and phrase, box and list light each other up', async ({ page }) => {
  const app = new App(page);
  await app.start();
  await page
    .getByRole('button', { name: /teddy bear/i })
    .first()
    .click();
  await expect(app.composer).toBeEnabled();
  const turn = await app.ask('Where is the teddy bear?');
  const [found] = await app.boxes(turn);
  // Drawn by hand around the teddy bear of the sample.
  expect(overlaps([[0.565, 0.28, 0.835, 0.64]], [found!])[0]).toBeGreaterThan(0.6);

  const option = page.getByRole('listbox').getByRole('option').first();
  const phrase = turn.getByRole('button', { name: 'The teddy bear', exact: true });
  await phrase.hover();
  await expect(option).toHaveAttribute('data-hovered', 'true');
  await page.mouse.move(0, 0);
  await option.click();
  await expect(option).toHaveAttribute('aria-selected', 'true');
});

test('a region drawn by keyboard or by mouse is what the question is about', async ({ page }) => {
  const app = new App(page);
  await app.start();
  await page
    .getByRole('button', { name: /teddy bear/i })
    .first()
    .click();
  await expect(app.composer).toBeEnabled();
  const stage = page.getByRole('application');
  await page.getByRole('button', { name: /draw.*region/i }).click();
  const area = (await stage.boundingBox())!;
  // The right half of the stage: the teddy bear is there, the child is not.
  await page.mouse.move(area.x + area.width * 0.53, area.y + area.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(area.x + area.width * 0.8, area.y + area.height * 0.75, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByText('About the drawn region', { exact: true })).toBeVisible();
  const mouse = await app.ask('What is this?');
  await expect(mouse).toContainText('teddy bear');
  await expect(mouse).not.toContainText('person');
  await page.getByRole('button', { name: /remove the region/i }).click();

  await stage.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('About the drawn region', { exact: true })).toBeVisible();
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await app.ask('What is this?');
  await page.getByRole('button', { name: /remove the region/i }).click();
  await expect(page.getByText('About the drawn region', { exact: true })).toHaveCount(0);
});

test('Stop ends a question and the next one is answered', async ({ page }) => {
  const app = new App(page);
  await app.start({ device: 'wasm' });
  await page
    .getByRole('button', { name: /teddy bear/i })
    .first()
    .click();
  await expect(app.composer).toBeEnabled();
  const turn = await app.send('Where is the child?');
  await turn.getByRole('button', { name: 'Stop' }).click();
  await expect(turn).toHaveAttribute('data-status', 'stopped');
  const next = await app.ask('Where is the teddy bear?');
  await expect(next).toHaveAttribute('data-state', 'found');
});
