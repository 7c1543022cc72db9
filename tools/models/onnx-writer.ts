import protobuf from 'protobufjs';

/**
 * The part of ONNX that is written here. Names and field numbers: onnx/onnx.proto of https://github.com/onnx/onnx (Apache-2.0),
 * IR version 10.
 */
const SCHEMA = `
syntax = "proto2";
message Attribute {
  optional string name = 1; optional float f = 2; optional int64 i = 3; optional bytes s = 4;
  repeated float floats = 7; repeated int64 ints = 8; optional int32 type = 20;
}
message Node {
  repeated string input = 1; repeated string output = 2; optional string name = 3; optional string op_type = 4;
  repeated Attribute attribute = 5;
}
message Entry { optional string key = 1; optional string value = 2; }
message Tensor {
  repeated int64 dims = 1; optional int32 data_type = 2; optional string name = 8; optional bytes raw_data = 9;
  repeated Entry external_data = 13; optional int32 data_location = 14;
}
message Dimension { optional int64 dim_value = 1; optional string dim_param = 2; }
message Shape { repeated Dimension dim = 1; }
message TensorType { optional int32 elem_type = 1; optional Shape shape = 2; }
message Type { optional TensorType tensor_type = 1; }
message ValueInfo { optional string name = 1; optional Type type = 2; }
message Graph {
  repeated Node node = 1; optional string name = 2; repeated Tensor initializer = 5;
  repeated ValueInfo input = 11; repeated ValueInfo output = 12;
}
message OperatorSet { optional string domain = 1; optional int64 version = 2; }
message Model {
  optional int64 ir_version = 1; optional string producer_name = 2; optional Graph graph = 7;
  repeated OperatorSet opset_import = 8; repeated Entry metadata_props = 14;
}`;

const IR_VERSION = 10;
const OPSET = 21;

/** `TensorProto.DataType`. */
const FLOAT = 1;
const INT64 = 7;
const FLOAT16 = 10;

/** `TensorProto.DataLocation`. */
const EXTERNAL = 1;

/** `AttributeProto.AttributeType`. */
const ATTRIBUTE = { f: 1, i: 2, s: 3, ints: 7 } as const;

export type AttributeValue = number | string | readonly number[] | { readonly float: number };

interface Constant {
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly name: string;
  readonly rawData: Buffer;
}

/** What a graph takes and gives. */
export interface GraphFacts {
  readonly name: string;
  readonly integers?: readonly string[];
  readonly inputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly outputs: Readonly<Record<string, readonly (number | string)[]>>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface Node {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly attribute: readonly object[];
}

/** Collects nodes and constants and writes one ONNX file. The bytes depend on the calls alone. */
export class OnnxWriter {
  readonly #nodes: Node[] = [];
  readonly #initializers: Constant[] = [];
  readonly #casts = new Map<string, string>();
  readonly #scalars = new Map<string, string>();
  #count = 0;

  /** Adds a node; numbers become `int` attributes, `{ float }` float ones. @returns the names of its outputs. */
  node(opType: string, input: readonly string[], attributes: Record<string, AttributeValue> = {}, outputs = 1): string[] {
    const name = `${opType}_${this.#count++}`;
    const output = Array.from({ length: outputs }, (_, i) => (outputs === 1 ? name : `${name}_${i}`));
    this.#nodes.push({ input, output, name, opType, attribute: Object.entries(attributes).map(toAttribute) });
    return output;
  }

  /** Like `node`, for operations with one output. */
  op(opType: string, input: readonly string[], attributes: Record<string, AttributeValue> = {}): string {
    return this.node(opType, input, attributes)[0]!;
  }

  /** Gives a value the name it has as an output of the graph. */
  rename(value: string, name: string): void {
    this.#nodes.push({ input: [value], output: [name], name: `out_${name}`, opType: 'Identity', attribute: [] });
  }

  /**
   * A half-float constant, used as float32: it is stored in 16 bits and cast, which the runtime folds once when it loads the
   * model, so that the file stays small and the sums are float32 on every device.
   */
  half(name: string, dims: readonly number[], bits: Uint16Array): string {
    const known = this.#casts.get(name);
    if (known !== undefined) return known;
    const raw = Buffer.alloc(bits.length * 2);
    for (const [i, value] of bits.entries()) raw.writeUInt16LE(value, 2 * i);
    this.#initializers.push({ dims, dataType: FLOAT16, name, rawData: raw });
    const cast = this.op('Cast', [name], { to: FLOAT });
    this.#casts.set(name, cast);
    return cast;
  }

