import { byTurns, compare, type BenchOptions, type Part } from '../part.ts';
import { serve } from '../serve.ts';
import type { bench as Bench } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

/** Samples a second: a coarse look over a long video, a usual one, a fine one. */
const RATES = [0.2, 4, 10];

/** Frames a second sampled from a video: the media worker's reader against seeking a `<video>` element, on one file. */
export async function framesPart({ quick, say }: BenchOptions): Promise<Part> {
  const seconds = quick ? 10 : 40;
  const { open, close } = await serve('frames', () => null);
  try {
    say('frames against seeking');
    const page = await open();
    await page.evaluate((s) => bench.make(s, 1280, 720, 'avc'), seconds);
    const rows = [];
    for (const rate of RATES) {
      const runs = await byTurns(
        quick ? 1 : 5,
        1,
        () => page.evaluate(([s, r]) => bench.ours(s, r), [seconds, rate] as const),
        () => page.evaluate(([s, r]) => bench.seeking(s, r), [seconds, rate] as const),
      );
      rows.push(
        compare(`frames, ${rate} a second of video`, 'frames/s', 'rate', runs, 'seeking', {
          is: 'least',
          value: 3,
        }),
      );
    }
    return {
      id: 'frames',
      title: 'Frames of a video',
      rows,
      notes: [`1280 x 720 H.264 of ${seconds} s at 25 frames a second, both to 640 px; opening the file counts for both.`],
    };
  } finally {
    await close();
  }
}
