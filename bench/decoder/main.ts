/**
 * Tokens a second of the built-in pack's decoding loop against transformers.js `generate`, on the same weights, in one run, in Chromium.
 *
 *     npm run bench -- [--webgpu] [--threads N] [--json]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readConfig } from '../../workers/inference/nano/decoder/config.ts';
import { PromptWriter } from '../../workers/inference/nano/decoder/prompt.ts';
import { median, serve } from '../serve.ts';
import { checkpoint } from './checkpoint.ts';
import type { bench as Bench, Measured } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

const { values: options } = parseArgs({
  options: {
    webgpu: { type: 'boolean', default: false },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
  },
});
const device = options.webgpu ? 'webgpu' : 'wasm';
const pack = new URL('../../public/packs/nano/', import.meta.url);
const files = checkpoint();
const { open, close } = await serve(
  'decoder',
  (path) => {
    if (path.startsWith('/pack/')) return readFileSync(new URL(path.slice(6), pack));
    // transformers.js probes for files that need not be there.
    if (path.startsWith('/checkpoint/')) return files.get(path.slice('/checkpoint/nano/'.length)) ?? 'missing';
    return null;
  },
  ['onnxruntime-web', '@huggingface/transformers'],
);
const page = await open();
await page.evaluate(([d, n]) => bench.start(d, n), [device, Number(options.threads)] as const);

const config = readConfig(readFileSync(new URL('config.json', pack), 'utf8'));
const writer = new PromptWriter(readFileSync(new URL('tokenizer.json', pack), 'utf8'), config);
const QUESTIONS = [
  'where is the dog?',
  'how many people are there in the picture?',
  'what do you see here',
  'is there a red car',
];
const prompts = [2, 12, 24, 40].map((things, i) =>
  writer.picture(things).concat(writer.conversation({ question: QUESTIONS[i]!, pointed: null }, [], () => null)),
);
const NEW_TOKENS = 48;
const ROUNDS = options.webgpu ? 1 : 4;

const runs: Record<'ours' | 'theirs', Measured[]> = { ours: [], theirs: [] };
let same = true;
for (let round = -1; round < ROUNDS; round += 1) {
  for (const prompt of prompts) {
    // Who goes first changes with the round; the first round only warms up.
    const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
    const answers: Partial<Record<'ours' | 'theirs', Measured>> = {};
    for (const who of order) {
      const result = await page.evaluate(([w, p, n]) => bench.run(w, p, n), [who, prompt, NEW_TOKENS] as const);
      answers[who] = result;
      if (round >= 0) runs[who].push(result);
    }
    same &&= answers.ours!.tokens.join() === answers.theirs!.tokens.join();
  }
}
await close();

const figures = (of: readonly Measured[]) => ({
  tokensPerSecond: median(of.map((r) => r.rate)),
  firstTokenMs: median(of.map((r) => r.first)),
});
const [ours, theirs] = [figures(runs.ours), figures(runs.theirs)];
const result = {
  device,
  threads: Number(options.threads),
  ours,
  theirs,
  ratio: ours.tokensPerSecond / theirs.tokensPerSecond,
  same,
};
if (options.json) console.log(JSON.stringify(result, null, 2));
else {
  console.log(`${device}, ${result.threads} threads, ${runs.ours.length} answers of ${NEW_TOKENS} tokens each, medians`);
  for (const [name, f] of [
    ['this pack', ours],
    ['transformers.js generate', theirs],
  ] as const) {
    console.log(
      `${name.padEnd(26)}${f.tokensPerSecond.toFixed(1)} tokens/s, first token after ${f.firstTokenMs.toFixed(0)} ms`,
    );
  }
  console.log(`ratio ${result.ratio.toFixed(2)}, ${same ? 'the same tokens' : 'DIFFERENT tokens'}`);
}
if (!same) process.exitCode = 1;
