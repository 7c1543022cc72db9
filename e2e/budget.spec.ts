import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';

/** DESIGN: the first page load stays under 250 kB gzip of script; engines, codecs and models load on demand. */
const BUDGET = 250 * 1000;

test('the first load is under 250 kB gzip of script', async ({ page }) => {
  const sizes = new Map<string, number>();
  const reading: Promise<void>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (/\.m?js$/.test(pathname)) reading.push(response.body().then((body) => void sizes.set(pathname, gzipSync(body).length)));
  });
  await page.goto('./');
  await page.waitForLoadState('networkidle');
  await Promise.all(reading);
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  console.log(`first load: ${(total / 1000).toFixed(0)} kB gzip of script in ${sizes.size} files`);
  expect(sizes.size).toBeGreaterThan(0);
  expect(total).toBeLessThan(BUDGET);
});

test('nothing but the page itself is asked for', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(baseURL!) && !/^(blob|data):/.test(url)) foreign.push(url);
  });
  await page.goto('./');
  await page.waitForLoadState('networkidle');
  expect(foreign).toEqual([]);
});
