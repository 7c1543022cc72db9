import * as ort from 'onnxruntime-web/wasm';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { expect, it, vi } from 'vitest';
import { createConvNet } from './convnet.ts';

// The kernel is compiled when it is first imported.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = { width: 160, height: 96 };

/** In Node there is no fused multiply-add: this is the build that browsers get. */
it('gives in a browser what onnxruntime-web gives', async () => {
  const model = new Uint8Array(await (await fetch('/packs/nano/detector.onnx')).arrayBuffer());
  const planes = Float32Array.from({ length: 3 * SIZE.width * SIZE.height }, (_, i) => (i * 37) % 256);
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm };
  const session = await ort.InferenceSession.create(model, { executionProviders: ['wasm'] });
  const expected = await session.run({ image: new ort.Tensor('float32', planes, [1, 3, SIZE.height, SIZE.width]) });
  const outputs = await (await createConvNet(model, 1)).run(planes, SIZE);
  expect([...outputs.keys()].sort()).toEqual(['keypoints', 'wh']);
  for (const [name, values] of outputs) {
    const right = expected[name]!.data as Float32Array;
    const furthest = values.reduce(
      (most, value, i) => Math.max(most, Math.abs(value - right[i]!) / (1 + Math.abs(right[i]!))),
      0,
    );
    expect(values).toHaveLength(right.length);
    expect(furthest).toBeLessThan(1e-3);
  }
});
