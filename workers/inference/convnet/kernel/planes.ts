/** What is done to tensors besides convolution, channels last. */
import { atLeast, floorOf } from './lanes';

/** The mean over all pixels of eight channels. */
export function meanOfEight(x: usize, pitch: usize, pixels: i32, y: usize): void {
  let low = f32x4.splat(0);
  let high = low;
  for (let i = 0; i < pixels; i += 1, x += pitch) {
    low = f32x4.add(low, v128.load(x));
    high = f32x4.add(high, v128.load(x, 16));
  }
  const share = f32x4.splat(1 / f32(pixels));
  v128.store(y, f32x4.mul(low, share));
  v128.store(y, f32x4.mul(high, share), 16);
}

/** Multiplies every channel of `pixels` pixels by a number of its own. */
export function scaleChannels(x: usize, xPitch: usize, scale: usize, y: usize, yPitch: usize, pixels: i32, channels: i32): void {
  const lineBytes = usize(channels) << 2;
  for (; pixels > 0; pixels -= 1, x += xPitch, y += yPitch) {
    for (let c: usize = 0; c < lineBytes; c += 16) v128.store(y + c, f32x4.mul(v128.load(x + c), v128.load(scale + c)));
  }
}

/**
 * Row `row` of a tensor of twice as many rows and columns, bilinearly; ONNX's Resize, `asymmetric`: pixel i lies at i / 2 of the input, and
 * beyond the last pixel lies the last one again.
 */
export function doubleRow(
  x: usize,
  pitch: usize,
  height: i32,
  width: i32,
  row: i32,
  y: usize,
  yPitch: usize,
  channels: i32,
  activation: i32,
): void {
  const lineBytes = usize(channels) << 2;
  const rowBytes = usize(width) * pitch;
  const upper = x + usize(row >> 1) * rowBytes;
  const lower = row & 1 && (row >> 1) + 1 < height ? upper + rowBytes : upper;
  const half = f32x4.splat(0.5);
  const floor = floorOf(activation);
  for (let i = 0; i < width; i += 1) {
    const here = usize(i) * pitch;
    const next = i + 1 < width ? here + pitch : here;
    for (let c: usize = 0; c < lineBytes; c += 16) {
      const a = f32x4.mul(f32x4.add(v128.load(upper + here + c), v128.load(lower + here + c)), half);
      const b = f32x4.mul(f32x4.add(v128.load(upper + next + c), v128.load(lower + next + c)), half);
      v128.store(y + c, atLeast(floor, a));
      v128.store(y + yPitch + c, atLeast(floor, f32x4.mul(f32x4.add(a, b), half)));
    }
    y += yPitch << 1;
  }
}

/**
 * `pixels` pixels of planes that lie `plane` bytes apart, as lines of 4 channels, of which those that there are no planes for are zero.
 *
 * @param planes 1 to 4
 */
export function toLines(x: usize, plane: usize, planes: i32, y: usize, pixels: i32): void {
  const zero = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= pixels; i += 4, x += 16, y += 64) {
    const a = v128.load(x);
    const b = planes > 1 ? v128.load(x + plane) : zero;
    const c = planes > 2 ? v128.load(x + 2 * plane) : zero;
    const d = planes > 3 ? v128.load(x + 3 * plane) : zero;
    transpose(a, b, c, d, y, 16);
  }
  for (; i < pixels; i += 1, x += 4) {
    for (let c = 0; c < 4; c += 1, y += 4) store<f32>(y, c < planes ? load<f32>(x + usize(c) * plane) : 0);
  }
}

/**
 * The other way: lines of channels as planes. Sixteen pixels at a time, so that a line of the cache is written at once: planes often lie so that
 * they all want the same place in it.
 */
export function toPlanes(x: usize, pitch: usize, y: usize, plane: usize, planes: i32, pixels: i32): void {
  for (; pixels >= 16; pixels -= 16, x += pitch << 4, y += 64) {
    for (let c = 0; c + 4 <= planes; c += 4) {
      let from = x + (usize(c) << 2);
      let to = y + usize(c) * plane;
      for (let i = 0; i < 4; i += 1, to += 16, from += pitch << 2) {
        const second = from + pitch;
        const third = second + pitch;
        transpose(v128.load(from), v128.load(second), v128.load(third), v128.load(third + pitch), to, plane);
      }
    }
    for (let c = planes & ~3; c < planes; c += 1) column(x + (usize(c) << 2), pitch, y + usize(c) * plane, 16);
  }
  for (let c = 0; c < planes; c += 1) column(x + (usize(c) << 2), pitch, y + usize(c) * plane, pixels);
}

function column(x: usize, pitch: usize, y: usize, pixels: i32): void {
  for (let i = 0; i < pixels; i += 1, x += pitch, y += 4) store<f32>(y, load<f32>(x));
}

/** Stores the columns of four vectors, `step` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(a: v128, b: v128, c: v128, d: v128, y: usize, step: usize): void {
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(y, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(y + step, v128.shuffle<i64>(abLow, cdLow, 1, 3));
  v128.store(y + 2 * step, v128.shuffle<i64>(abHigh, cdHigh, 0, 2));
  v128.store(y + 3 * step, v128.shuffle<i64>(abHigh, cdHigh, 1, 3));
}
