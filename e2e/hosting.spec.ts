import { expect, test } from '@playwright/test';
import { App } from './support/app.ts';
import { serveStatic, type StaticHost } from './support/static-server.ts';

test.describe('on a host that sends no headers, under a sub-path', () => {
  test.use({ serviceWorkers: 'allow' });
  let host: StaticHost;
  test.beforeAll(async () => {
    host = await serveStatic('dist', '/some/where/');
  });
  test.afterAll(() => host.close());

  test('the service worker isolates the page, and threads are used', async ({ page }) => {
    const app = new App(page);
    await app.start({ url: host.url });
    await expect.poll(() => page.evaluate(() => crossOriginIsolated), { timeout: 30_000 }).toBe(true);
    await app.openSample();
    const turn = await app.ask('Where is the teddy bear?');
    await expect(turn).toHaveAttribute('data-state', 'found');
  });

  test('without isolation one thread answers', async ({ browser }) => {
    const context = await browser.newContext({ serviceWorkers: 'block' });
    const app = new App(await context.newPage());
    await app.start({ url: host.url });
    expect(await app.page.evaluate(() => crossOriginIsolated)).toBe(false);
    await app.openSample();
    const turn = await app.ask('Where is the teddy bear?');
    await expect(turn).toHaveAttribute('data-state', 'found');
    await expect(turn).toHaveAttribute('data-device', 'wasm');
    await context.close();
  });
});
