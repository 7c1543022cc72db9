/**
 * `npm run bench`: speed and memory side by side with what would be used instead, in one run, by turns, as medians and ratios.
 *
 *     npm run bench -- [--only detector,decoder,frames,app,long] [--threads N] [--quick] [--json]
 *
 * Prints a table and writes it to `bench/results/` as Markdown, JSON and a plot; parts that were not run keep their figures there.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ensureChromium } from '../tools/test/ensure-chromium.ts';
import { appPart } from './app/speed.ts';
import { decoderPart } from './decoder/speed.ts';
import { detectorPart } from './detector/speed.ts';
import { framesPart } from './frames/speed.ts';
import { longPart } from './long/speed.ts';
import { machine } from './machine.ts';
import type { BenchOptions, Part } from './part.ts';
import { toMarkdown, toSvg, type Report } from './report.ts';

const PARTS: Record<string, (options: BenchOptions) => Promise<Part>> = {
  detector: detectorPart,
  decoder: decoderPart,
  frames: framesPart,
  app: appPart,
  long: longPart,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    threads: { type: 'string', default: '2' },
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench/results' },
  },
});
const wanted = values.only?.split(',') ?? Object.keys(PARTS);
const unknown = wanted.filter((id) => !PARTS[id]);
if (unknown.length > 0) throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);

ensureChromium();
const options: BenchOptions = {
  threads: Number(values.threads),
  quick: values.quick,
  say: (text) => void process.stderr.write(`${text}\n`),
};
const parts: Part[] = [];
for (const id of wanted) parts.push(await PARTS[id]!(options));
const report: Report = { date: new Date().toISOString().slice(0, 10), machine: await machine(), parts };
console.log(values.json ? JSON.stringify(report, null, 2) : toMarkdown(report));

if (!values.quick) {
  mkdirSync(values.out, { recursive: true });
  const file = (ending: string): string => `${values.out}/latest.${ending}`;
  // Some parts run again take the place of the same parts, if they are of the same machine.
  const before = existsSync(file('json')) ? (JSON.parse(readFileSync(file('json'), 'utf8')) as Report) : null;
  const kept = before && JSON.stringify(before.machine) === JSON.stringify(report.machine) ? before.parts : [];
  const all = Object.keys(PARTS).flatMap((id) => [...parts, ...kept].find((part) => part.id === id) ?? []);
  const whole: Report = { ...report, parts: all };
  writeFileSync(file('json'), `${JSON.stringify(whole, null, 2)}\n`);
  writeFileSync(file('svg'), toSvg(whole));
  writeFileSync(file('md'), toMarkdown(whole));
  options.say(`written to ${values.out}/latest.md, .json and .svg`);
}
