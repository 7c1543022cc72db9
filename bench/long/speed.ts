import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { ask, built, openFile } from '../app/driver.ts';
import { watchMemory } from '../app/memory.ts';
import { compare, plain, type BenchOptions, type Part, type Row } from '../part.ts';
import { serve } from '../serve.ts';
import type { bench as Bench } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

const KINDS = [
  { kind: 'video', minutes: [2, 20, 120], source: 'public/samples/baby-bear.jpg', question: 'When is the teddy bear visible?' },
  { kind: 'sound', minutes: [3, 30, 180], source: 'e2e/clips/cow.wav', question: 'When do I hear a cow?' },
] as const;

/** How cost grows with length: one question about minutes and about hours, in a fresh profile each. */
export async function longPart({ quick, say }: BenchOptions): Promise<Part> {
  const rows: Row[] = [];
  const maker = await serve('long', (at) => (at.startsWith('/thing/') ? readFileSync(at.slice('/thing/'.length)) : null));
  const app = await built();
  try {
    for (const { kind, minutes, source, question } of KINDS) {
      const seen: { minutes: number; taken: number; memory: number | null }[] = [];
      for (const length of quick ? minutes.slice(0, 2) : minutes) {
        say(`${kind} of ${length} minutes`);
        const file = path.join(app.folder, `${kind}-${length}.${kind === 'video' ? 'mp4' : 'm4a'}`);
        const page = await maker.open();
        const download = page.waitForEvent('download', { timeout: 600_000 });
        await page.evaluate(([k, m, s, n]) => bench.make(k, m, s, n), [
          kind,
          length,
          `/thing/${source}`,
          path.basename(file),
        ] as const);
        await (await download).saveAs(file);
        await page.close();
        const profile = await app.profile();
        const tab = await profile.open();
        await tab.goto(app.url);
        const watch = watchMemory(app.browser);
        await openFile(tab, file, app.folder);
        const { taken } = await ask(tab, question);
        seen.push({ minutes: length, taken, memory: await watch.stop() });
        await profile.close();
        rows.push(
          plain(`${kind} of ${length} min (${(statSync(file).size / 1e6).toFixed(0)} MB), first answer`, 's', taken / 1000),
        );
      }
      const [first, last] = [seen[0]!, seen.at(-1)!];
      rows.push(
        compare(
          `${kind} of ${last.minutes} min`,
          's',
          'cost',
          { ours: [last.taken / 1000], peer: [first.taken / 1000] },
          `${first.minutes} min, ${last.minutes / first.minutes} times as short`,
        ),
      );
      if (first.memory !== null && last.memory !== null) {
        rows.push(
          compare(
            `greatest memory, ${kind} of ${last.minutes} min`,
            'MB',
            'cost',
            { ours: [last.memory / 1e6], peer: [first.memory / 1e6] },
            `${first.minutes} min`,
            { is: 'most', value: 1.5 },
          ),
        );
      }
    }
    return {
      id: 'long',
      title: 'Long media',
      rows,
      notes: ['Made on the fly; what is asked about is there for a tenth of the time. Memory: page processes, from /proc.'],
    };
  } finally {
    await app.close();
    await maker.close();
  }
}
