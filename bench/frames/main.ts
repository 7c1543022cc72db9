/**
 * Frames a second sampled from a video: the media worker's reader against seeking a `<video>` element, on one file, in one run.
 *
 *     npx tsx bench/frames/main.ts [--seconds N] [--codec avc|vp9] [--json]
 */
import { parseArgs } from 'node:util';
import { median, serve } from '../serve.ts';
import type { bench as Bench } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '40' },
    codec: { type: 'string', default: 'avc' },
    json: { type: 'boolean', default: false },
  },
});
const seconds = Number(options.seconds);
const codec = options.codec === 'vp9' ? 'vp9' : 'avc';
const ROUNDS = 4;
/** Samples a second: a coarse look over a long video, a usual one, a fine one. */
const RATES = [0.2, 4, 10];

const { open, close } = await serve('frames', () => null);
const page = await open();
const bytes = await page.evaluate(([s, c]) => bench.make(s, 1280, 720, c), [seconds, codec] as const);
const rows: { rate: number; ours: number; seeking: number; ratio: number }[] = [];
for (const rate of RATES) {
  const runs: Record<'ours' | 'seeking', number[]> = { ours: [], seeking: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    // Who goes first changes with the round; the first round only warms up.
    for (const who of round % 2 === 0 ? (['ours', 'seeking'] as const) : (['seeking', 'ours'] as const)) {
      const speed = await page.evaluate(([w, s, r]) => bench[w](s, r), [who, seconds, rate] as const);
      if (round >= 0) runs[who].push(speed);
    }
  }
  const [ours, seeking] = [median(runs.ours), median(runs.seeking)];
  rows.push({ rate, ours, seeking, ratio: ours / seeking });
}
await close();

if (options.json) console.log(JSON.stringify({ seconds, codec, bytes, rows }, null, 2));
else {
  console.log(`1280x720 ${codec}, ${seconds} s at 25 frames a second, ${(bytes / 1e6).toFixed(1)} MB; medians of ${ROUNDS}`);
  for (const { rate, ours, seeking, ratio } of rows) {
    console.log(
      `${String(rate).padStart(3)} samples a second of video: reader ${ours.toFixed(0)} frames/s, seeking ${seeking.toFixed(0)}, ratio ${ratio.toFixed(1)}`,
    );
  }
}
