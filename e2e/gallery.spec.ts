import { readdirSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { iou } from '../src/core/index.ts';
import { SAMPLES } from '../src/features/samples/samples.ts';
import { App } from './support/app.ts';

for (const sample of SAMPLES) {
  test(`sample ${sample.id} opens answered, with whose it is and under which licence`, async ({ page }) => {
    const app = new App(page);
    await app.start({ device: 'wasm-threads' });
    const card = page.locator(`[data-sample="${sample.id}"]`);
    await expect(card).toContainText(sample.credit);
    await card.click();
    await app.opened(sample.file);
    await expect(app.turns).toHaveCount(sample.questions.length);
    for (const [i, question] of sample.questions.entries()) {
      await expect(app.turns.nth(i)).toContainText(question);
      await expect(app.turns.nth(i)).toHaveAttribute('data-state', /found|absent|unsure/);
    }
    await expect(page.getByTestId('shared-note')).toContainText('came with the sample');
    await expect(page.getByRole('button', { name: 'Pause' })).toHaveCount(0);
  });
}

test('at least eight samples of all three kinds, under 12 MB together', () => {
  expect(SAMPLES.length).toBeGreaterThanOrEqual(8);
  expect(new Set(SAMPLES.map(({ kind }) => kind)).size).toBe(3);
  const folder = new URL('../public/samples/', import.meta.url);
  const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(new URL(file, folder)).size, 0);
  expect(bytes).toBeLessThan(12e6);
});

test('a sample run again gives the answers that it came with', async ({ page }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  await page.locator('[data-sample="baby-bear"]').click();
  await expect(app.turns).toHaveCount(4);
  const states = (): Promise<(string | null)[]> =>
    app.turns.evaluateAll((turns) => turns.map((turn) => turn.getAttribute('data-state')));
  const [before, boxes] = [await states(), await app.boxes(app.turns.first())];
  await page.getByRole('button', { name: 'Run it again' }).click();
  await expect(page.getByTestId('shared-note')).toHaveCount(0);
  for (let i = 0; i < 4; i += 1) await expect(app.turns.nth(i)).toHaveAttribute('data-status', 'done', { timeout: 60_000 });
  await expect.poll(async () => (await app.boxes(app.turns.first())).length, { timeout: 60_000 }).toBe(1);
  expect(await states()).toEqual(before);
  expect(iou(boxes[0]!, (await app.boxes(app.turns.first()))[0]!)).toBeGreaterThan(0.98);
});
