import { PbfReader, PbfWriter } from 'pbf';
import { fromHalves } from '../../../../src/core/half.ts';

/** `TensorProto.DataType` of onnx/onnx.proto. */
const FLOAT = 1;
const INT64 = 7;
const FLOAT16 = 10;

/** Operators that say true or false. */
const TRUTHS = new Set(['And', 'Equal', 'Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Not', 'Or', 'Xor']);
/** Operators that give whole numbers when their first input is whole numbers. */
const ARITHMETIC = new Set(['Add', 'Mul', 'Range', 'Reshape', 'Slice', 'Squeeze', 'Sub', 'Unsqueeze']);

const ONE = 'without-casts.one';
const ZERO = 'without-casts.zero';
const TABLE = 'without-casts.integers';

interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** What a Cast makes: a `TensorProto.DataType`. */
  readonly to: number;
  /** As it stands in the file; `null` for one that is made here. */
  readonly body: Uint8Array | null;
}

interface Tensor {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly number[];
  readonly raw: Uint8Array | null;
  readonly body: Uint8Array | null;
}

/**
 * Rewrites an ONNX file so that the runtime needs no Cast to 32-bit floats. What the graph computes stays the same:
 *
 * - 16-bit floats of the file that are cast become 32-bit ones. Those that are multiplied with are then packed once, and sums may differ in the last
 *   bit.
 * - The cast of a comparison becomes `Where(comparison, 1, 0)`.
 * - Whole numbers are looked up in a table of floats.
 *
 * The runtime's Cast is one function of 490 kB of wasm, for all pairs of types. At the first Cast the browser compiles it, and the answer waits;
 * casting a model's weights makes it hot, and then another core compiles it for speed, for longer than any other function while the answer is made
 * (Chromium with `--js-flags=--trace-wasm-compilation-times` tells).
 *
 * Field numbers: onnx/onnx.proto of https://github.com/onnx/onnx, IR version 10. A cast of anything else stays.
 *
 * @param integers how many whole numbers, from 0 on, are in the table: the runtime refuses others. When left out, their casts stay.
 */
export function withoutCasts(model: Uint8Array, integers = 0): Uint8Array {
  // 16-bit floats become twice as long.
  const writer = new PbfWriter(new Uint8Array(2 * model.length + 4 * integers));
  const reader = new PbfReader(model);
  while (reader.pos < model.length) {
    const key = reader.readVarint();
    const tag = key >> 3;
    if (tag === 7) writer.writeMessage(tag, writeGraph, rewritten(readGraph(reader.readBytes()), integers));
    else if ((key & 7) === 2) writer.writeBytesField(tag, reader.readBytes());
    else writer.writeVarintField(tag, reader.readVarint());
  }
  return writer.finish();
}

interface Graph {
  readonly nodes: readonly Node[];
  readonly tensors: readonly Tensor[];
  /** Fields of a graph that are neither, by tag: its name, inputs and outputs. */
  readonly others: readonly (readonly [tag: number, body: Uint8Array])[];
}

function rewritten({ nodes, tensors, others }: Graph, integers: number): Graph {
  const weights = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const truths = new Set(nodes.filter(({ op }) => TRUTHS.has(op)).map(({ output }) => output));
  const whole = wholeNumbers({ nodes, tensors, others });
  const made = new Map<string, Tensor>();
  const constant = (name: string, dims: readonly number[], values: Float32Array): void => {
    made.set(name, { name, type: FLOAT, dims, raw: new Uint8Array(values.buffer), body: null });
  };
  const kept = nodes.flatMap((node): Node[] => {
    const { op, output, to } = node;
    if (op !== 'Cast' || to !== FLOAT) return [node];
    const from = node.inputs[0]!;
    const halves = weights.get(from);
    if (halves?.type === FLOAT16 && halves.raw) {
      constant(output, halves.dims, fromHalves(new Uint16Array(new Uint8Array(halves.raw).buffer)));
      return [];
    }
    if (truths.has(from)) {
      constant(ONE, [], Float32Array.of(1));
      constant(ZERO, [], Float32Array.of(0));
      return [{ op: 'Where', inputs: [from, ONE, ZERO], output, to: 0, body: null }];
    }
    if (integers === 0 || !whole.has(from)) return [node];
    constant(
      TABLE,
      [integers],
      new Float32Array(integers).map((_, i) => i),
    );
    return [{ op: 'Gather', inputs: [TABLE, from], output, to: 0, body: null }];
  });
  const used = new Set(kept.flatMap(({ inputs }) => inputs));
  return { nodes: kept, tensors: [...tensors.filter(({ name }) => used.has(name)), ...made.values()], others };
}

