/**
 * `npm run evaluate`: asks a dataset's questions in the real app (production build, headless Chromium) and prints the figures.
 *
 * The app's own evaluation page does the work; this serves it the files and listens. An interrupted run goes on where it stopped
 * when `--out` names the same file.
 */
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, WEBGPU_ARGS, chromiumPath } from '../test/chromium.ts';
import { ensureChromium } from '../test/ensure-chromium.ts';
import { readQuestions } from '../../src/features/evaluate/dataset.ts';
import { figuresOf } from '../../src/features/evaluate/figures.ts';
import type { EvaluationRecord } from '../../src/features/evaluate/run.ts';
import { readArguments, type EvaluateArguments } from './arguments.ts';
import { serve } from './serve.ts';

/** All that is no figure goes to standard error, so that `--json` leaves one object on standard output. */
const say = (text: string): void => void process.stderr.write(text);

function earlier(out: string | null): EvaluationRecord[] {
  if (!out || !existsSync(out)) return [];
  return readFileSync(out, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as EvaluationRecord);
}

async function main(args: EvaluateArguments): Promise<EvaluationRecord[]> {
  if (!statSync(args.media, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${args.media} is not a folder.`);
  if (!existsSync(args.dataset)) throw new Error(`There is no file ${args.dataset}.`);
  const { questions, problems } = readQuestions(readFileSync(args.dataset, 'utf8'));
  for (const problem of problems) say(`${problem}\n`);
  const wanted = questions.slice(0, args.limit);
  if (wanted.length === 0) throw new Error('The dataset has no question that can be asked.');
  const records = earlier(args.out).filter((r) => wanted[r.index]?.query === r.query && wanted[r.index]?.file === r.file);
  if (records.length > 0) say(`${records.length} questions were answered in an earlier run.\n`);
  const done = new Set(records.map((r) => r.index));
  if (args.out) writeFileSync(args.out, records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  const rest = wanted.map((question, index) => ({ question, index })).filter(({ index }) => !done.has(index));
  const server = await serve(path.resolve(args.media), JSON.stringify(rest.map((r) => r.question)));
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGS, ...(args.device === 'webgpu' ? WEBGPU_ARGS : [])],
  });
  try {
    const page = await browser.newPage();
    await listen(page, (record) => {
      const { question, index } = rest[record.index]!;
      // The page was given a plain list: whether yes is right stayed here.
      const whole = { ...record, index, present: question.present ?? null };
      records.push(whole);
      if (args.out) appendFileSync(args.out, `${JSON.stringify(whole)}\n`);
      say(`\r${records.length} of ${wanted.length} questions`);
    });
    const query = new URLSearchParams({
      evaluate: '',
      dataset: 'evaluation/dataset.json',
      media: 'evaluation/media/',
      device: args.device,
    });
    if (rest.length > 0) {
      await page.goto(`${server.url}?${query.toString()}`);
      await page
        .getByRole('status')
        .filter({ hasText: /finished|failed/i })
        .waitFor({ timeout: 0 });
    }
    say('\n');
  } finally {
    await browser.close();
    await server.close();
  }
  return records.toSorted((a, b) => a.index - b.index);
}

async function listen(page: Page, onRecord: (record: EvaluationRecord) => void): Promise<void> {
  await page.exposeFunction('reportEvaluationRecord', onRecord);
  await page.addInitScript(() => {
    addEventListener('evaluation-record', (event) => {
      const exposed = window as unknown as { readonly reportEvaluationRecord: (record: unknown) => void };
      exposed.reportEvaluationRecord((event as CustomEvent).detail);
    });
  });
}

try {
  const args = readArguments(process.argv.slice(2));
  ensureChromium();
  const figures = figuresOf(await main(args));
  if (args.json) console.log(JSON.stringify(figures, null, 2));
  else
    for (const [name, value] of Object.entries(figures))
      console.log(name.padEnd(18), Number.isInteger(value) ? value : value.toFixed(3));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
