import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { INPUT_NAME, type Conversion } from './convert.ts';
import type { Golden } from './golden.ts';
import { syntheticPicture } from './synthetic.ts';

/**
 * How far a converted graph may be from TensorFlow.js, as a share of an output's largest golden value: with the same constants
 * only float sums in another order differ (measured: 0.000002); the shipped graph has the exact 1/6 in its 28 hard gates, which
 * the package rounds by 0.01 % (measured: 0.004).
 */
export const TOLERANCE = { sameConstants: 0.0001, shipped: 0.01 } as const;

/** Largest difference by output, as a share of the output's largest golden value. */
export type Differences = Readonly<Record<string, number>>;

/**
 * Runs a conversion with onnxruntime on the synthetic picture and compares it with the golden values in `file` (made by
 * `golden.ts`).
 *
 * Throws when an output is missing, has another size, or differs by more than `tolerance`.
 */
export async function checkGolden(conversion: Conversion, file: URL, tolerance: number): Promise<Differences> {
  const golden = JSON.parse(readFileSync(file, 'utf8')) as Golden;
  const session = await ort.InferenceSession.create(conversion.bytes, { logSeverityLevel: 3 });
  const picture = new ort.Tensor('float32', syntheticPicture(golden.size), [1, 3, golden.size, golden.size]);
  const results = await session.run({ [INPUT_NAME]: picture });
  const differences: Record<string, number> = {};
  for (const [name, expected] of Object.entries(golden.outputs)) {
    const output = results[name];
    const data = output?.data as Float32Array | undefined;
    if (!data || data.length !== expected.shape.reduce((a, b) => a * b, 1))
      throw new Error(`Output ${name} is missing or has another size`);
    const largest = Math.max(...expected.values.map(Math.abs));
    const place = conversion.nhwc[name] === true ? (p: number) => toNchw(p, expected.shape) : (p: number) => p;
    const errors = expected.at.map((p, i) => Math.abs(data[place(p)]! - expected.values[i]!));
    const mean = data.reduce((sum, v) => sum + v, 0) / data.length;
    differences[name] = Math.max(...errors, Math.abs(mean - expected.mean)) / largest;
    if (!(differences[name] <= tolerance)) {
      throw new Error(
        `Output ${name} differs from TensorFlow.js by ${(100 * differences[name]).toFixed(3)} % (allowed: ${100 * tolerance} %)`,
      );
    }
  }
  await session.release();
  return differences;
}

/** A flat NHWC position as the flat NCHW position of the same element. */
function toNchw(position: number, [, height = 1, width = 1, channels = 1]: readonly number[]): number {
  const channel = position % channels;
  const cell = Math.floor(position / channels);
  return channel * height * width + cell;
}
