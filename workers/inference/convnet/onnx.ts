import { PbfReader } from 'pbf';
import { fromHalves } from '../../../src/core/half.ts';

/** A node of an ONNX graph, what is needed of it. */
export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, Attribute>;
}

/** A number, numbers, or text; which of them is set depends on the attribute. */
interface Attribute {
  float: number;
  integer: number;
  text: string;
  readonly integers: number[];
}

/** Constant numbers, row-major. */
export interface Constant {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

/** An ONNX graph whose constants are floats of 32 or 16 bits. */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly constants: ReadonlyMap<string, Constant>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

/** `TensorProto.DataType`. */
const FLOAT = 1;
const FLOAT16 = 10;

/**
 * Reads the graph of an ONNX file. Field numbers: onnx/onnx.proto of https://github.com/onnx/onnx, IR version 10.
 *
 * @throws Error for bytes that are no ONNX file, for constants of other types, and for data outside the file
 */
export function readOnnx(bytes: Uint8Array): Graph {
  const graph = {
    nodes: [] as Node[],
    constants: new Map<string, Constant>(),
    inputs: [] as string[],
    outputs: [] as string[],
  };
  new PbfReader(bytes).readFields((tag, _, reader) => {
    if (tag === 7) reader.readMessage(readGraphField, graph);
  }, null);
  if (graph.nodes.length === 0) throw new Error('no ONNX graph');
  return graph;
}

type Building = { nodes: Node[]; constants: Map<string, Constant>; inputs: string[]; outputs: string[] };

function readGraphField(tag: number, graph: Building, reader: PbfReader): void {
  if (tag === 1) graph.nodes.push(readNode(reader));
  else if (tag === 5) readConstant(reader, graph.constants);
  else if (tag === 11) graph.inputs.push(readName(reader));
  else if (tag === 12) graph.outputs.push(readName(reader));
}

function readName(reader: PbfReader): string {
  const value = { name: '' };
  reader.readMessage((tag, into, from) => {
    if (tag === 1) into.name = from.readString();
  }, value);
  return value.name;
}

function readNode(reader: PbfReader): Node {
  const attributes = new Map<string, Attribute>();
  const node = { op: '', inputs: [] as string[], outputs: [] as string[], attributes };
  return reader.readMessage((tag, into, from) => {
    if (tag === 1) into.inputs.push(from.readString());
    else if (tag === 2) into.outputs.push(from.readString());
    else if (tag === 4) into.op = from.readString();
    else if (tag === 5) readAttribute(from, attributes);
  }, node);
}

function readAttribute(reader: PbfReader, attributes: Map<string, Attribute>): void {
  const attribute = { name: '', float: 0, integer: 0, text: '', integers: [] as number[] };
  reader.readMessage((tag, into, from) => {
    if (tag === 1) into.name = from.readString();
    else if (tag === 2) into.float = from.readFloat();
    else if (tag === 3) into.integer = from.readVarint(true);
    else if (tag === 4) into.text = from.readString();
    else if (tag === 8) from.readPackedVarint(into.integers, true);
  }, attribute);
  attributes.set(attribute.name, attribute);
}

function readConstant(reader: PbfReader, constants: Map<string, Constant>): void {
  const tensor = { name: '', dims: [] as number[], type: 0, floats: [] as number[], raw: null as Uint8Array | null };
  reader.readMessage((tag, into, from) => {
    if (tag === 1) from.readPackedVarint(into.dims, true);
    else if (tag === 2) into.type = from.readVarint();
    else if (tag === 4) from.readPackedFloat(into.floats);
    else if (tag === 8) into.name = from.readString();
    else if (tag === 9) into.raw = from.readBytes();
  }, tensor);
  const { name, dims, type, floats, raw } = tensor;
  if (type !== FLOAT && type !== FLOAT16) throw new Error(`constant ${name} is neither of 32-bit nor of 16-bit floats`);
  const length = dims.reduce((product, side) => product * side, 1);
  const data = raw ? (type === FLOAT ? floatsOf(raw) : halvesOf(raw)) : Float32Array.from(floats);
  if (data.length !== length) throw new Error(`constant ${name} has ${data.length} numbers instead of ${length}`);
  constants.set(name, { dims, data });
}

/** The bytes may begin anywhere, so they are copied. */
const floatsOf = (raw: Uint8Array): Float32Array => new Float32Array(new Uint8Array(raw).buffer, 0, raw.byteLength >> 2);

const halvesOf = (raw: Uint8Array): Float32Array =>
  fromHalves(new Uint16Array(new Uint8Array(raw).buffer, 0, raw.byteLength >> 1));
