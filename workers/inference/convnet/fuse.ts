import {
  INPUT_LANES,
  packBias,
  packDepthwise,
  packPointwise,
  packWindow,
  padded,
  readBy,
  type Activation,
  type Layer,
  type Network,
  type Window,
  type Windowed,
} from './layers.ts';
import type { Constant, Graph, Node } from './onnx.ts';

/** Operators that are a layer's activation when they follow it alone. */
const ACTIVATION_OF: Readonly<Record<string, Activation>> = {
  Relu: 'relu',
  HardSigmoid: 'hardSigmoid',
  Sigmoid: 'sigmoid',
};

/**
 * A graph as layers: what follows a convolution (activation, a constant factor, an addition) becomes part of it, and what is joined is
 * written in place. Channels are last in memory, whatever ONNX says.
 *
 * Known are convolutions with square windows (of every channel alone, 3 x 3 or 5 x 5, or of all), Relu, HardSigmoid, Sigmoid, Add, Mul by one number
 * or a channel's number, GlobalAveragePool, Resize to twice the size (linear, asymmetric), Concat of channels, Cast of constants, Identity.
 *
 * @throws Error that names what is not known
 */
export function fuse(graph: Graph): Network {
  return new Fusion(graph).network();
}

class Fusion {
  readonly #graph: Graph;
  readonly #constants: Map<string, Constant>;
  readonly #users = new Map<string, Node[]>();
  readonly #done = new Set<Node>();
  readonly #same = new Map<string, string>();
  readonly #channels = new Map<string, number>();
  /** Tensors of one pixel. */
  readonly #flat = new Set<string>();
  readonly #layers: Layer[] = [];
  readonly #parts = new Map<string, { of: string; offset: number }>();

  constructor(graph: Graph) {
    this.#graph = graph;
    this.#constants = new Map(graph.constants);
    for (const node of graph.nodes) {
      for (const input of new Set(node.inputs)) this.#users.set(input, [...(this.#users.get(input) ?? []), node]);
    }
  }

