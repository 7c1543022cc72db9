/**
 * Scales a frame's planes and makes RGBA of them. AssemblyScript, compiled to wasm with SIMD while the app is built (`tools/kernel`): in
 * JavaScript it takes three times as long, and it runs for every frame that is looked at.
 *
 * All arguments that say "at" are byte addresses in the module's memory.
 */

/** Fixed-point numbers as in `YuvMatrix`. */
const COEFFICIENT_BITS: i32 = 21;

/** One row of the target: where its samples lie. Five 32-bit integers each: upper and lower luma row, share of the lower one in 1/16, u, v. */
const ROW_BYTES: usize = 20;
/** One column of the target: luma sample before and after, share of the latter in 1/16, offset of the chroma sample. */
const COLUMN_BYTES: usize = 16;

let y: v128 = i32x4.splat(0);
let rv: v128 = i32x4.splat(0);
let gu: v128 = i32x4.splat(0);
let gv: v128 = i32x4.splat(0);
let bu: v128 = i32x4.splat(0);
let r: v128 = i32x4.splat(0);
let g: v128 = i32x4.splat(0);
let b: v128 = i32x4.splat(0);

/** How colours are made; names as in `YuvMatrix`. */
export function setMatrix(ofY: i32, ofRv: i32, ofGu: i32, ofGv: i32, ofBu: i32, ofR: i32, ofG: i32, ofB: i32): void {
  y = i32x4.splat(ofY);
  rv = i32x4.splat(ofRv);
  gu = i32x4.splat(ofGu);
  gv = i32x4.splat(ofGv);
  bu = i32x4.splat(ofBu);
  r = i32x4.splat(ofR);
  g = i32x4.splat(ofG);
  b = i32x4.splat(ofB);
}

/**
 * @param source luma samples of a row
 * @param columns,rows tables at: see `COLUMN_BYTES`, `ROW_BYTES`
 * @param scratch at: room for 2 * source + 4 * width bytes and 64 more
 * @param pixels at: the first pixel, 32-bit little-endian RGBA; 16 bytes after the last one may be overwritten
 * @param right,below bytes to the pixel on the right and to the one below
 */
export function scale(
  width: i32,
  height: i32,
  source: i32,
  columns: usize,
  rows: usize,
  scratch: usize,
  pixels: usize,
  right: isize,
  below: isize,
): void {
  const mixed = scratch;
  const line = mixed + ((usize(source) * 2 + 31) & ~15);
  const us = line + ((usize(width) * 2 + 15) & ~15);
  const vs = us + ((usize(width) + 15) & ~15);
  for (let i = 0; i < height; i += 1) {
    const row = rows + usize(i) * ROW_BYTES;
    mixRows(load<u32>(row), load<u32>(row, 4), load<u32>(row, 8), source, mixed);
    gather(mixed, load<u32>(row, 12), load<u32>(row, 16), columns, width, line, us, vs);
    write(line, us, vs, width, pixels, right);
    pixels += below;
  }
}

/** The weighted mean of two rows of luma, in 1/16. Up to 15 samples behind the row are read and written too. */
function mixRows(upper: usize, lower: usize, share: i32, source: i32, to: usize): void {
  const low = i16x8.splat(i16(share));
  const high = i16x8.splat(i16(16 - share));
  const end = to + usize(source) * 2;
  for (; to < end; to += 32, upper += 16, lower += 16) {
    const a = v128.load(upper);
    const c = v128.load(lower);
    const first = i16x8.add(i16x8.mul(i16x8.extend_low_i8x16_u(a), high), i16x8.mul(i16x8.extend_low_i8x16_u(c), low));
    const last = i16x8.add(i16x8.mul(i16x8.extend_high_i8x16_u(a), high), i16x8.mul(i16x8.extend_high_i8x16_u(c), low));
    v128.store(to, first);
    v128.store(to, last, 16);
  }
}

/** The samples of a target row side by side: luma in 1/256 as 16 bits, chroma as bytes. */
function gather(mixed: usize, u: usize, v: usize, columns: usize, width: i32, line: usize, us: usize, vs: usize): void {
  const end = columns + usize(width) * COLUMN_BYTES;
  for (; columns < end; columns += COLUMN_BYTES, line += 2, us += 1, vs += 1) {
    const share = load<i32>(columns, 8);
    const before = i32(load<u16>(mixed + 2 * load<u32>(columns)));
    const after = i32(load<u16>(mixed + 2 * load<u32>(columns, 4)));
    store<u16>(line, u16(before * (16 - share) + after * share));
    const chroma = usize(load<u32>(columns, 12));
    store<u8>(us, load<u8>(u + chroma));
    store<u8>(vs, load<u8>(v + chroma));
  }
}

/** Four pixels at a time. */
function write(line: usize, us: usize, vs: usize, width: i32, to: usize, right: isize): void {
  const opaque = i32x4.splat(255);
  let left = width;
  for (; left > 0; left -= 4, line += 8, us += 4, vs += 4) {
    const light = i32x4.mul(y, i32x4.extend_low_i16x8_u(v128.load64_zero(line)));
    const u = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(us)));
    const v = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(vs)));
    const red = i32x4.shr_s(i32x4.add(i32x4.add(light, r), i32x4.mul(rv, v)), COEFFICIENT_BITS);
    const green = i32x4.shr_s(i32x4.add(i32x4.add(light, g), i32x4.add(i32x4.mul(gu, u), i32x4.mul(gv, v))), COEFFICIENT_BITS);
    const blue = i32x4.shr_s(i32x4.add(i32x4.add(light, b), i32x4.mul(bu, u)), COEFFICIENT_BITS);
    const planar = i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(red, green), i16x8.narrow_i32x4_s(blue, opaque));
    const four = i8x16.shuffle(planar, planar, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    if (right == 4) {
      v128.store(to, four);
      to += 16;
      continue;
    }
    v128.store32_lane(to, four, 0);
    if (left > 1) v128.store32_lane(to + right, four, 1);
    if (left > 2) v128.store32_lane(to + 2 * right, four, 2);
    if (left > 3) v128.store32_lane(to + 3 * right, four, 3);
    to += 4 * right;
  }
}
