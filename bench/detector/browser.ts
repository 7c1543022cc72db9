/**
 * The image encoder in Chromium: accuracy of its proposals, time on wasm with one and two threads, and, with `--webgpu`, whether
 * WebGPU gives the same boxes (on the software adapter: about 20 s a picture).
 *
 *     npx tsx bench/detector/browser.ts path/to/annotations.json [--webgpu | --proposals FILE]
 *
 * `--proposals FILE` only writes what the encoder finds, with the labels: what `training/fit.py` learns the detector's habits from.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { iou } from '../../src/core/index.ts';
import { convert } from '../../tools/models/convert.ts';
import { centernet, nanodet } from '../../tools/models/detectors.ts';
import type { Proposal } from '../../workers/inference/nano/image-encoder/index.ts';
import { median, serve } from '../serve.ts';
import { evaluate, type Scored } from './average-precision.ts';
import { datasetArgument, readDataset } from './data.ts';
import type { bench as Bench } from './page.ts';

/** What `page.ts` puts there. */
declare const bench: typeof Bench;

const data = readDataset(datasetArgument());
const models: Record<string, () => Uint8Array> = {
  centernet: () => convert(centernet()).bytes,
  nanodet: () => convert(nanodet()).bytes,
};

const { open, close } = await serve(
  'detector',
  (path) => {
    const [, kind, name = ''] = path.split('/');
    if (kind === 'picture') return readFileSync(data.files[Number(name)]!);
    return kind === 'model' ? models[name]!() : null;
  },
  ['onnxruntime-web'],
);

/** All pictures through the encoder. */
async function encodeAll(threads: number): Promise<{ proposals: Proposal[][]; times: number[] }> {
  const page = await open();
  await page.evaluate((n) => bench.start('wasm', n), threads);
  const proposals: Proposal[][] = [];
  const times: number[] = [];
  for (const index of data.files.keys()) {
    const result = await page.evaluate((i) => bench.encode(i), index);
    proposals.push(result.proposals);
    times.push(result.milliseconds);
  }
  await page.close();
  return { proposals, times };
}

function report(proposals: readonly Proposal[][]): void {
  const found: Scored[] = proposals.flatMap((list, image) =>
    list.flatMap(({ box, classes }) => classes.map(({ name, score }) => ({ image, box, label: name, score }))),
  );
  const first: Scored[] = proposals.flatMap((list, image) =>
    list.map(({ box, classes, score }) => ({ image, box, label: classes[0]!.name, score })),
  );
  const { ap50, recall } = evaluate(data.truth, found);
  console.log(
    `encoder: AP50 ${ap50.toFixed(3)}, recall with any of its classes ${recall.toFixed(3)}, ${first.length} proposals, ${data.truth.length} labelled`,
  );
  for (const least of [0.2, 0.25, 0.3, 0.32, 0.35, 0.4]) {
    const kept = first.filter(({ score }) => score >= least);
    const hits = evaluate(data.truth, kept).recall;
    const precision = (hits * data.truth.length) / kept.length;
    console.log(
      `first class, score from ${least}: precision ${precision.toFixed(2)}, recall ${hits.toFixed(2)}, ${kept.length} proposals`,
    );
  }
}

async function compareWebgpu(expected: readonly Proposal[][]): Promise<void> {
  const page = await open();
  await page.evaluate(() => bench.start('webgpu', 1));
  for (const index of [0, 1]) {
    const { proposals, milliseconds } = await page.evaluate((i) => bench.encode(i), index);
    const pairs = proposals.map((proposal, i) => ({ proposal, twin: expected[index]?.[i] }));
    const overlaps = pairs.map(({ proposal, twin }) =>
      twin && twin.classes[0]?.id === proposal.classes[0]?.id ? iou(proposal.box, twin.box) : 0,
    );
    const scores = pairs.map(({ proposal, twin }) => Math.abs(proposal.score - (twin?.score ?? 0)));
    console.log(
      `webgpu, picture ${index}: ${proposals.length} proposals (wasm ${expected[index]?.length}), smallest IoU ${Math.min(...overlaps).toFixed(5)}, ` +
        `largest score difference ${Math.max(...scores).toExponential(1)}, ${Math.round(milliseconds)} ms`,
    );
  }
  await page.close();
}

const { values: options } = parseArgs({ allowPositionals: true, strict: false, options: { proposals: { type: 'string' } } });
if (typeof options.proposals === 'string') {
  const { proposals } = await encodeAll(2);
  const pictures = proposals.map((found, image) => ({ found, truth: data.truth.filter((box) => box.image === image) }));
  writeFileSync(options.proposals, JSON.stringify(pictures));
} else if (process.argv.includes('--webgpu')) {
  const { proposals } = await encodeAll(2);
  await compareWebgpu(proposals);
} else {
  for (const threads of [1, 2]) {
    const { proposals, times } = await encodeAll(threads);
    if (threads === 1) report(proposals);
    console.log(
      `encoder, wasm, ${threads} thread(s): first ${Math.round(times[0]!)} ms, median of the rest ${Math.round(median(times.slice(1)))} ms`,
    );
    for (const [model, width, height] of [
      ['centernet', 512, 512],
      ['centernet', 640, 480],
      ['nanodet', 416, 416],
    ] as const) {
      const page = await open();
      await page.evaluate((n) => bench.start('wasm', n), threads);
      const taken = await page.evaluate(([m, w, h]) => bench.time(m, w, h, 12), [model, width, height] as const);
      console.log(
        `${model} ${width}x${height}, wasm, ${threads} thread(s): first ${Math.round(taken[0]!)} ms, median ${Math.round(median(taken.slice(2)))} ms`,
      );
      await page.close();
    }
  }
}
await close();
