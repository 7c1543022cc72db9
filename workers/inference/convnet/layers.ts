import type { Constant } from './onnx.ts';

/** What is done to a sum before it is stored. The numbers are those of `kernel/lanes.ts`. */
export const ACTIVATIONS = { none: 0, relu: 1, hardSwish: 2, hardSigmoid: 3, sigmoid: 4 } as const;
export type Activation = keyof typeof ACTIVATIONS;

/** Numbers of channels as they lie in memory: whole blocks of weights, so that kernels have no rests. */
export const padded = (channels: number): number => Math.ceil(channels / 8) * 8;

/** The picture's channels: one vector. */
export const INPUT_LANES = 4;

interface Convolution {
  readonly x: string;
  readonly y: string;
  /** As the kernels want them; see the functions below. */
  readonly weights: Float32Array;
  readonly bias: Float32Array;
  readonly activation: Activation;
}

/** Side of the window, its steps, and how far it begins outside, px. */
export interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** A 1 x 1 convolution, and what is added to it afterwards. */
export type Pointwise = Convolution & { readonly kind: 'pointwise'; readonly residual: string | null };

/** A convolution over windows: of every channel alone, or of all. */
export type Windowed = Convolution & { readonly kind: 'depthwise' | 'window'; readonly window: Window };

/** A step of a network, whatever the picture's size. `x` and `y` name tensors. */
export type Layer =
  | Pointwise
  | Windowed
  /** A depthwise convolution and the 1 x 1 convolution of its result, row by row: what lies between them never leaves the cache. */
  | {
      readonly kind: 'separable';
      readonly x: string;
      readonly y: string;
      readonly depthwise: Windowed;
      readonly pointwise: Pointwise;
    }
  | { readonly kind: 'mean'; readonly x: string; readonly y: string }
  | { readonly kind: 'scale'; readonly x: string; readonly by: string; readonly y: string }
  | { readonly kind: 'double'; readonly x: string; readonly y: string; readonly activation: Activation };

/** The tensors that a layer reads. */
export function readBy(layer: Layer): readonly string[] {
  const { x } = layer;
  if (layer.kind === 'scale') return [x, layer.by];
  const added = layer.kind === 'separable' ? layer.pointwise.residual : layer.kind === 'pointwise' ? layer.residual : null;
  return added === null ? [x] : [x, added];
}

/** The convolutions that a layer is made of. */
export function convolutionsOf(layer: Layer): readonly (Pointwise | Windowed)[] {
  if (layer.kind === 'separable') return [layer.depthwise, layer.pointwise];
  return layer.kind === 'pointwise' || layer.kind === 'depthwise' || layer.kind === 'window' ? [layer] : [];
}

/** A network as steps. */
export interface Network {
  readonly input: { readonly name: string; readonly channels: number };
  /** Tensor and channels of each output by its name in the graph. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly layers: readonly Layer[];
  /** Channels of every tensor, without padding. */
  readonly channels: ReadonlyMap<string, number>;
  /** Tensors that are part of another, from a channel on: what was joined is written in place. */
  readonly parts: ReadonlyMap<string, { readonly of: string; readonly offset: number }>;
}

/** `[outputs, inputs]` -> blocks of 8 outputs, each `[inputs, 8]`, padded with zeros. `lanes` are the inputs as they lie in memory. */
export function packPointwise({ dims, data }: Constant, lanes: number): Float32Array {
  const [outputs, inputs] = dims as [number, number];
  const packed = new Float32Array(padded(outputs) * lanes);
  for (let o = 0; o < outputs; o += 1) {
    const block = (o >> 3) * lanes * 8 + (o & 7);
    for (let i = 0; i < inputs; i += 1) packed[block + i * 8] = data[o * inputs + i]!;
  }
  return packed;
}

/** `[outputs, inputs, side, side]` -> as `packPointwise` has it, the window's pixels row by row as inputs. */
export function packWindow({ dims, data }: Constant, lanes: number): Float32Array {
  const [outputs, inputs, side] = dims as [number, number, number, number];
  const area = side * side;
  const row = area * lanes;
  const packed = new Float32Array(padded(outputs) * row);
  for (let o = 0; o < outputs; o += 1) {
    const block = (o >> 3) * row * 8 + (o & 7);
    for (let i = 0; i < inputs; i += 1) {
      for (let p = 0; p < area; p += 1) packed[block + (p * lanes + i) * 8] = data[(o * inputs + i) * area + p]!;
    }
  }
  return packed;
}

/** `[channels, 1, side, side]` -> blocks of 4 channels, each `[side, side, 4]`, padded with zeros. */
export function packDepthwise({ dims, data }: Constant): Float32Array {
  const [channels, , side] = dims as [number, number, number, number];
  const area = side * side;
  const packed = new Float32Array(area * padded(channels));
  for (let c = 0; c < channels; c += 1) {
    const block = (c >> 2) * area * 4 + (c & 3);
    for (let p = 0; p < area; p += 1) packed[block + p * 4] = data[c * area + p]!;
  }
  return packed;
}

/** A bias a channel, or zeros, padded with zeros. */
export function packBias(bias: Constant | undefined, outputs: number): Float32Array {
  const packed = new Float32Array(padded(outputs));
  if (bias) packed.set(bias.data);
  return packed;
}
