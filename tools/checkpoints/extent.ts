import type { OnnxWriter } from '../models/onnx-writer.ts';

/**
 * Where a mask begins and ends along one of its axes, as fractions; begins at 1 and ends at 0 where it is empty.
 *
 * @param mask `[1, things, height, width]`
 * @param over the other axis
 * @returns two of `[1, things]`
 */
export function extent(onnx: OnnxWriter, mask: string, { over, size }: { over: number; size: number }): [string, string] {
  const any = onnx.op('Cast', [onnx.op('ReduceMax', [mask, onnx.int64([over])], { keepdims: 0 })], { to: 9 });
  const length = onnx.op('Cast', [onnx.op('Gather', [onnx.op('Shape', [mask]), onnx.int64([size])])], { to: 1 });
  const count = onnx.op('Squeeze', [onnx.op('Gather', [onnx.op('Shape', [mask]), onnx.int64([size])]), onnx.int64([0])]);
  const at = onnx.op('Cast', [onnx.op('Range', [onnx.integer(0), count, onnx.integer(1)])], { to: 1 });
  const from = onnx.op('Div', [at, length]);
  const to = onnx.op('Div', [onnx.op('Add', [at, onnx.float([], [1])]), length]);
  const first = onnx.op('ReduceMin', [onnx.op('Where', [any, from, onnx.float([], [1])]), onnx.int64([2])], { keepdims: 0 });
  const last = onnx.op('ReduceMax', [onnx.op('Where', [any, to, onnx.float([], [0])]), onnx.int64([2])], { keepdims: 0 });
  return [first, last];
}
