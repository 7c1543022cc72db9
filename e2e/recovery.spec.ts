import { expect, test } from '@playwright/test';
import { App, overlaps } from './support/app.ts';

/** Drawn by hand around the teddy bear of the sample. */
const BEAR = [0.565, 0.28, 0.835, 0.64] as const;

test.describe('a dead worker is replaced and the document stays', () => {
  for (const [how, kill] of [
    ['closed without a word', 'self.close()'],
    ['crashed', 'setTimeout(() => { throw new Error("crash made by the test"); })'],
    ['hung', 'const end = Date.now() + 60000; while (Date.now() < end);'],
  ] as const) {
    test(how, async ({ page }) => {
      const app = new App(page);
      await app.start({ device: 'wasm' });
      await page
        .getByRole('button', { name: /teddy bear/i })
        .first()
        .click();
      const before = await app.ask('Where is the teddy bear?');
      const turn = await app.send('Where is the child?');
      const inference = page.workers().find((worker) => worker.url().includes('inference') || worker.url().includes('worker'));
      expect(inference).toBeDefined();
      // The worker may be gone or busy before it can say that the script ran.
      void inference!.evaluate(kill).catch(() => undefined);
      await expect(turn).toHaveAttribute('data-status', 'done', { timeout: 60_000 });

      const next = await app.ask('Where is the teddy bear?');
      await expect(next).toHaveAttribute('data-state', 'found');
      expect(overlaps([BEAR], await app.boxes(next))[0]).toBeGreaterThan(0.6);
      expect(await app.boxes(next)).toEqual(await app.boxes(before));
      await expect(app.turns).toHaveCount(3);
    });
  }
});
