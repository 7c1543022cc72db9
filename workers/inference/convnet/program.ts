import { ACTIVATIONS, INPUT_LANES, padded, readBy, type Layer, type Network, type Window } from './layers.ts';
import { Arena } from './arena.ts';

/** Numbers of the kernel's steps (`kernel/network.ts`). */
const STEPS = {
  pointwise: 0,
  depthwise: 1,
  window: 2,
  mean: 3,
  scale: 4,
  double: 5,
  toLines: 6,
  toPlanes: 7,
  separable: 8,
} as const;

/** 32-bit words of a step. */
export const STEP_WORDS = 32;

/** Parts of a step for each thread: many, so that none waits long for the last one. */
const PARTS = 6;
/** Pixels of a part are a multiple of this, which the kernels' groups of 4 and of 6 divide. */
const GROUP = 12;

interface Size {
  readonly height: number;
  readonly width: number;
}

/** Where a tensor lies. */
interface Place extends Size {
  /** Bytes. */
  readonly at: number;
  /** Bytes from one pixel to the next. */
  readonly pitch: number;
}

/** A network for pictures of one size. */
export interface Program {
  /** `STEP_WORDS` a step. */
  readonly steps: Int32Array<ArrayBuffer>;
  /** Where the picture goes: planes, at a byte. */
  readonly input: number;
  /** Where planes of each output come to lie, and how many numbers they are. */
  readonly outputs: ReadonlyMap<string, { readonly at: number; readonly length: number }>;
  /** Where the threads' scratch begins, and each one's bytes. */
  readonly scratch: { readonly at: number; readonly bytes: number };
  /** The first byte that is not used. */
  readonly end: number;
}

/** Where a layer's constants lie, bytes. */
export interface Constants {
  readonly weights: number;
  readonly bias: number;
}

/**
 * Lays out a network's tensors for pictures of one size and writes down its steps. Tensors that are no longer used make room for others.
 *
 * @param from the first free byte
 */
