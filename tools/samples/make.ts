/**
 * `npm run samples [-- ID ...]`: makes the gallery in `public/samples` from the production build in real Chromium.
 *
 * 1. Films and recordings are rendered from the CC0 photos and clips in this repository (films.ts); delete a file to make it anew.
 * 2. Every sample gets a small picture, unless it has one.
 * 3. The app is asked every sample's questions, as a person would ask, and its own JSON export becomes `ID.result.json`.
 *
 * Samples that are not made here and have to lie there already: the photos (IBM MAX-Object-Detector, CC0), `webb.mp4` (NASA's
 * Goddard Space Flight Center, svs.gsfc.nasa.gov/13013, public domain) and `sonnet.mp3` (LibriVox, Shakespeare's sonnet 1, public domain).
 */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import sirv from 'sirv';
import { SAMPLES, type Sample } from '../../src/features/samples/samples.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../test/chromium.ts';
import { FILMS } from './films.ts';
import { render } from './render.ts';
import { soundThumb, videoThumb } from './thumbs.ts';

const FOLDER = 'public/samples';
/** The gallery's limit, in bytes. */
const LIMIT = 12e6;

const wanted = new Set(process.argv.slice(2));
const samples = SAMPLES.filter(({ id }) => wanted.size === 0 || wanted.has(id));
const at = (file: string): string => path.join(FOLDER, file);

type Times = readonly [number, number];
type Part = { readonly span?: Times; readonly tube?: { readonly span: Times } };

/** What of an export is looked at here. */
interface Result {
  readonly turns: readonly { readonly answer: { readonly references: readonly Part[] } }[];
}

/** The build, with the samples as they are now instead of those it was made with. */
async function serve(): Promise<{ readonly url: string; close(): void }> {
  const [app, own] = [sirv('dist', { etag: true }), sirv('public', { dev: true })];
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    const missing = (): void => void response.writeHead(404).end();
    const [first, second] = request.url?.startsWith('/samples/') ? [own, app] : [app, own];
    first(request, response, () => second(request, response, missing));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(page: Page, url: string, sample: Sample): Promise<void> {
  await page.goto(url);
  await page.locator(`[data-sample="${sample.id}"]`).click();
  const composer = page.getByRole('textbox', { name: /ask/i });
  await composer.waitFor();
  await page.waitForTimeout(1500);
  const clear = page.getByRole('button', { name: 'Clear' });
  if (await clear.isVisible()) await clear.click();
  for (const [i, question] of sample.questions.entries()) {
    await composer.fill(question);
    await composer.press('Enter');
    const turn = page.getByTestId('turn').nth(i);
    await turn.and(page.locator('[data-status=done]')).waitFor({ timeout: 300_000 });
    const said = await turn.getByTestId('coordinate-text').textContent();
    console.log(`  ${question} -> ${await turn.getAttribute('data-state')}: ${said}`);
  }
  await page.getByRole('button', { name: 'Share and save' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: /JSON/ }).first().click(),
  ]);
  const result = JSON.parse(readFileSync(await download.path(), 'utf8')) as Result;
  // It opens with the first answer shown, in the middle of what it points at.
  const first = result.turns[0]!.answer.references[0];
  const [start, end] = first?.tube?.span ?? first?.span ?? [0, 0];
  writeFileSync(
    at(`${sample.id}.result.json`),
    `${JSON.stringify({ ...result, view: { turn: 0, selected: null, time: sample.kind === 'video' ? (start + end) / 2 : 0 } })}\n`,
  );
}

const server = await serve();
const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS] });
/** In a profile of its own: one that opened something before shows that again. */
const fresh = async (): Promise<Page> =>
  (await browser.newContext({ serviceWorkers: 'block', reducedMotion: 'reduce' })).newPage();
const page = await fresh();
// tsx names the functions that it compiles with this; those that run in the page find it there.
await page.addInitScript('globalThis.__name = (made) => made');
await page.goto(server.url);
for (const sample of samples) {
  const film = FILMS[sample.file];
  if (film && !existsSync(at(sample.file))) writeFileSync(at(sample.file), await render(page, await film()));
  const url = `${server.url}samples/${sample.file}`;
  if (!existsSync(at(sample.thumb))) {
    if (sample.kind === 'video')
      await videoThumb(page, url, sample.id === 'webb' ? 8 : sample.id === 'afternoons' ? 14 : 6, at(sample.thumb));
    else if (sample.kind === 'sound') await soundThumb(page, url, at(sample.thumb));
  }
}
for (const sample of samples) {
  console.log(`${sample.title} (${(statSync(at(sample.file)).size / 1000).toFixed(0)} kB)`);
  const own = await fresh();
  await answer(own, server.url, sample);
  await own.context().close();
}
await browser.close();
server.close();
const total = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(at(file)).size, 0);
console.log(`${SAMPLES.length} samples, ${(total / 1e6).toFixed(1)} MB`);
if (total > LIMIT) throw new Error(`the gallery is larger than ${LIMIT / 1e6} MB`);
