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
import { readQuestions, type Question } from '../../src/features/evaluate/dataset.ts';
import { figuresOf } from '../../src/features/evaluate/figures.ts';
import type { EvaluationRecord } from '../../src/features/evaluate/record.ts';
import { readArguments, type EvaluateArguments } from './arguments.ts';
import { earlierRecords, withFiles } from './files.ts';
import { serve } from './serve.ts';

/** All that is no figure goes to standard error, so that `--json` leaves one object on standard output. */
const say = (text: string): void => void process.stderr.write(text);

async function main(args: EvaluateArguments): Promise<EvaluationRecord[]> {
  if (!statSync(args.media, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${args.media} is not a folder.`);
  if (!existsSync(args.dataset)) throw new Error(`There is no file ${args.dataset}.`);
  const text = readFileSync(args.dataset, 'utf8');
  const { format, questions, problems } = readQuestions(text, path.basename(args.dataset), args.format);
  for (const problem of problems) say(`${problem}\n`);
  const wanted = withFiles(questions.slice(0, args.limit), args.media);
  if (wanted.length === 0) throw new Error('The dataset has no question that can be asked.');
  say(
    `${questions.length} questions in the format ${format}${problems.length > 0 ? `, ${problems.length} records left out` : ''}\n`,
  );
  const records = args.out ? earlierRecords(args.out, wanted, args.pack) : [];
  if (records.length > 0) say(`${records.length} of them were answered in an earlier run\n`);
  if (args.out) writeFileSync(args.out, records.map((r) => `${JSON.stringify(r)}\n`).join(''));
  const done = new Set(records.map((r) => r.index));
  const rest = wanted.map((question, index) => ({ question, index })).filter(({ index }) => !done.has(index));
  if (rest.length > 0) {
    await ask(
      rest.map(({ question }) => question),
      args,
      (record) => {
        const whole = { ...record, index: rest[record.index]!.index };
        records.push(whole);
        if (args.out) appendFileSync(args.out, `${JSON.stringify(whole)}\n`);
        say(
          `${process.stderr.isTTY ? '\r' : ''}${records.length} of ${wanted.length} questions${process.stderr.isTTY ? '' : '\n'}`,
        );
      },
    );
    say('\n');
  }
  return records.toSorted((a, b) => a.index - b.index);
}

/** Asks in the app's evaluation page. */
async function ask(
  questions: readonly Question[],
  { media, device, pack }: EvaluateArguments,
  onRecord: (record: EvaluationRecord) => void,
): Promise<void> {
  const server = await serve(path.resolve(media), JSON.stringify({ questions, problems: [] }));
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...CHROMIUM_ARGS, ...(device === 'webgpu' ? WEBGPU_ARGS : [])],
  });
  try {
    const page = await browser.newPage();
    await listen(page, onRecord);
    const query = new URLSearchParams({
      evaluate: '',
      questions: 'evaluation/questions.json',
      media: 'evaluation/media/',
      device,
      pack,
    });
    await page.goto(`${server.url}?${query.toString()}`);
    const status = page.getByRole('status').filter({ hasText: /^(finished|failed)/i });
    await status.waitFor({ timeout: 0 });
    const end = await status.innerText();
    if (end.startsWith('Failed')) throw new Error(end);
  } finally {
    await browser.close();
    await server.close();
  }
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
      console.log(name.padEnd(20), Number.isInteger(value) ? value : value.toFixed(3));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
