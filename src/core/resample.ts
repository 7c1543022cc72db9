/** Zero crossings of the filter to either side. */
const CROSSINGS = 16;
/** Kaiser window: about 80 dB of attenuation. */
const BETA = 8;
/** Share of the lower Nyquist frequency that passes. */
const PASS = 0.94;

/**
 * Changes the sample rate of one channel, piece by piece: a windowed-sinc polyphase filter (J. O. Smith, "Digital Audio Resampling",
 * CCRMA) with a Kaiser window. What is above the new Nyquist frequency is filtered out. Output sample n stands for time n / `to`.
 */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #half: number;
  readonly #phases: readonly Float32Array[];
  /** Input not needed any more is dropped from its front. */
  #kept: Float32Array;
  /** Index of the first kept sample in the whole input. */
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
    this.#phases = Array.from({ length: this.#up }, (_, phase) => filter(phase / this.#up, cutoff, this.#half));
    // The input begins with silence, so that the first output has its left side.
    this.#kept = new Float32Array(this.#half);
    this.#from = -this.#half;
  }

  /** Takes the next samples and gives those that are complete. */
  push(samples: Float32Array): Float32Array<ArrayBuffer> {
    this.#received += samples.length;
    const joined = new Float32Array(this.#kept.length + samples.length);
    joined.set(this.#kept);
    joined.set(samples, this.#kept.length);
    this.#kept = joined;
    return this.#take(this.#received - this.#half);
  }

  /** The rest, once no more comes. */
  flush(): Float32Array<ArrayBuffer> {
    const end = this.#received;
    this.push(new Float32Array(0));
    const joined = new Float32Array(this.#kept.length + this.#half + 1);
    joined.set(this.#kept);
    this.#kept = joined;
    return this.#take(end);
  }

  /** Output whose place in the input lies before `end`. */
  #take(end: number): Float32Array<ArrayBuffer> {
    const count = Math.max(0, Math.ceil((end * this.#up) / this.#down) - this.#made);
    const out = new Float32Array(count);
    const kept = this.#kept;
    for (let n = 0; n < count; n += 1) {
      const at = (this.#made + n) * this.#down;
      const whole = Math.floor(at / this.#up);
      const taps = this.#phases[at % this.#up]!;
      const start = whole - this.#half + 1 - this.#from;
      const last = Math.min(taps.length, kept.length - start);
      let sum = 0;
      for (let k = Math.max(0, -start); k < last; k += 1) sum += taps[k]! * kept[start + k]!;
      out[n] = sum;
    }
    this.#made += count;
    const needed = Math.floor((this.#made * this.#down) / this.#up) - this.#half + 1;
    const drop = Math.min(this.#kept.length, Math.max(0, needed - this.#from));
    this.#kept = this.#kept.slice(drop);
    this.#from += drop;
    return out;
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
