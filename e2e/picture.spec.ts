import { expect, test } from '@playwright/test';
import { App, overlaps } from './support/app.ts';
import { fileOf, samplePath, truth } from './support/photos.ts';

for (const [thing, question] of [
  ['child', 'Where is the child?'],
  ['horse', 'find the horse'],
  ['teddy bear', 'show me the teddy'],
] as const) {
  test(`a real photo, a question, a box: ${question}`, async ({ page }) => {
    const app = new App(page);
    await app.start();
    await app.open(samplePath(fileOf(thing)));
    await app.opened(fileOf(thing));
    const turn = await app.ask(question);
    await expect(turn).toHaveAttribute('data-state', 'found');
    const found = await app.boxes(turn);
    expect(found).toHaveLength(1);
    expect(overlaps([truth(thing)], found)[0]).toBeGreaterThan(0.5);
  });
}

test('what is not there is said not to be there, a strange word is said to be unknown', async ({ page }) => {
  const app = new App(page);
  await app.start();
  await app.openSample();
  const absent = await app.ask('Where is the zebra?');
  await expect(absent).toHaveAttribute('data-state', 'absent');
  expect(await app.boxes(absent)).toEqual([]);
  const unknown = await app.ask('Where is the quokka?');
  await expect(unknown).toHaveAttribute('data-state', 'unsure');
  await expect(unknown).toContainText('quokka');
});

test('a sample answers by its ready question, and phrase, box and list light each other up', async ({ page }) => {
  const app = new App(page);
  await app.start();
  await app.openSample();
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
  await app.openSample();
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
  await app.openSample();
  const turn = await app.send('Where is the child?');
  await turn.getByRole('button', { name: 'Stop' }).click();
  await expect(turn).toHaveAttribute('data-status', 'stopped');
  const next = await app.ask('Where is the teddy bear?');
  await expect(next).toHaveAttribute('data-state', 'found');
});
