import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { App } from './support/app.ts';

async function clean(page: Page, where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  expect(found, where).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing, ${colorScheme}, ${width} px`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize({ width, height: 800 });
      const app = new App(page);
      await app.start();
      await clean(page, 'empty');
      await app.open('public/samples/baby-bear.jpg');
      await app.opened('baby-bear.jpg');
      await app.ask('Where is the teddy bear?');
      await app.ask('Where is the quokka?');
      await clean(page, 'answered');
      await app.composer.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog')).toBeVisible();
      await clean(page, 'shortcuts');
    });
  }
}

test('no layout shift when the answer arrives', async ({ page }) => {
  const app = new App(page);
  await app.start();
  await app.open('public/samples/baby-bear.jpg');
  await app.opened('baby-bear.jpg');
  await page.evaluate(() => {
    const shifts: number[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) shifts.push(entry.value);
      }
    }).observe({ type: 'layout-shift' });
  });
  await app.ask('Where is the teddy bear?');
  const shift = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts.reduce((a, b) => a + b, 0));
  expect(shift).toBeLessThan(0.02);
});

test('the main journey by keyboard alone', async ({ page }) => {
  const app = new App(page);
  await app.start();
  await page
    .getByRole('button', { name: /teddy bear/i })
    .first()
    .focus();
  await page.keyboard.press('Enter');
  await expect(app.composer).toBeEnabled();
  await page.getByRole('button', { name: 'Clear' }).focus();
  await page.keyboard.press('Enter');
  await expect(app.turns).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(app.composer).toBeFocused();
  await page.keyboard.type('Where is the teddy bear?');
  await page.keyboard.press('Enter');
  await expect(app.turns.last()).toHaveAttribute('data-state', 'found', { timeout: 60_000 });
  const list = page.getByRole('listbox');
  await list.getByRole('option').first().focus();
  await page.keyboard.press('Enter');
  await expect(list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
});
