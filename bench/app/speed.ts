import type { Page } from '@playwright/test';
import { compare, plain, type BenchOptions, type Part, type Row } from '../part.ts';
import { bundle, median } from '../serve.ts';
import { ask, built, load, openFile, PAGES, type Built } from './driver.ts';
import { pageMemory } from './memory.ts';
import type { bench as Bench, Parts } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

const PICTURES = ['baby-bear', 'dog-human', 'jockey'].map((name) => `public/samples/${name}.jpg`);
const QUESTIONS = ['Where is the teddy bear?', 'Where is the dog?', 'Where is the horse?'];
/** How long a person reads the first answer at least, ms, before opening another picture. */
const READING = 1000;

/** In the fresh page of a fresh profile; `shown` is when the page can be used, the others are answers. Milliseconds. */
interface Start {
  readonly shown: number;
  readonly firstBox: number;
  /** Another picture a second after the first answer, and in another profile right after it. */
  readonly second: number;
  readonly secondAtOnce: number;
  /** The page loaded again in the same profile. */
  readonly shownAgain: number;
  readonly firstBoxAgain: number;
}

/** Opens another picture and asks about it; -> milliseconds from opening to the answer. */
async function next(app: Built, page: Page, i: number): Promise<number> {
  const before = await page.evaluate(() => performance.now());
  await openFile(page, PICTURES[i % PICTURES.length]!, app.folder);
  const { at } = await ask(page, QUESTIONS[i % QUESTIONS.length]!);
  return at - before;
}

async function start(app: Built): Promise<Start> {
  const profile = await app.profile();
  const page = await profile.open();
  const shown = await load(page, app.url);
  await openFile(page, PICTURES[0]!, app.folder);
  const { at: firstBox } = await ask(page, QUESTIONS[0]!);
  await page.waitForTimeout(READING);
  const second = await next(app, page, 1);
  await page.close();
  const again = await profile.open();
  const shownAgain = await load(again, app.url);
  await openFile(again, PICTURES[2]!, app.folder);
  const { at: firstBoxAgain } = await ask(again, QUESTIONS[2]!);
  await profile.close();
  const hasty = await app.profile();
  const other = await hasty.open();
  await load(other, app.url);
  await openFile(other, PICTURES[0]!, app.folder);
  await ask(other, QUESTIONS[0]!);
  const secondAtOnce = await next(app, other, 1);
  await hasty.close();
  return { shown, firstBox, second, secondAtOnce, shownAgain, firstBoxAgain };
}

/** What a first answer cannot do without, by the same server and browser in a profile of its own. */
async function unavoidable(app: Built, threads: number): Promise<Parts> {
  const profile = await app.profile();
  const page = await profile.open();
  await page.goto(`${app.url}${PAGES}bench.html`);
  const picture = PICTURES[0]!.replace('public/', app.url);
  const parts = await page.evaluate(([n, p, q]) => bench.unavoidable(n, p, q), [threads, picture, QUESTIONS[0]!] as const);
  await profile.close();
  return parts;
}

/**
 * Memory before and after so many questions, each the median of some readings that lie five questions apart: single ones differ by several percent.
 * The first ones are read when every question was asked of every picture, so that what is kept for good is there.
 */
