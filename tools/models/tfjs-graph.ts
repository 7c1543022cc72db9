import { readFileSync } from 'node:fs';
import { fromHalf } from '../../src/core/half.ts';

/**
 * Reader of TensorFlow.js graph models (`model.json` + one weight shard).
 *
 * Format: @tensorflow/tfjs-core `io/types.ts` (`ModelJSON`, `WeightsManifestEntry`) and tensorflow `node_def.proto` /
 * `attr_value.proto` in their JSON mapping, where bytes are base64.
 */
interface RawAttr {
  readonly s?: string;
  readonly i?: string | number;
  readonly f?: number;
  readonly b?: boolean;
  readonly list?: { readonly s?: readonly string[]; readonly i?: readonly (string | number)[] };
}

interface RawNode {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr?: Readonly<Record<string, RawAttr>>;
}

interface RawWeight {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly quantization?: { readonly dtype: string };
}

interface RawModel {
  readonly modelTopology: { readonly node: readonly RawNode[] };
  readonly weightsManifest: readonly { readonly weights: readonly RawWeight[] }[];
}

/** One operation; `inputs` are `name` or `name:index`, control inputs left out. */
export interface TfNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attr: Readonly<Record<string, RawAttr>>;
}

/** A constant in TensorFlow's own layout; half floats keep their 16 bits (IEEE 754 binary16), unpacked in `values`. */
export interface TfConstant {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  readonly half: Uint16Array | null;
}

export interface TfGraph {
  /** Operations by name, in the order of the file. */
  readonly nodes: ReadonlyMap<string, TfNode>;
  readonly constants: ReadonlyMap<string, TfConstant>;
}

/** Reads `<base>.json` and `<base>.bin`. Throws when a weight has a type that is not float16, float32 or int32, or bytes are left over. */
export function readTfGraph(base: string): TfGraph {
  const model = JSON.parse(readFileSync(`${base}.json`, 'utf8')) as RawModel;
  const bytes = readFileSync(`${base}.bin`);
  const constants = new Map<string, TfConstant>();
  let offset = 0;
  for (const weight of model.weightsManifest.flatMap((group) => group.weights)) {
    const count = weight.shape.reduce((a, b) => a * b, 1);
    const type = weight.quantization?.dtype ?? weight.dtype;
    const size = type === 'float16' ? 2 : 4;
    const view = new DataView(bytes.buffer, bytes.byteOffset + offset, count * size);
    constants.set(weight.name, readConstant(view, type, weight, count));
    offset += count * size;
  }
  if (offset !== bytes.byteLength) throw new Error(`${base}.bin has ${bytes.byteLength} bytes, the manifest names ${offset}`);
  const nodes = new Map<string, TfNode>();
  for (const node of model.modelTopology.node) {
    if (node.op === 'Const') continue;
    const inputs = (node.input ?? []).filter((name) => !name.startsWith('^')).map((name) => name.replace(/:0$/, ''));
    nodes.set(node.name, { name: node.name, op: node.op, inputs, attr: node.attr ?? {} });
  }
  return { nodes, constants };
}

function readConstant(view: DataView, type: string, weight: RawWeight, count: number): TfConstant {
  const { name, shape } = weight;
  const indexes = Array.from({ length: count }, (_, i) => i);
  if (type === 'float16') {
    const half = Uint16Array.from(indexes, (i) => view.getUint16(2 * i, true));
    return { shape, half, values: Array.from(half, fromHalf) };
  }
  if (type === 'float32') return { shape, half: null, values: indexes.map((i) => view.getFloat32(4 * i, true)) };
  if (type === 'int32') return { shape, half: null, values: indexes.map((i) => view.getInt32(4 * i, true)) };
  throw new Error(`Weight ${name}: type ${type} is not supported`);
}

/** A list-of-integers attribute (`strides`, `ksize`, ...), or an empty list. */
export function ints(node: TfNode, name: string): number[] {
  return (node.attr[name]?.list?.i ?? []).map(Number);
}

/** A string attribute, decoded. */
export function text(node: TfNode, name: string): string {
  return decode(node.attr[name]?.s ?? '');
}

/** A list-of-strings attribute, decoded. */
export function texts(node: TfNode, name: string): string[] {
  return (node.attr[name]?.list?.s ?? []).map(decode);
}

const decode = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
