import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from '../../tools/test/chromium.ts';
import { serve } from '../../tools/evaluate/serve.ts';

/** The address, below the app's, of other pages that are served beside it. */
export const PAGES = 'evaluation/media/';

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

/** Serves `dist`, which `npm run bench` has built, and what is put into `folder` below `PAGES`. */
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
 * Waits until an expression of the page is neither null nor false.
 *
 * Looked at when the document changes, not with every frame as `waitForFunction` does: frames asked for without an end keep both the page and the
 * compositor at work, on the cores that are measured. For the same reason nothing here uses locators, whose script runs in the page.
 */
function until<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate<T>(`new Promise((resolve) => {
    const look = () => {
      const found = ${expression};
      if (found === null || found === false) return false;
      observer.disconnect();
      resolve(found);
      return true;
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
  })`);
}

/** Goes to the app; -> milliseconds from navigation until its page stands. */
export async function load(page: Page, url: string): Promise<number> {
  await devtoolsOf(page);
  await page.goto(url, { waitUntil: 'commit' });
  return until<number>(page, `document.querySelector('h1') && performance.now()`);
}

/**
 * Asks in the open page and waits for the answer.
 *
 * @returns milliseconds from the question's sending to its answer, as the page's own clock has them, and when that was since navigation
 */
export async function ask(page: Page, question: string): Promise<{ readonly taken: number; readonly at: number }> {
  const count = await page.evaluate<number>(`
    document.querySelector('textarea').focus();
    document.querySelectorAll('[data-testid=turn]').length`);
  await page.keyboard.insertText(question);
  const sent = await page.evaluate<number>('performance.now()');
  await page.keyboard.press('Enter');
  const end = await until<{ at: number; status: string }>(
    page,
    `((status) => ['done', 'failed', 'stopped'].includes(status) ? { at: performance.now(), status } : null)(
      document.querySelectorAll('[data-testid=turn]')[${count}]?.dataset.status)`,
  );
  if (end.status !== 'done') throw new Error(`"${question}" ended as ${end.status}`);
  return { taken: end.at - sent, at: end.at };
}

/** Opens a file under a name that was not open before, and waits until questions can be asked about it. */
export async function openFile(page: Page, file: string, folder: string): Promise<void> {
  opened += 1;
  const copy = path.join(folder, `${opened}-${path.basename(file)}`);
  copyFileSync(path.resolve(file), copy);
  const devtools = await devtoolsOf(page);
  const { result } = await devtools.send('Runtime.evaluate', { expression: `document.querySelector('input[type=file]')` });
  await devtools.send('DOM.setFileInputFiles', { files: [copy], objectId: result.objectId! });
  // Held until then, and with it whatever the page has taken out of its document.
  await devtools.send('Runtime.releaseObject', { objectId: result.objectId! });
  await until(
    page,
    `document.querySelector('main')?.textContent.includes(${JSON.stringify(path.basename(copy))}) === true &&
      document.querySelectorAll('[data-testid=turn]').length === 0 &&
      document.querySelector('textarea')?.disabled === false`,
  );
}

let opened = 0;

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** The page's developer tools, connected once: that takes as long as opening a picture. */
function devtoolsOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, known);
  return known;
}
