import { CONVERTERS, writePadding, type Context } from './converters.ts';
import { NHWC_OF_NCHW, sameOrder, type Value } from './layout.ts';
import { OnnxWriter } from './onnx-writer.ts';
import { fusePatterns } from './patterns.ts';
import { readTfGraph } from './tfjs-graph.ts';

/** What to convert, and which of its tensors become inputs and outputs. */
export interface ConversionSpec {
  readonly name: string;
  /** Path of the TF.js files without `.json` and `.bin`. */
  readonly source: string;
  readonly input: { readonly node: string; readonly layout: 'nhwc' | 'nchw'; readonly size: number };
  /** ONNX output name → TensorFlow tensor. Outputs are written as ONNX holds them: NCHW. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
}

export interface ConvertOptions {
  /**
   * What to multiply hard gates with instead of 1/6. The packages store 1/6 as a half float (`STORED_SIXTH`); with it the
   * graph can be compared with TensorFlow.js to the last bits, but takes more operations.
   */
  readonly storedSixth?: number;
}

/** 1/6 as a half float. */
export const STORED_SIXTH = 0.1666259765625;

export const INPUT_NAME = 'image';

/** A converted graph. `nhwc` tells for each output whether TensorFlow has it as NHWC. */
export interface Conversion {
  readonly bytes: Uint8Array;
  readonly nodes: Readonly<Record<string, number>>;
  readonly nhwc: Readonly<Record<string, boolean>>;
}

/**
 * Converts a TF.js detector to ONNX, walking back from the outputs. The input is `image`, float32 `[1, 3, height, width]`, RGB;
 * height and width are free, but must be multiples of the largest stride (32), because paddings are written for that.
 *
 * Throws for operations, layouts and attributes that it does not know.
 */
export function convert(spec: ConversionSpec, options: ConvertOptions = {}): Conversion {
  const graph = fusePatterns(readTfGraph(spec.source));
  const onnx = new OnnxWriter();
  const done = new Map<string, Value>();
  const padded = new Map<string, Value>();
  const counts: Record<string, number> = {};

  const input: Value = {
    name: INPUT_NAME,
    shape: [1, 3, spec.input.size, spec.input.size],
    order: spec.input.layout === 'nhwc' ? NHWC_OF_NCHW : [0, 1, 2, 3],
  };
  done.set(spec.input.node, input);

  const context: Context = {
    onnx,
    storedSixth: options.storedSixth,
    constant: (name) => graph.constants.get(name),
    value(name, lazy) {
      const value = lazyValue(name);
      if (lazy || !value.padding) return value;
      const known = padded.get(name) ?? writePadding(value, onnx);
      padded.set(name, known);
      return known;
    },
  };

  function lazyValue(name: string): Value {
    const known = done.get(name);
    if (known) return known;
    const nodeName = name.replace(/:\d+$/, '');
    const node = graph.nodes.get(nodeName);
    if (!node) throw new Error(`${spec.name}: no node ${nodeName}`);
    const converter = CONVERTERS[node.op];
    if (!converter) throw new Error(`${spec.name}: operation ${node.op} (${node.name}) is not supported`);
    const result = converter(node, context);
    counts[node.op] = (counts[node.op] ?? 0) + 1;
    for (const [i, value] of (Array.isArray(result) ? result : [result]).entries()) {
      done.set(i === 0 ? nodeName : `${nodeName}:${i}`, value);
    }
    return done.get(name)!;
  }

  const outputs: Record<string, (number | string)[]> = {};
  const nhwc: Record<string, boolean> = {};
  for (const [name, tensor] of Object.entries(spec.outputs)) {
    const value = context.value(tensor);
    onnx.rename(value.name, name);
    outputs[name] = [1, value.shape[1]!, `${name}_height`, `${name}_width`];
    nhwc[name] = sameOrder(value.order, NHWC_OF_NCHW);
  }
  const inputs = { [INPUT_NAME]: [1, 3, 'height', 'width'] };
  return { bytes: onnx.finish({ name: spec.name, inputs, outputs, metadata: spec.metadata }), nodes: counts, nhwc };
}
