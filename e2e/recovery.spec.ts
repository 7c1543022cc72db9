import { expect, test } from '@playwright/test';
import { App, overlaps } from './support/app.ts';

/** Drawn by hand around the teddy bear of the sample. */
const BEAR = [0.565, 0.28, 0.835, 0.64] as const;

test.describe('a worker that dies in the middle of a request is replaced, and the document stays', () => {
  for (const [how, kill] of [
    ['closed without a word', 'self.close()'],
    ['crashed', 'setTimeout(() => { throw new Error("crash made by the test"); })'],
    ['hung', 'const end = Date.now() + 60000; while (Date.now() < end);'],
  ] as const) {
    test(how, async ({ page }) => {
      // Every worker dies at once and, hung, keeps a core busy until it is given up.
      test.slow();
      const app = new App(page);
      await app.start({ device: 'wasm' });
      await app.openSample();
      // The model is being loaded and the picture not looked at yet: the question waits on both.
      const turn = await app.send('Where is the teddy bear?');
      await expect(turn).toHaveAttribute('data-status', 'running');
      const workers = page.workers();
      expect(workers.length).toBeGreaterThan(0);
      // All of the page's workers die. They may be gone or busy before they can say that the script ran.
      for (const worker of workers) void worker.evaluate(kill).catch(() => undefined);
      await expect(turn).toHaveAttribute('data-status', 'done', { timeout: 150_000 });
      expect(overlaps([BEAR], await app.boxes(turn))[0]).toBeGreaterThan(0.6);

      const next = await app.ask('Where is the child?');
      await expect(next).toHaveAttribute('data-state', 'found');
      await expect(app.turns).toHaveCount(2);
      await page.getByRole('button', { name: /^Device/ }).click();
      await expect(page.getByText(/The worker was replaced \d+ times?\./)).toBeVisible();
    });
  }
});
