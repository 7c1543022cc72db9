/**
 * A TensorFlow tensor as it lives in the ONNX graph: `tf = transpose(onnx, order)`. A picture is NHWC for TensorFlow and NCHW
 * for ONNX, so its order is `NHWC_OF_NCHW`; TensorFlow's own Transpose nodes only change the order and cost nothing.
 */
export interface Value {
  readonly name: string;
  /** ONNX sizes for the declared input size. */
  readonly shape: readonly number[];
  /** For every axis of TensorFlow, the axis of ONNX. */
  readonly order: readonly number[];
  /** Padding not yet written, by ONNX axis: the convolution that reads it takes it over. */
  readonly padding?: { readonly before: readonly number[]; readonly after: readonly number[]; readonly value: number };
}

/** TensorFlow axes N, H, W, C are ONNX axes 0, 2, 3, 1. */
export const NHWC_OF_NCHW = [0, 2, 3, 1] as const;

/** True when two axis orders are equal. */
export function sameOrder(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((axis, i) => axis === b[i]);
}

/** Transposes packed values: axis i of the result is axis `axes[i]` of the source. */
export function permute<T extends Uint16Array | Float32Array>(data: T, shape: readonly number[], axes: readonly number[]): T {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const sizes = axes.map((axis) => shape[axis]!);
  const steps = axes.map((axis) => strides[axis]!);
  const result = data.slice() as T;
  const index = sizes.map(() => 0);
  for (let i = 0; i < result.length; i++) {
    result[i] = data[index.reduce((sum, v, axis) => sum + v * steps[axis]!, 0)]!;
    for (let axis = index.length - 1; axis >= 0 && ++index[axis]! === sizes[axis]; axis--) index[axis] = 0;
  }
  return result;
}

/**
 * TensorFlow's `SAME` padding of one axis: `[before, after]`
 * (https://www.tensorflow.org/api_docs/python/tf/nn#notes_on_padding_2).
 */
export function samePadding(size: number, kernel: number, stride: number): [before: number, after: number] {
  const total = Math.max((Math.ceil(size / stride) - 1) * stride + kernel - size, 0);
  return [Math.floor(total / 2), Math.ceil(total / 2)];
}