async function memoryOver(app: Built, page: Page, questions: number, readings: number): Promise<Row[]> {
  let asked = 0;
  const askFive = async (): Promise<void> => {
    await openFile(page, PICTURES[(asked / 5) % 3]!, app.folder);
    for (const question of [...QUESTIONS, 'How many people are there?', 'What is in this picture?']) await ask(page, question);
    asked += 5;
  };
  const read = async (): Promise<number | null> => {
    // What is no longer used is given back some time after it was collected.
    for (let i = 0; i < 2; i += 1) {
      await page.requestGC();
      await page.waitForTimeout(1500);
    }
    return pageMemory(app.browser);
  };
  const readSome = async (): Promise<number | null> => {
    const found: (number | null)[] = [];
    for (let i = 0; i < readings; i += 1) {
      await askFive();
      found.push(await read());
    }
    return found.includes(null) ? null : median(found as number[]);
  };
  for (let i = 0; i < 3; i += 1) await askFive();
  const before = await readSome();
  for (let i = readings; i < questions / 5; i += 1) await askFive();
  const after = await readSome();
  if (before === null || after === null) return [];
  const runs = { ours: [after / 1e6], peer: [before / 1e6] };
  return [compare(`memory after ${questions} questions`, 'MB', 'cost', runs, 'before them', { is: 'most', value: 1.05 })];
}

/** Page load, time to the first box, the second question, memory over 100 questions: in the production build. */
export async function appPart({ threads, quick, say }: BenchOptions): Promise<Part> {
  // Single starts differ by a fifth, on a machine that does nothing else.
  const rounds = quick ? 1 : 9;
  const parts: Parts[] = [];
  const starts: Start[] = [];
  const app = await built();
  try {
    await bundle('app', app.folder);
    for (let round = -1; round < rounds; round += 1) {
      say(`cold and warm starts, round ${round + 2} of ${rounds + 1}`);
      const part = await unavoidable(app, threads);
      const begun = await start(app);
      // The first round fills the caches of disks and of the development server.
      if (round < 0) continue;
      parts.push(part);
      starts.push(begun);
    }
    say('100 questions');
    const profile = await app.profile();
    const page = await profile.open();
    await load(page, app.url);
    const warm: number[] = [];
    for (let i = 0; i < 12; i += 1) warm.push(await next(app, page, i));
    const memory = await memoryOver(app, page, quick ? 10 : 100, quick ? 1 : 5);
    await profile.close();
    const steady = median(warm.slice(3));
    return {
      id: 'app',
      title: 'App',
      rows: [
        plain('page load, cold', 'ms', median(starts.map(({ shown }) => shown))),
        plain('page load, warm', 'ms', median(starts.map(({ shownAgain }) => shownAgain))),
        plain('unavoidable: page and script', 'ms', median(parts.map((part) => part.script))),
        plain('unavoidable: fetch', 'ms', median(parts.map((part) => part.fetch))),
        plain('unavoidable: compile', 'ms', median(parts.map(({ compile }) => compile))),
        plain('unavoidable: one inference', 'ms', median(parts.map(({ inference }) => inference))),
        compare(
          'navigation to first box, cold',
          'ms',
          'cost',
          {
            ours: starts.map(({ firstBox }) => firstBox),
            peer: parts.map((part) => part.script + part.fetch + part.compile + part.inference),
          },
          'sum of the unavoidable',
          { is: 'most', value: 1.3 },
        ),
        plain('navigation to first box, warm', 'ms', median(starts.map(({ firstBoxAgain }) => firstBoxAgain))),
        compare(
          'second question after a cold start',
          'ms',
          'cost',
          { ours: starts.map(({ second }) => second), peer: starts.map(() => steady) },
          'a later one',
          { is: 'most', value: 1.5 },
        ),
        compare(
          'the same in the same instant as the first answer',
          'ms',
          'cost',
          { ours: starts.map(({ secondAtOnce }) => secondAtOnce), peer: starts.map(() => steady) },
          'a later one',
        ),
        ...memory,
      ],
      notes: [
        'The production build on a local server, a fresh profile each time, its service worker blocked. From navigation, so the script that opens the picture and types the question counts. The unavoidable parts, one after another in a bare page that is bundled as the app is: the page with the script of the pack, the files that a question about a picture needs, the runtime and sessions made of them, one question.',
        'Second question: another picture is opened a second after the first answer and asked about; the time is from opening to the answer. Without that second the browser still optimizes the code of the first question, on the same cores.',
      ],
    };
  } finally {
    await app.close();
  }
}
