import { atLeast, floorOf, gate, madd } from './lanes';

/** Output channels of a block of weights: two vectors of four. */
const BLOCK_BYTES: usize = 32;

/**
 * A 1 x 1 convolution over `pixels` pixels that lie `pitch` bytes apart, channels last: `y = activation(bias + x w) + residual`.
 *
 * Weights lie in blocks of 8 output channels, each `inputs` x 8. Sums of four pixels and one block stay in registers while the input
 * channels go by: 8 sums, 2 weights and an input are what 16 registers hold. Six pixels fit where multiplying and adding is one instruction,
 * for then products need no register. Both are written
 * out, as are the taps in `windows.ts`: neither AssemblyScript nor the browser unrolls a loop so that its sums become registers.
 *
 * @param residual 0 when nothing is added; it is added to what is none or Relu only
 */
export function pointwise(
  x: usize,
  xPitch: usize,
  y: usize,
  yPitch: usize,
  weights: usize,
  bias: usize,
  residual: usize,
  residualPitch: usize,
  pixels: i32,
  inputs: i32,
  outputs: i32,
  activation: i32,
): void {
  const row = usize(inputs) << 2;
  const last = bias + (usize(outputs) << 2);
  const floor = floorOf(activation);
  while (pixels > 0) {
    let many = 1;
    if (ASC_FEATURE_RELAXED_SIMD && pixels >= 6) many = 6;
    else if (pixels >= 4) many = 4;
    let w = weights;
    let r = residual;
    let to = y;
    for (let b = bias; b < last; b += BLOCK_BYTES) {
      if (ASC_FEATURE_RELAXED_SIMD && many == 6) six(x, xPitch, row, w, b, to, yPitch, r, residualPitch, floor);
      else if (many == 4) four(x, xPitch, row, w, b, to, yPitch, r, residualPitch, floor);
      else one(x, row, w, b, to, r, floor);
      w += row << 3;
      to += BLOCK_BYTES;
      if (residual) r += BLOCK_BYTES;
    }
    gate(y, yPitch, many, outputs, activation);
    x += usize(many) * xPitch;
    y += usize(many) * yPitch;
    if (residual) residual += usize(many) * residualPitch;
    pixels -= many;
  }
}

// @ts-ignore: decorator
@inline
function put(to: usize, r: usize, low: v128, high: v128, floor: usize): void {
  low = atLeast(floor, low);
  high = atLeast(floor, high);
  if (r) {
    low = f32x4.add(low, v128.load(r));
    high = f32x4.add(high, v128.load(r, 16));
  }
  v128.store(to, low);
  v128.store(to, high, 16);
}

// @ts-ignore: decorator
@inline
function one(x: usize, row: usize, w: usize, b: usize, to: usize, r: usize, floor: usize): void {
  let low = v128.load(b);
  let high = v128.load(b, 16);
  for (const end = x + row; x < end; x += 4, w += BLOCK_BYTES) {
    const s = v128.load_splat<f32>(x);
    low = madd(s, v128.load(w), low);
    high = madd(s, v128.load(w, 16), high);
  }
  put(to, r, low, high, floor);
}

// @ts-ignore: decorator
@inline
function four(
  x0: usize,
  xPitch: usize,
  row: usize,
  w: usize,
  b: usize,
  to: usize,
  yPitch: usize,
  r: usize,
  rPitch: usize,
  floor: usize,
): void {
  let x1 = x0 + xPitch;
  let x2 = x1 + xPitch;
  let x3 = x2 + xPitch;
  let l0 = v128.load(b);
  let h0 = v128.load(b, 16);
  let l1 = l0;
  let h1 = h0;
  let l2 = l0;
  let h2 = h0;
  let l3 = l0;
  let h3 = h0;
  for (const end = x0 + row; x0 < end; w += BLOCK_BYTES) {
    const low = v128.load(w);
    const high = v128.load(w, 16);
    const s0 = v128.load_splat<f32>(x0);
    l0 = madd(s0, low, l0);
    h0 = madd(s0, high, h0);
    const s1 = v128.load_splat<f32>(x1);
    l1 = madd(s1, low, l1);
    h1 = madd(s1, high, h1);
    const s2 = v128.load_splat<f32>(x2);
    l2 = madd(s2, low, l2);
    h2 = madd(s2, high, h2);
    const s3 = v128.load_splat<f32>(x3);
    l3 = madd(s3, low, l3);
    h3 = madd(s3, high, h3);
    x0 += 4;
    x1 += 4;
    x2 += 4;
    x3 += 4;
  }
  put(to, r, l0, h0, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l1, h1, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l2, h2, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l3, h3, floor);
}

// @ts-ignore: decorator
@inline
function six(
  x0: usize,
  xPitch: usize,
  row: usize,
  w: usize,
  b: usize,
  to: usize,
  yPitch: usize,
  r: usize,
  rPitch: usize,
  floor: usize,
): void {
  let x1 = x0 + xPitch;
  let x2 = x1 + xPitch;
  let x3 = x2 + xPitch;
  let x4 = x3 + xPitch;
  let x5 = x4 + xPitch;
  let l0 = v128.load(b);
  let h0 = v128.load(b, 16);
  let l1 = l0;
  let h1 = h0;
  let l2 = l0;
  let h2 = h0;
  let l3 = l0;
  let h3 = h0;
  let l4 = l0;
  let h4 = h0;
  let l5 = l0;
  let h5 = h0;
  for (const end = x0 + row; x0 < end; w += BLOCK_BYTES) {
    const low = v128.load(w);
    const high = v128.load(w, 16);
    const s0 = v128.load_splat<f32>(x0);
    l0 = madd(s0, low, l0);
    h0 = madd(s0, high, h0);
    const s1 = v128.load_splat<f32>(x1);
    l1 = madd(s1, low, l1);
    h1 = madd(s1, high, h1);
    const s2 = v128.load_splat<f32>(x2);
    l2 = madd(s2, low, l2);
    h2 = madd(s2, high, h2);
    const s3 = v128.load_splat<f32>(x3);
    l3 = madd(s3, low, l3);
    h3 = madd(s3, high, h3);
    const s4 = v128.load_splat<f32>(x4);
    l4 = madd(s4, low, l4);
    h4 = madd(s4, high, h4);
    const s5 = v128.load_splat<f32>(x5);
    l5 = madd(s5, low, l5);
    h5 = madd(s5, high, h5);
    x0 += 4;
    x1 += 4;
    x2 += 4;
    x3 += 4;
    x4 += 4;
    x5 += 4;
  }
  put(to, r, l0, h0, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l1, h1, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l2, h2, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l3, h3, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l4, h4, floor);
  put((to += yPitch), r ? (r += rPitch) : 0, l5, h5, floor);
}
