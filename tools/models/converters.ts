import { NHWC_OF_NCHW, permute, sameOrder, samePadding, type Value } from './layout.ts';
import type { OnnxWriter } from './onnx-writer.ts';
import { ints, text, texts, type TfConstant, type TfNode } from './tfjs-graph.ts';

/** What a converter may use. */
export interface Context {
  readonly onnx: OnnxWriter;
  /** See `ConvertOptions`. */
  readonly storedSixth: number | undefined;
  constant(name: string): TfConstant | undefined;
  /** The converted value of a node's output, padding written out unless `lazy`. */
  value(name: string, lazy?: 'lazy'): Value;
}

type Converter = (node: TfNode, context: Context) => Value | Value[];

/** Pads at most this low stand for "nothing there" in a max pool (the lowest half float is -65504). */
const LOWEST = -65504;

const need = (context: Context, name: string): TfConstant => {
  const constant = context.constant(name);
  if (!constant) throw new Error(`${name} must be a constant`);
  return constant;
};

/** Writes a value's pending padding. */
export function writePadding(value: Value, onnx: OnnxWriter): Value {
  if (!value.padding) return value;
  const { before, after, value: fill } = value.padding;
  const name = onnx.op('Pad', [value.name, onnx.int64([...before, ...after]), onnx.float([], [fill])]);
  return { name, order: value.order, shape: value.shape.map((size, i) => size + before[i]! + after[i]!) };
}

function weight(context: Context, name: string, axes: readonly number[]): { name: string; shape: number[] } {
  const constant = need(context, name);
  const shape = axes.map((axis) => constant.shape[axis]!);
  const stored = constant.half
    ? context.onnx.half(name, shape, permute(constant.half, constant.shape, axes))
    : context.onnx.float(shape, Array.from(permute(Float32Array.from(constant.values), constant.shape, axes)));
  return { name: stored, shape };
}

/** Spatial padding `[top, left, bottom, right]` of a window operation: its own and the pending one of its input. */
function windowPads(node: TfNode, input: Value, kernel: readonly number[], strides: readonly number[]): number[] {
  const { before = [0, 0, 0, 0], after = [0, 0, 0, 0] } = input.padding ?? {};
  const own = [0, 1].map((i) => {
    if (text(node, 'padding') !== 'SAME') return [0, 0] as const;
    return samePadding(input.shape[2 + i]! + before[2 + i]! + after[2 + i]!, kernel[i]!, strides[i]!);
  });
  return [before[2]! + own[0]![0], before[3]! + own[1]![0], after[2]! + own[0]![1], after[3]! + own[1]![1]];
}

function windowInput(node: TfNode, context: Context, accepts: (fill: number) => boolean): Value {
  const lazy = context.value(node.inputs[0]!, 'lazy');
  const value = lazy.padding && !accepts(lazy.padding.value) ? context.value(node.inputs[0]!) : lazy;
  if (!sameOrder(value.order, NHWC_OF_NCHW)) throw new Error(`${node.name}: the input is not laid out as NHWC`);
  return value;
}

function outputShape(input: Value, channels: number, kernel: number[], strides: number[], pads: number[]): number[] {
  const size = (i: number): number =>
    Math.floor((input.shape[2 + i]! + pads[i]! + pads[2 + i]! - kernel[i]!) / strides[i]!) + 1;
  return [input.shape[0]!, channels, size(0), size(1)];
}

