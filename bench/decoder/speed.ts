import { readFileSync } from 'node:fs';
import { readConfig } from '../../workers/inference/nano/decoder/config.ts';
import { PromptWriter } from '../../workers/inference/nano/decoder/prompt.ts';
import { compare, type BenchOptions, type Part } from '../part.ts';
import { serve } from '../serve.ts';
import { checkpoint } from './checkpoint.ts';
import type { bench as Bench, Measured } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

const QUESTIONS = [
  'where is the dog?',
  'how many people are there in the picture?',
  'what do you see here',
  'is there a red car',
];
const NEW_TOKENS = 48;

/** Tokens a second of the built-in pack's decoding loop against transformers.js `generate`, on the same weights. */
export async function decoderPart({ threads, quick, say }: BenchOptions): Promise<Part> {
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
  try {
    say('decoder against transformers.js');
    const page = await open();
    await page.evaluate((n) => bench.start('wasm', n), threads);
    const config = readConfig(readFileSync(new URL('config.json', pack), 'utf8'));
    const writer = new PromptWriter(readFileSync(new URL('tokenizer.json', pack), 'utf8'), config);
    const prompts = [2, 12, 24, 40].map((things, i) =>
      writer.picture(things).concat(writer.conversation({ question: QUESTIONS[i]!, pointed: null }, [], () => null)),
    );
    const runs: Record<'ours' | 'theirs', Measured[]> = { ours: [], theirs: [] };
    for (let round = -1; round < (quick ? 1 : 6); round += 1) {
      for (const prompt of prompts) {
        // Who goes first changes with the round; the first round only warms up.
        const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
        const answers: Partial<Record<'ours' | 'theirs', Measured>> = {};
        for (const who of order) {
          const result = await page.evaluate(([w, p, n]) => bench.run(w, p, n), [who, prompt, NEW_TOKENS] as const);
          answers[who] = result;
          if (round >= 0) runs[who].push(result);
        }
        if (answers.ours!.tokens.join() !== answers.theirs!.tokens.join()) throw new Error('The two wrote different tokens');
      }
    }
    const of = (read: (run: Measured) => number) => ({ ours: runs.ours.map(read), peer: runs.theirs.map(read) });
    return {
      id: 'decoder',
      title: 'Decoder',
      rows: [
        compare(
          `decoder, wasm, ${threads} thread(s)`,
          'tokens/s',
          'rate',
          of(({ rate }) => rate),
          'transformers.js',
          {
            is: 'least',
            value: 1,
          },
        ),
        compare(
          'first token',
          'ms',
          'speed',
          of(({ first }) => first),
          'transformers.js',
        ),
      ],
      notes: [
        `Both write the same ${NEW_TOKENS} tokens for the same prompts, greedily, from the same 8-bit graph; the run fails when they differ.`,
      ],
    };
  } finally {
    await close();
  }
}
