/** Convolutions over windows of more than one pixel, channels last. */
import { atLeast, floorOf, gate, madd } from './lanes';
import { pointwise } from './pointwise';

/**
 * One row of a depthwise convolution: every channel has a window of its own. Weights lie in blocks of 4 channels, each `kernel` x `kernel` x 4. Pixels
 * outside count as zero.
 *
 * @param top,left where the window of the row's first pixel begins in the input, px; may be negative
 * @param kernel 3 or 5
 */
export function depthwiseRow(
  x: usize,
  pitch: usize,
  height: i32,
  width: i32,
  top: i32,
  left: i32,
  y: usize,
  yPitch: usize,
  pixels: i32,
  weights: usize,
  bias: usize,
  channels: i32,
  kernel: i32,
  stride: i32,
  activation: i32,
): void {
  const from = max(0, -top);
  const to = min(kernel, height - top);
  const rowBytes = usize(width) * pitch;
  const lineBytes = usize(channels) << 2;
  x += usize(top + from) * rowBytes;
  weights += usize(from * kernel) << 4;
  const rows = to - from;
  const floor = floorOf(activation);
  const line = y;
  let i = 0;
  while (i < pixels) {
    const at = left + i * stride;
    const p = x + usize(at) * pitch;
    if (at >= 0 && i + 4 <= pixels && at + 3 * stride + kernel <= width) {
      const step = usize(stride) * pitch;
      if (stride == 1) near(p, pitch, rowBytes, rows, kernel, y, yPitch, weights, bias, lineBytes, floor);
      else apart(p, pitch, rowBytes, step, rows, kernel, y, yPitch, weights, bias, lineBytes, floor);
      i += 4;
      y += yPitch << 2;
    } else {
      const first = max(0, -at);
      const last = min(kernel, width - at);
      one(p, pitch, rowBytes, rows, first, last, kernel, y, weights, bias, lineBytes, floor);
      i += 1;
      y += yPitch;
    }
  }
  gate(line, yPitch, pixels, channels, activation);
}

/** One pixel at an edge: of the window's columns, those from `first` to before `last` are inside. */
function one(
  p: usize,
  pitch: usize,
  rowBytes: usize,
  rows: i32,
  first: i32,
  last: i32,
  kernel: i32,
  y: usize,
  weights: usize,
  bias: usize,
  lineBytes: usize,
  floor: usize,
): void {
  for (let c: usize = 0; c < lineBytes; c += 16) {
    let sum = v128.load(bias + c);
    for (let row = 0; row < rows; row += 1) {
      for (let column = first; column < last; column += 1) {
        const w = v128.load(weights + (usize(row * kernel + column) << 4));
        sum = madd(v128.load(p + usize(row) * rowBytes + usize(column) * pitch + c), w, sum);
      }
    }
    v128.store(y + c, atLeast(floor, sum));
    weights += usize(kernel * kernel) << 4;
  }
}

/** Four pixels side by side whose windows are one pixel apart: every pixel of the input is loaded once for all of them. */
function near(
  p: usize,
  pitch: usize,
  rowBytes: usize,
  rows: i32,
  kernel: i32,
  y: usize,
  yPitch: usize,
  weights: usize,
  bias: usize,
  lineBytes: usize,
  floor: usize,
): void {
  for (let c: usize = 0; c < lineBytes; c += 16) {
    let s0 = v128.load(bias + c);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let a = p + c;
    let w = weights;
    for (let row = 0; row < rows; row += 1) {
      let b = a;
      const i0 = v128.load(b);
      const i1 = v128.load((b += pitch));
      const i2 = v128.load((b += pitch));
      const i3 = v128.load((b += pitch));
      let k = v128.load(w);
      s0 = madd(i0, k, s0);
      s1 = madd(i1, k, s1);
      s2 = madd(i2, k, s2);
      s3 = madd(i3, k, s3);
      const i4 = v128.load((b += pitch));
      k = v128.load(w, 16);
      s0 = madd(i1, k, s0);
      s1 = madd(i2, k, s1);
      s2 = madd(i3, k, s2);
      s3 = madd(i4, k, s3);
      const i5 = v128.load((b += pitch));
      k = v128.load(w, 32);
      s0 = madd(i2, k, s0);
      s1 = madd(i3, k, s1);
      s2 = madd(i4, k, s2);
      s3 = madd(i5, k, s3);
      if (kernel == 5) {
        const i6 = v128.load((b += pitch));
        k = v128.load(w, 48);
        s0 = madd(i3, k, s0);
        s1 = madd(i4, k, s1);
        s2 = madd(i5, k, s2);
        s3 = madd(i6, k, s3);
        const i7 = v128.load((b += pitch));
        k = v128.load(w, 64);
        s0 = madd(i4, k, s0);
        s1 = madd(i5, k, s1);
        s2 = madd(i6, k, s2);
        s3 = madd(i7, k, s3);
      }
      w += usize(kernel) << 4;
      a += rowBytes;
    }
    const to = y + c;
    v128.store(to, atLeast(floor, s0));
    v128.store(to + yPitch, atLeast(floor, s1));
    v128.store(to + 2 * yPitch, atLeast(floor, s2));
    v128.store(to + 3 * yPitch, atLeast(floor, s3));
    weights += usize(kernel * kernel) << 4;
  }
}