/** `Conv2D`, `DepthwiseConv2dNative` and their fused forms (bias, then Relu or Relu6). Weights HWIO become OIHW. */
const convolution: Converter = (node, context) => {
  const depthwise = node.op.includes('Depthwise');
  const input = windowInput(node, context, (fill) => fill === 0);
  const kernel = weight(context, node.inputs[1]!, depthwise ? [2, 3, 0, 1] : [3, 2, 0, 1]);
  if (depthwise && kernel.shape[1] !== 1) throw new Error(`${node.name}: channel multiplier ${kernel.shape[1]}`);
  if (ints(node, 'dilations').some((d) => d !== 1)) throw new Error(`${node.name}: dilation`);
  const strides = ints(node, 'strides').slice(1, 3);
  const window = kernel.shape.slice(2);
  const pads = windowPads(node, input, window, strides);
  const fused = texts(node, 'fused_ops');
  const inputs = [input.name, kernel.name];
  if (fused[0] === 'BiasAdd') inputs.push(weight(context, node.inputs[2]!, [0]).name);
  const attributes = { kernel_shape: window, strides, pads, group: depthwise ? kernel.shape[0]! : 1 };
  let name = context.onnx.op('Conv', inputs, attributes);
  for (const activation of fused.filter((op) => op !== 'BiasAdd')) name = activate(context.onnx, activation, name);
  return { name, order: NHWC_OF_NCHW, shape: outputShape(input, kernel.shape[0]!, window, strides, pads) };
};

function activate(onnx: OnnxWriter, op: string, input: string): string {
  if (op === 'Relu6') return onnx.op('Clip', [input, onnx.float([], [0]), onnx.float([], [6])]);
  if (op === 'Relu' || op === 'Sigmoid') return onnx.op(op, [input]);
  throw new Error(`Activation ${op} is not supported`);
}

const maxPool: Converter = (node, context) => {
  const input = windowInput(node, context, (fill) => fill <= LOWEST);
  const kernel = ints(node, 'ksize').slice(1, 3);
  const strides = ints(node, 'strides').slice(1, 3);
  const pads = windowPads(node, input, kernel, strides);
  const name = context.onnx.op('MaxPool', [input.name], { kernel_shape: kernel, strides, pads });
  return { name, order: input.order, shape: outputShape(input, input.shape[1]!, kernel, strides, pads) };
};

const unary: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!);
  return { ...input, name: activate(context.onnx, node.op, input.name) };
};

/**
 * `HardSigmoid` is `relu6(x + 3) / 6` and `HardSwish` is x times that; written out, because not every runtime has a kernel for
 * HardSwish.
 */
const hardGate: Converter = (node, context) => {
  const { onnx, storedSixth } = context;
  const input = context.value(node.inputs[0]!);
  let gate: string;
  if (storedSixth === undefined) {
    gate = onnx.op('HardSigmoid', [input.name], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } });
  } else {
    const shifted = onnx.op('Add', [input.name, onnx.float([], [3])]);
    gate = onnx.op('Mul', [activate(onnx, 'Relu6', shifted), onnx.float([], [storedSixth])]);
  }
  return { ...input, name: node.op === 'HardSwish' ? onnx.op('Mul', [input.name, gate]) : gate };
};

/** `Add`, `Mul`: two values of the same layout, or a value and a scalar. */
const binary: Converter = (node, context) => {
  const op = node.op === 'Mul' ? 'Mul' : 'Add';
  const [a, b] = node.inputs as [string, string];
  const scalarName = [a, b].find((name) => context.constant(name));
  if (scalarName !== undefined) {
    const scalar = need(context, scalarName);
    if (scalar.values.length !== 1) throw new Error(`${node.name}: constant of ${scalar.shape.join('x')}`);
    const input = context.value(scalarName === a ? b : a);
    return { ...input, name: context.onnx.op(op, [input.name, context.onnx.float([], scalar.values)]) };
  }
  const [left, right] = [context.value(a), context.value(b)];
  if (!sameOrder(left.order, right.order)) throw new Error(`${node.name}: different layouts`);
  const shape = left.shape.map((size, i) => Math.max(size, right.shape[i]!));
  return { name: context.onnx.op(op, [left.name, right.name]), order: left.order, shape };
};

/** The mean over height and width (squeeze-and-excite). */
const mean: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!);
  const axes = need(context, node.inputs[1]!).values.map((axis) => input.order[axis]!);
  const spatial = axes.length === 2 && axes.includes(2) && axes.includes(3);
  if (!spatial || node.attr['keep_dims']?.b !== true) throw new Error(`${node.name}: only spatial means that keep axes`);
  return {
    name: context.onnx.op('GlobalAveragePool', [input.name]),
    order: input.order,
    shape: [...input.shape.slice(0, 2), 1, 1],
  };
};

