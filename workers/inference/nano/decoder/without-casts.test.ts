import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { withoutCasts } from './without-casts.ts';

const shipped = (name: string): Uint8Array => new Uint8Array(readFileSync(`public/packs/nano/${name}.onnx`));

/** How often each operator stands in a graph. */
function operators(model: Uint8Array): Record<string, number> {
  const counts: Record<string, number> = {};
  const node = (tag: number, into: { op: string }, from: PbfReader): void => {
    if (tag === 4) into.op = from.readString();
  };
  new PbfReader(model).readFields((tag, _, from) => {
    if (tag !== 7) return;
    from.readMessage((field, into, at) => {
      if (field !== 1) return;
      const { op } = at.readMessage(node, { op: '' });
      into[op] = (into[op] ?? 0) + 1;
    }, counts);
  }, null);
  return counts;
}

let state = 3;
/** A number between -1 and 1, the same in every run. */
function next(): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 1_073_741_824 - 1;
}

async function run(model: Uint8Array, feeds: Record<string, ort.Tensor>): Promise<Record<string, Float32Array>> {
  const session = await ort.InferenceSession.create(Buffer.from(model), {
    graphOptimizationLevel: 'disabled',
    logSeverityLevel: 3,
  });
  const outputs = await session.run(feeds);
  await session.release();
  return Object.fromEntries(Object.entries(outputs).map(([name, { data }]) => [name, data as Float32Array]));
}

/** What the decoder takes for `length` positions after `past` others. */
function positions(length: number, past: number, first = past): Record<string, ort.Tensor> {
  const floats = (dims: number[]): ort.Tensor =>
    new ort.Tensor('float32', Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, next), dims);
  const cache = Array.from({ length: 4 }, (_, i) => [`past_key_values.${i}.key`, `past_key_values.${i}.value`]).flat();
  return {
    inputs_embeds: floats([1, length, 256]),
    scene: floats([40, 256]),
    attention_mask: new ort.Tensor('int64', new BigInt64Array(past + length).fill(1n), [1, past + length]),
    position_ids: new ort.Tensor(
      'int64',
      BigInt64Array.from({ length }, (_, i) => BigInt(first + i)),
      [1, length],
    ),
    ...Object.fromEntries(cache.map((name) => [name, floats([1, 8, past, 32])])),
  };
}

describe('a model without casts', () => {
  it.each([
    ['adapter', 101],
    ['tracks', 127],
    ['sounds', 60],
  ])('says the same: %s', async (name, features) => {
    const model = shipped(name);
    expect(operators(model)['Cast']).toBeGreaterThan(5);
    const without = withoutCasts(model);
    expect(operators(without)['Cast']).toBeUndefined();
    const rows = Float32Array.from({ length: 17 * features }, () => Math.max(0, next()));
    const feeds = { features: new ort.Tensor('float32', rows, [17, features]) };
    const [found, right] = [await run(without, feeds), await run(model, feeds)];
    expect(Object.keys(found)).toEqual(['embeds']);
    // Packed weights are summed in another order.
    const furthest = Math.max(...right['embeds']!.map((value, i) => Math.abs(value - found['embeds']![i]!)));
    expect(furthest / Math.max(...right['embeds']!.map(Math.abs))).toBeLessThan(1e-6);
  });

  it('says the same to the bit: decoder', async () => {
    const model = shipped('decoder');
    const without = withoutCasts(model, 64);
    expect(operators(model)['Cast']).toBe(4);
    expect(operators(without)['Cast']).toBeUndefined();
    for (const feeds of [positions(12, 0), positions(1, 40)])
      expect(await run(without, feeds)).toEqual(await run(model, feeds));
  });

  it('refuses a number that is not in its table', async () => {
    await expect(run(withoutCasts(shipped('decoder'), 64), positions(1, 4, 64))).rejects.toThrow(/out of data bounds|indices/);
  });

  it('keeps casts of whole numbers when there is no table', () => {
    expect(operators(withoutCasts(shipped('decoder')))['Cast']).toBe(4);
  });

  it('is no larger than what its halves become', () => {
    const model = shipped('adapter');
    expect(withoutCasts(model).length).toBeLessThan(2 * model.length);
  });
});
