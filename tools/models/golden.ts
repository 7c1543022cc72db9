/**
 * Makes the golden values of a detector with TensorFlow.js itself: the original graph, run by the TF.js 4.22 (plain JavaScript
 * backend, in Chromium: the bundle does not start in Node) that ships with `@vladmandic/human`, on `syntheticPicture`. `build.ts` compares the converted graph with them.
 *
 *     npx tsx tools/models/golden.ts [centernet|nanodet]
 */
import { writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, chromiumPath } from '../test/chromium.ts';
import { centernet, nanodet } from './detectors.ts';
import { syntheticPicture } from './synthetic.ts';

/** Values of one output, in TensorFlow's layout: `at` are flat positions into `shape`. */
export interface GoldenOutput {
  readonly shape: readonly number[];
  readonly mean: number;
  readonly at: readonly number[];
  readonly values: readonly number[];
}

export interface Golden {
  readonly madeWith: string;
  readonly size: number;
  readonly outputs: Readonly<Record<string, GoldenOutput>>;
}

interface Tensor {
  readonly shape: number[];
  data(): Promise<Float32Array>;
}

/** The few functions used of TF.js, https://js.tensorflow.org/api/4.22.0/. */
interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor(values: Float32Array, shape: number[]): Tensor;
  transpose(tensor: Tensor, axes: number[]): Tensor;
  loadGraphModel(url: string): Promise<{ execute(input: Tensor, outputs: string[]): Tensor | Tensor[] }>;
}

const SAMPLES = 300;
const HIGHEST = 60;

/** Spread positions (a multiplicative walk through the tensor) and those of the highest values, where the detections are. */
function positions(data: Float32Array): number[] {
  const spread = Array.from({ length: SAMPLES }, (_, i) => (i * 7919 * 31) % data.length);
  const highest = Array.from(data.keys()).sort((a, b) => data[b]! - data[a]! || a - b);
  return [...new Set([...spread, ...highest.slice(0, HIGHEST)])];
}

const round = (value: number): number => Number(value.toPrecision(7));

/** Runs in the page. @returns shapes, and the values as base64 of their float32 bytes. */
async function runInPage(job: {
  size: number;
  nhwc: boolean;
  model: string;
  outputs: string[];
}): Promise<{ shape: number[]; bytes: string }[]> {
  const library = '/tfjs.js';
  const tf = (await import(/* @vite-ignore */ library)) as TensorFlow;
  await tf.setBackend('cpu');
  await tf.ready();
  const model = await tf.loadGraphModel(`/${job.model}.json`);
  const picture = new Float32Array(await (await fetch('/picture')).arrayBuffer());
  const planar = tf.tensor(picture, [1, 3, job.size, job.size]);
  const result = model.execute(job.nhwc ? tf.transpose(planar, [0, 2, 3, 1]) : planar, job.outputs);
  const found: { shape: number[]; bytes: string }[] = [];
  for (const tensor of Array.isArray(result) ? result : [result]) {
    const bytes = new Uint8Array((await tensor.data()).slice().buffer);
    let binary = '';
    for (const byte of bytes) binary += String.fromCharCode(byte);
    found.push({ shape: tensor.shape, bytes: btoa(binary) });
  }
  return found;
}

async function main(name: string): Promise<void> {
  const spec = name === 'nanodet' ? nanodet() : centernet();
  const { size, layout } = spec.input;
  const model = basename(spec.source);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...CHROMIUM_ARGS] });
  const page = await browser.newPage();
  const library = fileURLToPath(new URL('../../node_modules/@vladmandic/human/dist/tfjs.esm.js', import.meta.url));
  await page.route('http://golden.test/**', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ contentType: 'text/html', body: '<!doctype html>' });
    if (pathname === '/tfjs.js') return route.fulfill({ contentType: 'text/javascript', path: library });
    if (pathname === '/picture') return route.fulfill({ body: Buffer.from(syntheticPicture(size).buffer) });
    return route.fulfill({ path: join(dirname(spec.source), pathname) });
  });
  await page.goto('http://golden.test/');
  const job = { size, nhwc: layout === 'nhwc', model, outputs: Object.values(spec.outputs) };
  const results = await page.evaluate(runInPage, job);
  await browser.close();

  const outputs: Record<string, GoldenOutput> = {};
  for (const [i, output] of Object.keys(spec.outputs).entries()) {
    const { shape, bytes } = results[i]!;
    const raw = Buffer.from(bytes, 'base64');
    const data = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
    const at = positions(data);
    const mean = round(data.reduce((sum, v) => sum + v, 0) / data.length);
    outputs[output] = { shape, mean, at, values: at.map((p) => round(data[p]!)) };
  }
  const golden: Golden = { madeWith: 'TensorFlow.js 4.22.0, cpu backend, of @vladmandic/human', size, outputs };
  const target = fileURLToPath(new URL(`golden/${spec.name}.json`, import.meta.url));
  writeFileSync(target, `${JSON.stringify(golden)}\n`);
  console.log(`${spec.name}: ${Object.keys(outputs).join(', ')}`);
}

await main(process.argv[2] ?? 'centernet');