const concat: Converter = (node, context) => {
  const values = node.inputs.slice(0, -1).map((name) => context.value(name));
  const first = values[0]!;
  if (!values.every((value) => sameOrder(value.order, first.order))) throw new Error(`${node.name}: different layouts`);
  const axis = axisOf(need(context, node.inputs.at(-1)!), first);
  const shape = first.shape.map((size, i) => (i === axis ? values.reduce((sum, v) => sum + v.shape[axis]!, 0) : size));
  const inputs = values.map((value) => value.name);
  return { name: context.onnx.op('Concat', inputs, { axis }), order: first.order, shape };
};

const split: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!);
  const sizes = need(context, node.inputs[1]!).values;
  const axis = axisOf(need(context, node.inputs[2]!), input);
  const names = context.onnx.node('Split', [input.name, context.onnx.int64(sizes)], { axis }, sizes.length);
  return names.map((name, part) => ({ name, order: input.order, shape: input.shape.with(axis, sizes[part]!) }));
};

function axisOf(constant: TfConstant, value: Value): number {
  const axis = constant.values[0]!;
  return value.order[axis < 0 ? axis + value.order.length : axis]!;
}

const pad: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!);
  const paddings = need(context, node.inputs[1]!).values;
  const fill = node.inputs[2] === undefined ? 0 : need(context, node.inputs[2]).values[0]!;
  const before = input.shape.map(() => 0);
  const after = [...before];
  for (const [axis, target] of input.order.entries()) {
    before[target] = paddings[2 * axis]!;
    after[target] = paddings[2 * axis + 1]!;
  }
  return { ...input, padding: { before, after, value: fill } };
};

/** Written with scales, not sizes, so that the graph takes other input sizes too. */
const resize: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!);
  if (node.attr['align_corners']?.b === true) throw new Error(`${node.name}: align_corners`);
  const [height, width] = need(context, node.inputs[1]!).values as [number, number];
  const scales = [1, 1, height / input.shape[2]!, width / input.shape[3]!];
  const mode = node.attr['half_pixel_centers']?.b === true ? 'half_pixel' : 'asymmetric';
  const attributes = { mode: 'linear', coordinate_transformation_mode: mode };
  const name = context.onnx.op('Resize', [input.name, '', context.onnx.float([4], scales)], attributes);
  return { name, order: input.order, shape: [...input.shape.slice(0, 2), height, width] };
};

/** `result = transpose(tf, perm)`: only the axis order changes. */
const transpose: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!, 'lazy');
  return { ...input, order: need(context, node.inputs[1]!).values.map((axis) => input.order[axis]!) };
};

const leakyRelu: Converter = (node, context) => {
  const input = context.value(node.inputs[0]!);
  return { ...input, name: context.onnx.op('LeakyRelu', [input.name], { alpha: { float: node.attr['alpha']?.f ?? 0.2 } }) };
};

const identity: Converter = (node, context) => context.value(node.inputs[0]!);

/** Converters by TensorFlow operation, and by the names that `patterns.ts` gives. */
export const CONVERTERS: Readonly<Record<string, Converter>> = {
  Conv2D: convolution,
  _FusedConv2D: convolution,
  DepthwiseConv2dNative: convolution,
  FusedDepthwiseConv2dNative: convolution,
  MaxPool: maxPool,
  Relu: unary,
  Relu6: unary,
  Sigmoid: unary,
  LeakyRelu: leakyRelu,
  HardSigmoid: hardGate,
  HardSwish: hardGate,
  Add: binary,
  AddV2: binary,
  Mul: binary,
  Mean: mean,
  ConcatV2: concat,
  SplitV: split,
  Pad: pad,
  PadV2: pad,
  ResizeBilinear: resize,
  Transpose: transpose,
  Identity: identity,
};
