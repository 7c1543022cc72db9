import type { Size } from '../../../src/core/index.ts';
import { Arena } from './arena.ts';
import { ACTIVATIONS, INPUT_LANES, padded, readBy, type Layer, type Network } from './layers.ts';
import { sizesOf } from './sizes.ts';

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
type Kind = keyof typeof STEPS;

/** Steps whose parts are pixels one after another; those of the others are rows. */
const BY_PIXEL: ReadonlySet<Kind> = new Set<Kind>(['pointwise', 'scale', 'toLines', 'toPlanes']);

/** 32-bit words of a step. */
export const STEP_WORDS = 32;

/** Parts of a step: many, so that no thread waits long for the last one. */
const PARTS = 16;
/** Pixels of a part are a multiple of this, which the kernel's groups of 4 and of 6 divide. */
const GROUP = 12;

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

/** Where a convolution's constants lie, bytes. */
export interface Constants {
  readonly weights: number;
  readonly bias: number;
}

/**
 * Lays out a network's tensors for pictures of one size and writes down its steps. Tensors that are no longer used make room for others.
 *
 * @param constants of every convolution
 * @param from the first free byte
 */
export function writeProgram(
  network: Network,
  constants: ReadonlyMap<Layer, Constants>,
  size: Size,
  threads: number,
  from: number,
): Program {
  return new Writer(network, constants, size, threads, from).program();
}

class Writer {
  readonly #network: Network;
  readonly #constants: ReadonlyMap<Layer, Constants>;
  readonly #sizes: Map<string, Size>;
  readonly #scratch: { readonly at: number; readonly bytes: number };
  readonly #arena: Arena;
  readonly #places = new Map<string, { at: number; pitch: number }>();
  readonly #steps: number[][] = [];
  readonly #outputs = new Map<string, { at: number; length: number }>();

  constructor(network: Network, constants: ReadonlyMap<Layer, Constants>, size: Size, threads: number, from: number) {
    this.#network = network;
    this.#constants = constants;
    this.#sizes = sizesOf(network, size);
    const bytes = align(Math.max(0, ...network.layers.map((layer) => this.#scratchOf(layer))));
    this.#scratch = { at: align(from), bytes };
    this.#arena = new Arena(this.#scratch.at + bytes * threads);
  }

  program(): Program {
    const input = this.#input();
    const lastUse = this.#lastUses();
    for (const layer of this.#network.layers) {
      this.#layer(layer);
      this.#toOutputs(layer.y);
      for (const [name, last] of lastUse) {
        if (last === layer) this.#arena.give(this.#places.get(name)!.at, this.#bytesOf(name));
      }
    }
    const steps = new Int32Array(this.#steps.length * STEP_WORDS);
    this.#steps.forEach((step, i) => steps.set(step, i * STEP_WORDS));
    return { steps, input, outputs: this.#outputs, scratch: this.#scratch, end: this.#arena.end };
  }

  /** The picture's planes as lines of channels; -> where the planes go. */
  #input(): number {
    const { name, channels } = this.#network.input;
    const { width, height } = this.#sizes.get(name)!;
    const plane = 4 * width * height;
    const planes = this.#arena.take(plane * channels);
    const { at, pitch } = this.#placeOf(name);
    this.#write('toLines', { width, height }, [planes, plane, at, pitch, 0, 0, height, width, channels, INPUT_LANES]);
    return planes;
  }

  #layer(layer: Layer): void {
    const x = this.#placeOf(layer.x);
    const y = this.#placeOf(layer.y);
    const lanes = [this.#lanesOf(layer.x), this.#lanesOf(layer.y)];
    const words = [x.at, x.pitch, y.at, y.pitch, x.height, x.width, y.height, y.width, ...lanes, ...this.#details(layer)];
    this.#write(layer.kind, layer.kind === 'mean' ? { width: 1, height: lanes[0]! / 8 } : y, words);
  }

  /** The words of a layer that not all layers have. */
  #details(layer: Layer): number[] {
    const constantsOf = (convolution: Layer): number[] => {
      const { weights, bias } = this.#constants.get(convolution)!;
      return [weights, bias];
    };
    const added = (residual: string | null): number[] => {
      if (residual === null) return [0, 0];
      const { at, pitch } = this.#placeOf(residual);
      return [at, pitch];
    };
    switch (layer.kind) {
      case 'pointwise':
        return [ACTIVATIONS[layer.activation], ...constantsOf(layer), ...added(layer.residual)];
      case 'depthwise':
      case 'window': {
        const { kernel, stride, top, left } = layer.window;
        return [ACTIVATIONS[layer.activation], ...constantsOf(layer), kernel, stride, top, left];
      }
      case 'separable':
        return [...this.#details(layer.depthwise), ...this.#details(layer.pointwise)];
      case 'mean':
        return [];
      case 'scale':
        return [0, this.#placeOf(layer.by).at];
      case 'double':
        return [ACTIVATIONS[layer.activation]];
    }
  }

  /** A tensor that is an output, as planes. */
  #toOutputs(tensor: string): void {
    for (const [name, of] of this.#network.outputs) {
      if (of !== tensor) continue;
      const { at, pitch, width, height } = this.#placeOf(tensor);
      const channels = this.#network.channels.get(tensor)!;
      const plane = 4 * width * height;
      const planes = this.#arena.take(plane * channels);
      this.#outputs.set(name, { at: planes, length: width * height * channels });
      this.#write('toPlanes', { width, height }, [at, pitch, planes, plane, 0, 0, height, width, channels]);
    }
  }

  #write(kind: Kind, { width, height }: Size, words: readonly number[]): void {
    const [total, group] = BY_PIXEL.has(kind) ? [width * height, GROUP] : [height, 1];
    const part = Math.ceil(total / PARTS / group) * group;
    this.#steps.push([STEPS[kind], Math.ceil(total / part), 0, part, ...words]);
  }

  #placeOf(name: string): Place {
    const root = this.#rootOf(name);
    let place = this.#places.get(root);
    if (!place) {
      place = { at: this.#arena.take(this.#bytesOf(root)), pitch: 4 * this.#lanesOf(root) };
      this.#places.set(root, place);
    }
    const offset = 4 * (this.#network.parts.get(name)?.offset ?? 0);
    return { ...this.#sizes.get(root)!, at: place.at + offset, pitch: place.pitch };
  }

  #rootOf(name: string): string {
    return this.#network.parts.get(name)?.of ?? name;
  }

  #lanesOf(name: string): number {
    const { input, channels } = this.#network;
    return name === input.name ? INPUT_LANES : padded(channels.get(name)!);
  }

  #bytesOf(name: string): number {
    const { width, height } = this.#sizes.get(name)!;
    return 4 * width * height * this.#lanesOf(name);
  }

  /** Bytes that a thread needs for a layer besides its tensors: the windows of a row, or the row between two convolutions. */
  #scratchOf(layer: Layer): number {
    if (layer.kind !== 'window' && layer.kind !== 'separable') return 0;
    const row = 4 * this.#sizes.get(layer.y)!.width * this.#lanesOf(layer.x);
    return layer.kind === 'window' ? row * layer.window.kernel ** 2 : row;
  }

  /** The last layer that reads each tensor, or makes it when none reads it. */
  #lastUses(): Map<string, Layer> {
    const last = new Map<string, Layer>();
    for (const layer of this.#network.layers) {
      for (const name of [...readBy(layer), layer.y]) last.set(this.#rootOf(name), layer);
    }
    return last;
  }
}

/** A line of cache. */
const align = (bytes: number): number => Math.ceil(bytes / 64) * 64;