  network(): Network {
    const [input] = this.#graph.inputs;
    const first = this.#graph.nodes.find(({ op, inputs }) => op === 'Conv' && inputs[0] === input);
    if (!input || !first) throw new Error('no convolution of the input');
    for (const node of this.#graph.nodes) if (node.op === 'Cast') this.#castConstant(node);
    const channels = this.#constant(first.inputs[1]).dims[1]!;
    if (channels > INPUT_LANES) throw new Error(`an input of ${channels} channels`);
    this.#channels.set(input, channels);
    for (const node of this.#graph.nodes) if (!this.#done.has(node)) this.#add(node);
    const outputs = new Map(this.#graph.outputs.map((name) => [name, this.#resolve(name)]));
    for (const tensor of outputs.values()) this.#channelsOf(tensor);
    const layers = separable(this.#layers, new Set(outputs.values()));
    return { input: { name: input, channels }, outputs, layers, channels: this.#channels, parts: this.#parts };
  }

  #add(node: Node): void {
    const [x = '', other = ''] = node.inputs.map((name) => this.#resolve(name));
    const [y = ''] = node.outputs;
    if (node.op === 'Conv') this.#convolution(node, x);
    else if (node.op === 'Identity') this.#same.set(y, x);
    else if (node.op === 'Concat') this.#joined(node);
    else if (node.op === 'GlobalAveragePool') this.#mean(x, y);
    else if (node.op === 'Resize') this.#double(node, x);
    else if (node.op === 'Mul' && this.#flat.has(x) !== this.#flat.has(other)) {
      const [large, by] = this.#flat.has(x) ? [other, x] : [x, other];
      this.#define(y, this.#channelsOf(large));
      this.#layers.push({ kind: 'scale', x: large, by, y });
    } else throw new Error(`${node.op} as it is used here`);
  }

  #convolution(node: Node, x: string): void {
    const weights = this.#constant(node.inputs[1]);
    const bias = node.inputs[2] ? this.#constant(node.inputs[2]) : undefined;
    const [outputs = 0, inputs = 0, side = 1] = weights.dims;
    const group = node.attributes.get('group')?.integer ?? 1;
    const channels = this.#channelsOf(x);
    const window = windowOf(node, side);
    const depthwise = group > 1;
    if (weights.dims[2] !== weights.dims[3] || inputs * group !== channels || (depthwise && group !== outputs)) {
      throw new Error(`a convolution of ${channels} channels in ${group} groups with weights ${weights.dims.join(' x ')}`);
    }
    if (depthwise && side !== 3 && side !== 5) throw new Error(`windows of ${side} pixels of every channel alone`);
    const lanes = x === this.#graph.inputs[0] ? INPUT_LANES : padded(channels);
    const { factor, activation, residual, y } = this.#following(node.outputs[0]!, !depthwise && side === 1);
    const packedBias = scaled(packBias(bias, outputs), factor);
    const common = { x, y, bias: packedBias, activation };
    this.#define(y, outputs);
    if (this.#flat.has(x)) this.#flat.add(y);
    if (depthwise) {
      const packed = scaled(packDepthwise(weights), factor);
      this.#layers.push({ kind: 'depthwise', ...common, weights: packed, window });
    } else if (side === 1 && window.stride === 1 && window.top + window.left + window.bottom + window.right === 0) {
      const packed = scaled(packPointwise(weights, lanes), factor);
      this.#layers.push({ kind: 'pointwise', ...common, weights: packed, residual });
    } else {
      const packed = scaled(packWindow(weights, lanes), factor);
      this.#layers.push({ kind: 'window', ...common, weights: packed, window });
    }
  }

  /** What comes after a convolution and can be done with its sums still in registers. */
  #following(from: string, mayAdd: boolean): { factor: number; activation: Activation; residual: string | null; y: string } {
    let y = from;
    let factor = 1;
    let activation: Activation = 'none';
    for (let user = this.#onlyUser(y); user; user = this.#onlyUser(y)) {
      const number = user.op === 'Mul' && activation === 'none' ? this.#number(user, y) : null;
      if (number !== null) factor *= number;
      else if (activation === 'none' && ACTIVATION_OF[user.op]) activation = activationOf(user);
      else break;
      this.#done.add(user);
      y = user.outputs[0]!;
    }
    if (activation === 'none') {
      const swish = this.#hardSwish(y);
      if (swish) [activation, y] = ['hardSwish', swish];
    }
    const adding = mayAdd && (activation === 'none' || activation === 'relu') ? this.#onlyUser(y) : null;
    const other = adding?.op === 'Add' ? this.#resolve(adding.inputs.find((name) => name !== y) ?? y) : y;
    if (adding && other !== y && this.#channels.has(other)) {
      this.#done.add(adding);
      return { factor, activation, residual: other, y: adding.outputs[0]! };
    }
    return { factor, activation: this.#intoJoined(y, activation), residual: null, y };
  }

  /** The end of `x * HardSigmoid(x)`, if that is all that `x` is used for. */
  #hardSwish(x: string): string | null {
    const users = this.#users.get(x) ?? [];
    const gate = users.find(({ op }) => op === 'HardSigmoid');
    const product = users.find(({ op }) => op === 'Mul');
    if (users.length !== 2 || !gate || !product || this.#onlyUser(gate.outputs[0]!) !== product) return null;
    activationOf(gate);
    this.#done.add(gate).add(product);
    return product.outputs[0]!;
  }

  /** If `y` is to be joined with others: notes its place, and takes over the Relu of what is joined. */
  #intoJoined(y: string, activation: Activation): Activation {
    const join = this.#onlyUser(y);
    if (join?.op !== 'Concat') return activation;
    const relu = this.#onlyUser(join.outputs[0]!);
    const takes = relu?.op === 'Relu';
    if (takes && activation !== 'none' && activation !== 'relu') throw new Error(`Relu of a joined ${activation}`);
    const before = join.inputs.slice(0, join.inputs.indexOf(y)).map((name) => this.#channelsOf(this.#resolve(name)));
    const offset = before.reduce((sum, channels) => sum + channels, 0);
    if (offset % 8 !== 0) throw new Error(`a join after ${offset} channels`);
    this.#parts.set(y, { of: takes ? relu.outputs[0]! : join.outputs[0]!, offset });
    return takes ? 'relu' : activation;
  }

  #joined(node: Node): void {
    const parts = node.inputs.map((name) => this.#parts.get(this.#resolve(name)));
    const of = parts[0]?.of;
    if (node.attributes.get('axis')?.integer !== 1 || !of || parts.some((part) => part?.of !== of)) {
      throw new Error('a join of what is used elsewhere, or not of channels');
    }
    if (of !== node.outputs[0]) this.#done.add(this.#onlyUser(node.outputs[0]!)!);
    this.#define(
      of,
      node.inputs.reduce((sum, name) => sum + this.#channelsOf(this.#resolve(name)), 0),
    );
  }

  #mean(x: string, y: string): void {
    this.#define(y, this.#channelsOf(x));
    this.#flat.add(y);
    this.#layers.push({ kind: 'mean', x, y });
  }

  #double(node: Node, x: string): void {
    const y = node.outputs[0]!;
    const scales = this.#constants.get(node.inputs[2] ?? '')?.data.join() ?? '';
    const mode = node.attributes.get('mode')?.text;
    if (
      scales !== '1,1,2,2' ||
      mode !== 'linear' ||
      node.attributes.get('coordinate_transformation_mode')?.text !== 'asymmetric'
    ) {
      throw new Error(`Resize by ${scales}, ${mode ?? 'nearest'}`);
    }
    const activation = this.#intoJoined(y, 'none');
    this.#define(y, this.#channelsOf(x));
    this.#layers.push({ kind: 'double', x, y, activation });
  }

  #castConstant(node: Node): void {
    const constant = this.#constants.get(node.inputs[0] ?? '');
    if (!constant) throw new Error('Cast of what is not constant');
    this.#constants.set(node.outputs[0]!, constant);
    this.#done.add(node);
  }

  /** The one number that `node` multiplies `x` with, if it does. */
  #number(node: Node, x: string): number | null {
    const other = this.#constants.get(node.inputs.find((name) => name !== x) ?? '');
    return other?.data.length === 1 ? other.data[0]! : null;
  }

  #constant(name = ''): Constant {
    const constant = this.#constants.get(name);
    if (!constant) throw new Error(`${name || 'nothing'} instead of constant weights`);
    return constant;
  }