/** Names of all that surely is 64-bit whole numbers; a graph's nodes stand in the order in which they run. */
function wholeNumbers({ nodes, tensors, others }: Graph): ReadonlySet<string> {
  const whole = new Set(tensors.filter(({ type }) => type === INT64).map(({ name }) => name));
  for (const [tag, body] of others) {
    const input = tag === 11 ? readInput(body) : null;
    if (input?.type === INT64) whole.add(input.name);
  }
  for (const { op, inputs, output } of nodes)
    if (op === 'Shape' || (ARITHMETIC.has(op) && whole.has(inputs[0]!))) whole.add(output);
  return whole;
}

function readGraph(bytes: Uint8Array): Graph {
  const graph = { nodes: [] as Node[], tensors: [] as Tensor[], others: [] as [number, Uint8Array][] };
  const reader = new PbfReader(bytes);
  while (reader.pos < bytes.length) {
    const tag = reader.readVarint() >> 3;
    // All fields of a graph are messages or text.
    const body = reader.readBytes();
    if (tag === 1) graph.nodes.push(readNode(body));
    else if (tag === 5) graph.tensors.push(readTensor(body));
    else graph.others.push([tag, body]);
  }
  return graph;
}

function readNode(body: Uint8Array): Node {
  const node = { op: '', inputs: [] as string[], output: '', to: 0, body };
  return new PbfReader(body).readFields((tag, into, from) => {
    if (tag === 1) into.inputs.push(from.readString());
    // No operator that matters here has several outputs.
    else if (tag === 2) into.output = from.readString();
    else if (tag === 4) into.op = from.readString();
    else if (tag === 5) {
      const attribute = from.readMessage(
        (field, value, at) => {
          if (field === 1) value.name = at.readString();
          else if (field === 3) value.integer = at.readVarint(true);
        },
        { name: '', integer: 0 },
      );
      if (attribute.name === 'to') into.to = attribute.integer;
    }
  }, node);
}

function readTensor(body: Uint8Array): Tensor {
  const tensor = { name: '', type: 0, dims: [] as number[], raw: null as Uint8Array | null, body };
  return new PbfReader(body).readFields((tag, into, from) => {
    if (tag === 1) from.readPackedVarint(into.dims, true);
    else if (tag === 2) into.type = from.readVarint();
    else if (tag === 8) into.name = from.readString();
    else if (tag === 9) into.raw = from.readBytes();
  }, tensor);
}

/** Name and element type of a graph's input: `ValueInfoProto.type.tensor_type.elem_type`. */
function readInput(body: Uint8Array): { readonly name: string; readonly type: number } {
  const input = { name: '', type: 0 };
  const readType = (tag: number, into: typeof input, from: PbfReader): void => {
    if (tag === 1) from.readMessage(readElement, into);
  };
  const readElement = (tag: number, into: typeof input, from: PbfReader): void => {
    if (tag === 1) into.type = from.readVarint();
  };
  return new PbfReader(body).readFields((tag, into, from) => {
    if (tag === 1) into.name = from.readString();
    else if (tag === 2) from.readMessage(readType, into);
  }, input);
}

function writeGraph({ nodes, tensors, others }: Graph, writer: PbfWriter): void {
  for (const node of nodes) {
    if (node.body) writer.writeBytesField(1, node.body);
    else writer.writeMessage(1, writeNode, node);
  }
  for (const tensor of tensors) {
    if (tensor.body) writer.writeBytesField(5, tensor.body);
    else writer.writeMessage(5, writeTensor, tensor);
  }
  for (const [tag, body] of others) writer.writeBytesField(tag, body);
}

function writeNode({ op, inputs, output }: Node, writer: PbfWriter): void {
  for (const name of inputs) writer.writeStringField(1, name);
  writer.writeStringField(2, output);
  writer.writeStringField(4, op);
}

function writeTensor({ name, type, dims, raw }: Tensor, writer: PbfWriter): void {
  writer.writePackedVarint(1, [...dims]);
  writer.writeVarintField(2, type);
  writer.writeStringField(8, name);
  writer.writeBytesField(9, raw!);
}
