import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { App } from '../../e2e/support/app.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../../tools/test/chromium.ts';
import { serve } from '../../tools/evaluate/serve.ts';

/** The production build in Chromium, as a person has it. */
export interface Built {
  readonly browser: Browser;
  /** A fresh profile with nothing in its caches; `url` is the page's address. */
  readonly profile: () => Promise<{ readonly open: () => Promise<Page>; readonly close: () => Promise<void> }>;
  readonly url: string;
  /** A folder for files, gone after `close`. */
  readonly folder: string;
  readonly close: () => Promise<void>;
}

/** Serves `dist`, which `npm run bench` has built. */
export async function built(): Promise<Built> {
  const folder = mkdtempSync(path.join(tmpdir(), 'whereabouts-bench-'));
  const server = await serve(folder, '');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS] });
  return {
    browser,
    url: server.url,
    folder,
    async profile() {
      // Without the service worker: it fetches everything for offline use once the page is idle, beside what is measured.
      const context = await browser.newContext({ serviceWorkers: 'block' });
      return { open: () => context.newPage(), close: () => context.close() };
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Asks in the open page and waits for the answer.
 *
 * @returns milliseconds from the question's sending to its answer, as the page's own clock has them, and when that was since navigation
 */
export async function ask(page: Page, question: string): Promise<{ readonly taken: number; readonly at: number }> {
  const app = new App(page);
  await app.composer.fill(question);
  const count = await app.turns.count();
  const sent = await page.evaluate(() => performance.now());
  await app.composer.press('Enter');
  const handle = await page.waitForFunction(
    (n) => {
      const turn = document.querySelectorAll<HTMLElement>('[data-testid=turn]')[n];
      const status = turn?.dataset['status'] ?? '';
      return ['done', 'failed', 'stopped'].includes(status) ? { at: performance.now(), status } : null;
    },
    count,
    { timeout: 3_600_000 },
  );
  const end = (await handle.jsonValue())!;
  if (end.status !== 'done') throw new Error(`"${question}" ended as ${end.status}`);
  return { taken: end.at - sent, at: end.at };
}

/** Opens a file under a name that was not open before, and waits until questions can be asked about it. */
export async function openFile(page: Page, file: string, folder: string): Promise<void> {
  opened += 1;
  const copy = path.join(folder, `${opened}-${path.basename(file)}`);
  copyFileSync(path.resolve(file), copy);
  await new App(page).open(copy);
  await page.waitForFunction(
    (name) =>
      document.querySelector('main')?.textContent.includes(name) === true &&
      document.querySelectorAll('[data-testid=turn]').length === 0 &&
      document.querySelector<HTMLTextAreaElement>('textarea')?.disabled === false,
    path.basename(copy),
  );
}

let opened = 0;