export function writeProgram(
  network: Network,
  constants: ReadonlyMap<Layer, Constants>,
  size: Size,
  threads: number,
  from: number,
): Program {
  const sizes = sizesOf(network, size);
  const scratchBytes = align(Math.max(0, ...network.layers.map((layer) => scratchOf(layer, network, sizes))));
  const arena = new Arena(align(from) + scratchBytes * threads);
  const places = new Map<string, Place>();
  const { input } = network;
  const rootOf = (name: string): string => network.parts.get(name)?.of ?? name;
  const lanesOf = (name: string): number => (name === input.name ? INPUT_LANES : padded(network.channels.get(name)!));
  const bytesOf = (name: string): number => {
    const { height, width } = sizes.get(name)!;
    return 4 * height * width * lanesOf(name);
  };
  const placeOf = (name: string): Place => {
    const root = rootOf(name);
    const pitch = 4 * lanesOf(root);
    const { at } = places.get(root) ?? { at: arena.take(bytesOf(root)) };
    const place = { at, pitch, ...sizes.get(root)! };
    places.set(root, place);
    return { ...place, at: at + 4 * (network.parts.get(name)?.offset ?? 0) };
  };
  const steps: number[][] = [];
  const write = (kind: keyof typeof STEPS, total: number, group: number, words: readonly number[]): void => {
    const share = Math.ceil(total / (threads === 1 ? 1 : threads * PARTS));
    const part = Math.max(1, Math.ceil(share / group)) * group;
    steps.push([STEPS[kind], Math.ceil(total / part), 0, part, ...words]);
  };

  const area = size.height * size.width;
  const planes = arena.take(4 * area * input.channels);
  const lines = placeOf(input.name);
  write('toLines', area, 4, [
    planes,
    4 * area,
    lines.at,
    lines.pitch,
    0,
    0,
    size.height,
    size.width,
    input.channels,
    INPUT_LANES,
  ]);

  const lastUse = lastUses(network, rootOf);
  const outputs = new Map<string, { at: number; length: number }>();
  network.layers.forEach((layer, i) => {
    const x = placeOf(layer.x);
    const y = placeOf(layer.y);
    const out = sizes.get(layer.y)!;
    const pixels = out.height * out.width;
    const words = [x.at, x.pitch, y.at, y.pitch, x.height, x.width, out.height, out.width, lanesOf(layer.x), lanesOf(layer.y)];
    const { weights = 0, bias = 0 } = constants.get(layer) ?? {};
    switch (layer.kind) {
      case 'pointwise': {
        const residual = layer.residual === null ? { at: 0, pitch: 0 } : placeOf(layer.residual);
        write('pointwise', pixels, GROUP, [
          ...words,
          ACTIVATIONS[layer.activation],
          weights,
          bias,
          residual.at,
          residual.pitch,
        ]);
        break;
      }
      case 'depthwise':
      case 'window': {
        const { kernel, stride, top, left } = layer.window;
        write(layer.kind, out.height, 1, [...words, ACTIVATIONS[layer.activation], weights, bias, kernel, stride, top, left]);
        break;
      }
      case 'separable': {
        const { depthwise, pointwise } = layer;
        const residual = pointwise.residual === null ? { at: 0, pitch: 0 } : placeOf(pointwise.residual);
        const first = constants.get(depthwise)!;
        const second = constants.get(pointwise)!;
        const { kernel, stride, top, left } = depthwise.window;
        write('separable', out.height, 1, [
          ...words,
          ...[ACTIVATIONS[depthwise.activation], first.weights, first.bias, kernel, stride, top, left],
          ...[ACTIVATIONS[pointwise.activation], second.weights, second.bias, residual.at, residual.pitch],
        ]);
        break;
      }
      case 'mean':
        write('mean', lanesOf(layer.x) / 8, 1, words);
        break;
      case 'scale':
        write('scale', pixels, 1, [...words, 0, placeOf(layer.by).at]);
        break;
      case 'double':
        write('double', out.height, 1, [...words, ACTIVATIONS[layer.activation]]);
        break;
    }
    for (const [name, tensor] of network.outputs) {
      if (tensor !== layer.y) continue;
      const channels = network.channels.get(tensor)!;
      const at = arena.take(4 * pixels * channels);
      outputs.set(name, { at, length: pixels * channels });
      write('toPlanes', pixels, 4, [y.at, y.pitch, at, 4 * pixels, 0, 0, out.height, out.width, channels]);
    }
    for (const [name, last] of lastUse) if (last === i) arena.give(places.get(name)!.at, bytesOf(name));
  });
  const words = new Int32Array(steps.length * STEP_WORDS);
  steps.forEach((step, i) => words.set(step, i * STEP_WORDS));
  const scratch = { at: align(from), bytes: scratchBytes };
  return { steps: words, input: planes, outputs, scratch, end: arena.end };
}

/** A line of cache. */
const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;

function scratchOf(layer: Layer, network: Network, sizes: ReadonlyMap<string, Size>): number {
  if (layer.kind !== 'window' && layer.kind !== 'separable') return 0;
  const channels = layer.x === network.input.name ? INPUT_LANES : padded(network.channels.get(layer.x)!);
  const row = 4 * sizes.get(layer.y)!.width * channels;
  return layer.kind === 'window' ? row * layer.window.kernel ** 2 : row;
}

function sizesOf({ input, layers, parts }: Network, size: Size): Map<string, Size> {
  const sizes = new Map<string, Size>([[input.name, size]]);
  for (const layer of layers) {
    const { height, width } = sizes.get(layer.x)!;
    const y = outputSize(layer, height, width);
    sizes.set(layer.y, y);
    const part = parts.get(layer.y);
    if (part) sizes.set(part.of, y);
  }
  return sizes;
}

function outputSize(layer: Layer, height: number, width: number): Size {
  if (layer.kind === 'mean') return { height: 1, width: 1 };
  if (layer.kind === 'double') return { height: 2 * height, width: 2 * width };
  if (layer.kind === 'pointwise' || layer.kind === 'scale') return { height, width };
  return windowed(layer.kind === 'separable' ? layer.depthwise.window : layer.window, height, width);
}

function windowed({ kernel, stride, top, left, bottom, right }: Window, height: number, width: number): Size {
  return {
    height: Math.floor((height + top + bottom - kernel) / stride) + 1,
    width: Math.floor((width + left + right - kernel) / stride) + 1,
  };
}

/** The last layer that reads each tensor, or makes it when none reads it. */
function lastUses({ layers }: Network, rootOf: (name: string) => string): Map<string, number> {
  const last = new Map<string, number>();
  layers.forEach((layer, i) => {
    for (const name of [...readBy(layer), layer.y]) last.set(rootOf(name), i);
  });
  return last;
}