  /** A float32 constant; equal ones are kept once. */
  float(dims: readonly number[], values: readonly number[]): string {
    const raw = Buffer.alloc(values.length * 4);
    for (const [i, value] of values.entries()) raw.writeFloatLE(value, 4 * i);
    return this.#constant('f', FLOAT, dims, raw);
  }

  /** An int64 vector; equal ones are kept once. */
  int64(values: readonly number[]): string {
    const raw = Buffer.alloc(values.length * 8);
    for (const [i, value] of values.entries()) raw.writeBigInt64LE(BigInt(value), 8 * i);
    return this.#constant('i', INT64, [values.length], raw);
  }

  #constant(prefix: string, dataType: number, dims: readonly number[], raw: Buffer): string {
    const key = `${prefix}${dims.join('x')}:${raw.toString('base64')}`;
    const known = this.#scalars.get(key);
    if (known !== undefined) return known;
    const name = `${prefix}${this.#scalars.size}`;
    this.#scalars.set(key, name);
    this.#initializers.push({ dims, dataType, name, rawData: raw });
    return name;
  }

  /** An int64 number, as the operators that want no vector take it. */
  integer(value: number): string {
    const raw = Buffer.alloc(8);
    raw.writeBigInt64LE(BigInt(value));
    return this.#constant('n', INT64, [], raw);
  }

  /** The file. Dimensions given as text are free and named. Inputs and outputs are float32, but for those named in `integers`: int64. */
  finish(graph: GraphFacts): Uint8Array {
    return this.#encode(graph, this.#initializers);
  }

  /**
   * The file, and beside it one of the name `location` with its float vectors and matrices, as large exports have their weights
   * (https://github.com/onnx/onnx/blob/main/docs/ExternalData.md).
   */
  finishApart(graph: GraphFacts, location: string): { readonly model: Uint8Array; readonly data: Uint8Array } {
    const apart: Buffer[] = [];
    let offset = 0;
    const initializers = this.#initializers.map(({ rawData, ...constant }) => {
      // Numbers that shapes follow from stay in the graph: they are wanted before the data are there.
      if (constant.dataType !== FLOAT || constant.dims.length === 0) return { ...constant, rawData };
      const externalData = Object.entries({ location, offset, length: rawData.length }).map(([key, value]) => ({
        key,
        value: String(value),
      }));
      apart.push(rawData);
      offset += rawData.length;
      return { ...constant, externalData, dataLocation: EXTERNAL };
    });
    return { model: this.#encode(graph, initializers), data: Buffer.concat(apart) };
  }

  #encode(graph: GraphFacts, initializer: readonly object[]): Uint8Array {
    const model = {
      irVersion: IR_VERSION,
      producerName: 'whereabouts',
      opsetImport: [{ domain: '', version: OPSET }],
      metadataProps: Object.entries(graph.metadata).map(([key, value]) => ({ key, value })),
      graph: {
        name: graph.name,
        node: this.#nodes,
        initializer,
        input: Object.entries(graph.inputs).map((one) => toValueInfo(one, graph.integers)),
        output: Object.entries(graph.outputs).map((one) => toValueInfo(one, graph.integers)),
      },
    };
    const type = protobuf.parse(SCHEMA).root.lookupType('Model');
    return type.encode(type.fromObject(model)).finish();
  }
}

function toAttribute([name, value]: [string, AttributeValue]): object {
  if (typeof value === 'number') return { name, i: value, type: ATTRIBUTE.i };
  if (typeof value === 'string') return { name, s: Buffer.from(value), type: ATTRIBUTE.s };
  if ('float' in value) return { name, f: value.float, type: ATTRIBUTE.f };
  return { name, ints: value, type: ATTRIBUTE.ints };
}

function toValueInfo([name, dims]: [string, readonly (number | string)[]], integers: readonly string[] = []): object {
  const dim = dims.map((d) => (typeof d === 'number' ? { dimValue: d } : { dimParam: d }));
  return { name, type: { tensorType: { elemType: integers.includes(name) ? INT64 : FLOAT, shape: { dim } } } };
}
