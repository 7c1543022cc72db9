import * as ort from 'onnxruntime-node';
import { describe, expect, it, test, vi } from 'vitest';
import { OnnxWriter, type AttributeValue } from '../../../tools/models/onnx-writer.ts';
import { createConvNet } from './convnet.ts';
import { fuse } from './fuse.ts';
import { readOnnx } from './onnx.ts';

// The kernel is compiled when it is first imported.
vi.setConfig({ testTimeout: 60_000 });

const SIZE = { width: 22, height: 14 };

/** Graphs with weights that are the same in every run. */
class Builder {
  readonly writer = new OnnxWriter();
  #state = 3;

  numbers(length: number, reach: number): number[] {
    return Array.from({ length }, () => {
      this.#state = (this.#state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return (this.#state / 1_073_741_824 - 1) * reach;
    });
  }

  conv(
    x: string,
    [outputs, inputs, side]: readonly [number, number, number],
    more: Record<string, AttributeValue> = {},
  ): string {
    const weights = this.writer.float(
      [outputs, inputs, side, side],
      this.numbers(outputs * inputs * side * side, 1 / Math.sqrt(inputs)),
    );
    const pad = (side - 1) / 2;
    const bias = this.writer.float([outputs], this.numbers(outputs, 0.5));
    return this.writer.op('Conv', [x, weights, bias], { pads: [pad, pad, pad, pad], strides: [1, 1], ...more });
  }

  hardSwish(x: string): string {
    return this.writer.op('Mul', [x, this.writer.op('HardSigmoid', [x], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } })]);
  }

  finish(output: string): Uint8Array {
    this.writer.rename(output, 'y');
    return this.writer.finish({
      name: 'test',
      inputs: { image: [1, 3, 'height', 'width'] },
      outputs: { y: [1, 'channels', 'rows', 'columns'] },
      metadata: {},
    });
  }
}

/** The furthest that our network is from onnxruntime, and the layers that the graph became. */
async function compared(model: Uint8Array): Promise<{ readonly furthest: number; readonly kinds: string[] }> {
  const planes = Float32Array.from(new Builder().numbers(3 * SIZE.width * SIZE.height, 1));
  const session = await ort.InferenceSession.create(Buffer.from(model), { logSeverityLevel: 3 });
  const { y } = await session.run({ image: new ort.Tensor('float32', planes, [1, 3, SIZE.height, SIZE.width]) });
  const right = y!.data as Float32Array;
  const net = await createConvNet(model, 1);
  const ours = (await net.run(planes, SIZE)).get('y')!;
  expect(ours).toHaveLength(right.length);
  expect(Math.max(...right)).toBeGreaterThan(0.1);
  return {
    furthest: ours.reduce((most, value, i) => Math.max(most, Math.abs(value - right[i]!)), 0),
    kinds: fuse(readOnnx(model)).layers.map(({ kind }) => kind),
  };
}

const GRAPHS: Record<string, { readonly build: (b: Builder) => string; readonly kinds: readonly string[] }> = {
  'numbers of channels that are no multiples of anything, and every activation': {
    build(b) {
      const a = b.hardSwish(b.conv('image', [5, 3, 3], { strides: [2, 2], pads: [0, 0, 1, 1] }));
      const c = b.writer.op('Relu', [b.conv(a, [13, 5, 1])]);
      const d = b.writer.op('HardSigmoid', [b.conv(c, [18, 13, 1])], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });
      return b.writer.op('Sigmoid', [b.conv(d, [7, 18, 1])]);
    },
    kinds: ['window', 'pointwise', 'pointwise', 'pointwise'],
  },
  'depthwise windows of 3 and 5 pixels, near and apart': {
    build(b) {
      let x = b.conv('image', [12, 3, 1]);
      for (const [side, stride] of [
        [3, 1],
        [5, 1],
        [3, 2],
        [5, 2],
      ] as const) {
        x = b.writer.op('Relu', [b.conv(x, [12, 1, side], { group: 12, strides: [stride, stride] })]);
      }
      return x;
    },
    kinds: ['pointwise', 'depthwise', 'depthwise', 'depthwise', 'depthwise'],
  },
  'a depthwise and a pointwise convolution are one, what is added and a factor with them': {
    build(b) {
      const x = b.conv('image', [9, 3, 1]);
      const y = b.conv(b.hardSwish(b.conv(x, [9, 1, 3], { group: 9 })), [9, 9, 1]);
      const scaled = b.writer.op('Mul', [y, b.writer.float([1], [1.5])]);
      return b.writer.op('Add', [scaled, x]);
    },
    kinds: ['pointwise', 'separable'],
  },
  'channels are weighed by their means': {
    build(b) {
      const x = b.conv('image', [10, 3, 3]);
      const mean = b.writer.op('GlobalAveragePool', [x]);
      return b.writer.op('Mul', [b.writer.op('Sigmoid', [b.conv(mean, [10, 10, 1])]), x]);
    },
    kinds: ['window', 'mean', 'pointwise', 'scale'],
  },
  'what is doubled and joined, with the Relu that follows': {
    build(b) {
      const x = b.conv('image', [8, 3, 1]);
      const half = b.conv(x, [6, 8, 3], { strides: [2, 2] });
      const scales = b.writer.float([4], [1, 1, 2, 2]);
      const mode = { mode: 'linear', coordinate_transformation_mode: 'asymmetric' };
      const joined = b.writer.op('Concat', [b.conv(x, [16, 8, 1]), b.writer.op('Resize', [half, '', scales], mode)], {
        axis: 1,
      });
      return b.conv(b.writer.op('Relu', [joined]), [4, 22, 1]);
    },
    kinds: ['pointwise', 'window', 'pointwise', 'double', 'pointwise'],
  },
};

describe('gives what onnxruntime gives', () => {
  test.each(Object.entries(GRAPHS))('%s', async (_, { build, kinds }) => {
    const b = new Builder();
    const found = await compared(b.finish(build(b)));
    expect(found.kinds).toEqual(kinds);
    expect(found.furthest).toBeLessThan(1e-5);
  });
});

describe('says what it does not know', () => {
  it.each([
    ['an operator', 'Tanh', (b: Builder) => b.writer.op('Tanh', [b.conv('image', [8, 3, 1])])],
    [
      'an addition with an activation after it',
      'Relu',
      (b: Builder) => {
        const x = b.conv('image', [8, 3, 1]);
        return b.writer.op('Relu', [b.writer.op('Add', [b.conv(x, [8, 8, 1]), x])]);
      },
    ],
    ['unequal steps', 'unequal steps', (b: Builder) => b.conv('image', [8, 3, 3], { strides: [1, 2] })],
    ['another HardSigmoid', 'alpha', (b: Builder) => b.writer.op('HardSigmoid', [b.conv('image', [8, 3, 1])])],
    ['depthwise windows of 7 pixels', '7 pixels', (b: Builder) => b.conv(b.conv('image', [8, 3, 1]), [8, 1, 7], { group: 8 })],
  ])('%s', (_, words, build) => {
    const b = new Builder();
    const model = b.finish(build(b));
    expect(() => fuse(readOnnx(model))).toThrow(words);
  });

  it('bytes that are no graph', () => {
    expect(() => readOnnx(new Uint8Array())).toThrow('no ONNX graph');
  });
});
