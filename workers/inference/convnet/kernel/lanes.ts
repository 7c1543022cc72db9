/** What all kernels share: four 32-bit floats at a time. */

/** What is done to a sum before it is stored; numbers as in `steps.ts`. */
const RELU: i32 = 1;
const HARD_SWISH: i32 = 2;
const SIGMOID: i32 = 4;

/** `a * b + c`: fused where the module is compiled for it, which rounds once instead of twice. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(c, f32x4.mul(a, b));
}

/**
 * What a sum is at least: zero with Relu, anything otherwise. The other activations follow in `gate`, once sums are stored: they would be
 * written out at every place where one is stored, and a browser takes its time to compile that.
 */
// @ts-ignore: decorator
@inline
export function floorOf(activation: i32): usize {
  return activation == RELU ? FLOOR + 4 : FLOOR;
}

// @ts-ignore: decorator
@inline
export function atLeast(floor: usize, sum: v128): v128 {
  return f32x4.pmax(v128.load_splat<f32>(floor), sum);
}

/** The activations that are more than a floor, in place: `pixels` lines of `channels`, `pitch` bytes apart. */
export function gate(y: usize, pitch: usize, pixels: i32, channels: i32, activation: i32): void {
  if (activation <= RELU) return;
  const bytes = usize(channels) << 2;
  for (; pixels > 0; pixels -= 1, y += pitch) {
    if (activation == HARD_SWISH) {
      for (let at = y; at < y + bytes; at += 16) {
        const sum = v128.load(at);
        v128.store(at, f32x4.mul(sum, hardSigmoid(sum)));
      }
    } else if (activation == SIGMOID) {
      for (let at = y; at < y + bytes; at += 16) v128.store(at, sigmoid(v128.load(at)));
    } else {
      for (let at = y; at < y + bytes; at += 16) v128.store(at, hardSigmoid(v128.load(at)));
    }
  }
}

/**
 * Numbers that every lane gets, in memory: a constant of four lanes is put together anew by several instructions wherever it is used, a number from
 * memory is spread by one.
 */
const NUMBERS: usize = 256;
const HALF: usize = 0;
const ONE: usize = 4;
const SIXTH: usize = 8;
const LOWEST: usize = 12;
const LOG2_E: usize = 16;
const POLYNOMIAL: usize = 20;
/** What sums are at least: without Relu, with it. */
const FLOOR: usize = 320;

/** To be called before anything is activated. */
export function storeNumbers(): void {
  store<f32>(FLOOR, -f32.MAX_VALUE);
  store<f32>(FLOOR, 0, 4);
  store<f32>(NUMBERS, 0.5, HALF);
  store<f32>(NUMBERS, 1, ONE);
  store<f32>(NUMBERS, 1.0 / 6.0, SIXTH);
  store<f32>(NUMBERS, -126, LOWEST);
  store<f32>(NUMBERS, 1.44269504, LOG2_E);
  // 2^x on [-1/2, 1/2] is e^(x ln 2): its series to the sixth power, good to 1e-7.
  store<f32>(NUMBERS, 0.000154035304, POLYNOMIAL);
  store<f32>(NUMBERS, 0.00133335581, POLYNOMIAL + 4);
  store<f32>(NUMBERS, 0.00961812911, POLYNOMIAL + 8);
  store<f32>(NUMBERS, 0.0555041087, POLYNOMIAL + 12);
  store<f32>(NUMBERS, 0.240226507, POLYNOMIAL + 16);
  store<f32>(NUMBERS, 0.693147181, POLYNOMIAL + 20);
}

// @ts-ignore: decorator
@inline
function number(at: usize): v128 {
  return v128.load_splat<f32>(NUMBERS + at);
}

/** ONNX's HardSigmoid with the alpha of MobileNetV3: clamp(x / 6 + 1 / 2, 0, 1). */
// @ts-ignore: decorator
@inline
function hardSigmoid(x: v128): v128 {
  const line = madd(x, number(SIXTH), number(HALF));
  return f32x4.pmin(number(ONE), f32x4.pmax(f32x4.splat(0), line));
}

/** 1 / (1 + e^-x) */
function sigmoid(x: v128): v128 {
  const one = number(ONE);
  return f32x4.div(one, f32x4.add(one, power(f32x4.mul(f32x4.neg(x), number(LOG2_E)))));
}

/** 2^x for x below 128: the whole part as the exponent's bits, the rest by its series. */
// @ts-ignore: decorator
@inline
function power(x: v128): v128 {
  const limited = f32x4.pmax(number(LOWEST), f32x4.pmin(f32x4.neg(number(LOWEST)), x));
  const whole = f32x4.nearest(limited);
  const rest = f32x4.sub(limited, whole);
  let sum = madd(number(POLYNOMIAL), rest, number(POLYNOMIAL + 4));
  sum = madd(sum, rest, number(POLYNOMIAL + 8));
  sum = madd(sum, rest, number(POLYNOMIAL + 12));
  sum = madd(sum, rest, number(POLYNOMIAL + 16));
  sum = madd(sum, rest, number(POLYNOMIAL + 20));
  sum = madd(sum, rest, number(ONE));
  // Adding to the exponent multiplies by a power of two.
  return i32x4.add(sum, i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23));
}