/** Four pixels side by side, `step` bytes apart in the input. */
function apart(
  p: usize,
  pitch: usize,
  rowBytes: usize,
  step: usize,
  rows: i32,
  kernel: i32,
  y: usize,
  yPitch: usize,
  weights: usize,
  bias: usize,
  lineBytes: usize,
  floor: usize,
): void {
  for (let c: usize = 0; c < lineBytes; c += 16) {
    let s0 = v128.load(bias + c);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let a = p + c;
    let w = weights;
    for (let row = 0; row < rows; row += 1) {
      let b0 = a;
      let b1 = b0 + step;
      let b2 = b1 + step;
      let b3 = b2 + step;
      for (const end = w + (usize(kernel) << 4); w < end; w += 16) {
        const k = v128.load(w);
        s0 = madd(v128.load(b0), k, s0);
        s1 = madd(v128.load(b1), k, s1);
        s2 = madd(v128.load(b2), k, s2);
        s3 = madd(v128.load(b3), k, s3);
        b0 += pitch;
        b1 += pitch;
        b2 += pitch;
        b3 += pitch;
      }
      a += rowBytes;
    }
    const to = y + c;
    v128.store(to, atLeast(floor, s0));
    v128.store(to + yPitch, atLeast(floor, s1));
    v128.store(to + 2 * yPitch, atLeast(floor, s2));
    v128.store(to + 3 * yPitch, atLeast(floor, s3));
    weights += usize(kernel * kernel) << 4;
  }
}

/**
 * One row of a convolution in which every output has all inputs of its window: the windows are laid out one after another (im2col), and a 1 x 1
 * convolution does the rest.
 *
 * @param scratch room for `pixels` x `kernel` x `kernel` x `channels` floats
 */
export function windowRow(
  x: usize,
  pitch: usize,
  height: i32,
  width: i32,
  top: i32,
  left: i32,
  y: usize,
  yPitch: usize,
  pixels: i32,
  weights: usize,
  bias: usize,
  channels: i32,
  outputs: i32,
  kernel: i32,
  stride: i32,
  activation: i32,
  scratch: usize,
): void {
  const lineBytes = usize(channels) << 2;
  let to = scratch;
  for (let i = 0; i < pixels; i += 1) {
    for (let row = top; row < top + kernel; row += 1) {
      const first = left + i * stride;
      for (let column = first; column < first + kernel; column += 1) {
        // One comparison says whether a number is from 0 to before a limit, for as an unsigned number what is below 0 is very large.
        if (u32(row) < u32(height) && u32(column) < u32(width)) {
          const from = x + usize(row * width + column) * pitch;
          for (let c: usize = 0; c < lineBytes; c += 16) v128.store(to + c, v128.load(from + c));
        } else {
          for (let c: usize = 0; c < lineBytes; c += 16) v128.store(to + c, f32x4.splat(0));
        }
        to += lineBytes;
      }
    }
  }
  const window = usize(kernel * kernel) * lineBytes;
  pointwise(scratch, window, y, yPitch, weights, bias, 0, 0, pixels, kernel * kernel * channels, outputs, activation);
}