  #define(name: string, channels: number): void {
    this.#channels.set(name, channels);
  }

  #channelsOf(name: string): number {
    const channels = this.#channels.get(name);
    if (channels === undefined) throw new Error(`${name} is used before it is made`);
    return channels;
  }

  #resolve(name: string): string {
    return this.#same.get(name) ?? name;
  }

  /** The only node that uses a tensor, if it is not an output of the network. */
  #onlyUser(name: string): Node | null {
    const users = this.#users.get(name) ?? [];
    return users.length === 1 && !this.#graph.outputs.includes(name) ? users[0]! : null;
  }
}

/** Joins depthwise convolutions with the 1 x 1 convolution that alone uses their result. `kept`: tensors that are wanted outside. */
function separable(layers: readonly Layer[], kept: ReadonlySet<string>): Layer[] {
  const readers = new Map<string, Layer[]>();
  for (const layer of layers) {
    for (const name of readBy(layer)) readers.set(name, [...(readers.get(name) ?? []), layer]);
  }
  const joined = new Map<Layer, Windowed>();
  for (const layer of layers) {
    const [reader, ...others] = readers.get(layer.y) ?? [];
    if (layer.kind !== 'depthwise' || reader?.kind !== 'pointwise' || others.length > 0 || kept.has(layer.y)) continue;
    if (reader.x === layer.y) joined.set(reader, layer);
  }
  const gone = new Set<Layer>(joined.values());
  return layers.flatMap((layer): Layer[] => {
    if (gone.has(layer)) return [];
    const depthwise = joined.get(layer);
    if (!depthwise || layer.kind !== 'pointwise') return [layer];
    return [{ kind: 'separable', x: depthwise.x, y: layer.y, depthwise, pointwise: layer }];
  });
}

const scaled = (values: Float32Array, factor: number): Float32Array =>
  factor === 1 ? values : values.map((value) => value * factor);

function activationOf({ op, attributes }: Node): Activation {
  const alpha = attributes.get('alpha')?.float ?? 0.2;
  const beta = attributes.get('beta')?.float ?? 0.5;
  if (op === 'HardSigmoid' && (Math.abs(alpha - 1 / 6) > 1e-6 || beta !== 0.5))
    throw new Error(`HardSigmoid of alpha ${alpha}`);
  return ACTIVATION_OF[op]!;
}

function windowOf({ attributes }: Node, kernel: number): Window {
  const [stride = 1, across = 1] = attributes.get('strides')?.integers ?? [];
  const [top = 0, left = 0, bottom = 0, right = 0] = attributes.get('pads')?.integers ?? [];
  const dilations = attributes.get('dilations')?.integers ?? [];
  if (
    stride !== across ||
    dilations.some((step) => step !== 1) ||
    (attributes.get('auto_pad')?.text ?? 'NOTSET') !== 'NOTSET'
  ) {
    throw new Error('a convolution with unequal steps, gaps or padding that depends on the size');
  }
  return { kernel, stride, top, left, bottom, right };
}
