// oxlint-disable-next-line import/default -- the plugin makes it
import bytesOfKernel from './kernel/resample.ts?kernel';

/** Zero crossings of the filter to either side. */
const CROSSINGS = 16;
/** Kaiser window: about 80 dB of attenuation. */
const BETA = 8;
/** Share of the lower Nyquist frequency that passes. */
const PASS = 0.94;

/** Input samples worked on at a time. */
const BLOCK = 8192;
/** Where the kernel's memory is free, and the size of a page of it, in bytes. */
const FREE = 1024;
const PAGE = 65_536;

/** What `kernel/resample.ts` exports. */
interface Kernel {
  readonly memory: WebAssembly.Memory;
  resample(
    taps: number,
    length: number,
    up: number,
    down: number,
    phase: number,
    input: number,
    count: number,
    output: number,
  ): void;
}

let compiled: WebAssembly.Module | null = null;

/**
 * Changes the sample rate of one channel, piece by piece: a windowed-sinc polyphase filter (J. O. Smith, "Digital Audio Resampling",
 * CCRMA) with a Kaiser window. What is above the new Nyquist frequency is filtered out. Output sample n stands for time n / `to`.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  /** Taps of a phase, with zeros to a multiple of 8. */
  readonly #length: number;
  readonly #kernel: Kernel;
  readonly #taps = FREE;
  /** Views of the kernel's memory: input that is still needed or not yet used up, and output. */
  readonly #input: Float32Array<ArrayBuffer>;
  readonly #output: Float32Array<ArrayBuffer>;
  #held: number;
  /** Index of the first held sample in the whole input. */
  #from: number;
  #received = 0;
  #made = 0;

  /**
   * @param from Hz, a whole number
   * @param to Hz, a whole number
   */
  constructor(from: number, to: number) {
    const common = gcd(from, to);
    this.#up = to / common;
    this.#down = from / common;
    const cutoff = PASS * Math.min(1, to / from);
    this.#half = Math.ceil(CROSSINGS / cutoff);
    this.#length = Math.ceil((2 * this.#half) / 8) * 8;
    compiled ??= new WebAssembly.Module(bytesOfKernel);
    this.#kernel = new WebAssembly.Instance(compiled).exports as unknown as Kernel;

    const { memory } = this.#kernel;
    // A block, the filter's width before it, and what the zeros behind the last taps read.
    const inputs = BLOCK + 2 * this.#half + this.#length;
    const outputs = Math.ceil(((BLOCK + 2 * this.#half) * this.#up) / this.#down) + 1;
    const input = this.#taps + 4 * this.#up * this.#length;
    const output = input + 4 * inputs;
    memory.grow(Math.ceil(Math.max(0, output + 4 * outputs - memory.buffer.byteLength) / PAGE));
    this.#input = new Float32Array(memory.buffer, input, inputs);
    this.#output = new Float32Array(memory.buffer, output, outputs);
    const taps = new Float32Array(memory.buffer, this.#taps, this.#up * this.#length);
    for (let phase = 0; phase < this.#up; phase += 1)
      taps.set(filter(phase / this.#up, cutoff, this.#half), phase * this.#length);
    // The input begins with silence, so that the first output has its left side.
    this.#held = this.#half;
    this.#from = -this.#half;
  }

  /** Takes the next samples and gives those that are complete. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    return this.#push(samples, samples.length);
  }

  /** The rest, once no more comes. */
  flush(): Float32Array<ArrayBuffer> {
    return this.#push(new Float32Array(this.#half + 1), 0);
  }

  /** @param counted how many of the samples may get output of their own */
  #push(samples: Float32Array, counted: number): Float32Array<ArrayBuffer> {
    const parts: Float32Array<ArrayBuffer>[] = [];
    const end = counted === 0 ? this.#received : null;
    for (let at = 0; at < samples.length; at += BLOCK) {
      const block = samples.subarray(at, at + BLOCK);
      this.#input.set(block, this.#held);
      this.#held += block.length;
      this.#received += block.length;
      parts.push(this.#take(end ?? this.#received - this.#half));
    }
    if (parts.length === 1) return parts[0]!;
    const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
    let filled = 0;
    for (const part of parts) {
      all.set(part, filled);
      filled += part.length;
    }
    return all;
  }

  /** Output whose place in the input lies before `end`. */
  #take(end: number): Float32Array<ArrayBuffer> {
    const count = Math.max(0, Math.ceil((end * this.#up) / this.#down) - this.#made);
    const at = this.#made * this.#down;
    const start = Math.floor(at / this.#up) - this.#half + 1 - this.#from;
    const { byteOffset } = this.#input;
    // Samples of earlier blocks may lie there, and are multiplied by zero.
    const args = [this.#taps, this.#length, this.#up, this.#down, at % this.#up, byteOffset + 4 * start] as const;
    this.#kernel.resample(...args, count, this.#output.byteOffset);
    this.#made += count;
    const needed = Math.floor((this.#made * this.#down) / this.#up) - this.#half + 1;
    const drop = Math.min(this.#held, Math.max(0, needed - this.#from));
    this.#input.copyWithin(0, drop, this.#held);
    this.#held -= drop;
    this.#from += drop;
    return this.#output.slice(0, count);
  }
}

/** Taps for output that lies `offset` (0..1) of a sample after an input sample. */
function filter(offset: number, cutoff: number, half: number): Float32Array {
  const taps = Float32Array.from({ length: 2 * half }, (_, k) => {
    const x = k - half + 1 - offset;
    const edge = 1 - (x / half) ** 2;
    return edge <= 0 ? 0 : cutoff * sinc(cutoff * x) * (bessel(BETA * Math.sqrt(edge)) / bessel(BETA));
  });
  const sum = taps.reduce((a, b) => a + b, 0);
  return taps.map((tap) => tap / sum);
}

const sinc = (x: number): number => (Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x));

/** Modified Bessel function of the first kind, order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 40; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
