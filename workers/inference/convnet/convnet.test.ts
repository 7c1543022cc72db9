import { readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-node';
import { expect, test, vi } from 'vitest';
import { createConvNet } from './convnet.ts';

// The kernel is compiled when it is first imported.
vi.setConfig({ testTimeout: 60_000 });

const DETECTOR = new URL('../../../public/packs/nano/detector.onnx', import.meta.url);

/** The same numbers for the same seed. */
function noise(length: number, largest: number): Float32Array<ArrayBuffer> {
  let state = 7;
  return Float32Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return (state / 2_147_483_648) * largest;
  });
}

test.each([
  [64, 96],
  [416, 320],
])('the built-in detector gives what onnxruntime gives, %i x %i', async (width, height) => {
  const bytes = readFileSync(DETECTOR);
  const input = noise(3 * width * height, 255);
  const session = await ort.InferenceSession.create(bytes, { logSeverityLevel: 3 });
  const expected = await session.run({ image: new ort.Tensor('float32', input, [1, 3, height, width]) });
  const net = await createConvNet(bytes, 1);
  const outputs = await net.run(input, { width, height });
  for (const [name, values] of outputs) {
    const right = expected[name]!.data as Float32Array;
    expect(values).toHaveLength(right.length);
    const furthest = values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - right[i]!) / (1 + Math.abs(right[i]!))),
      0,
    );
    expect(furthest).toBeLessThan(1e-3);
  }
  expect([...outputs.keys()].sort()).toEqual(['keypoints', 'wh']);
});
