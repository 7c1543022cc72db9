/** IEEE 754 half precision (binary16, 754-2008 section 3.4) to a number. @param bits 0..65535 */
export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let table: Float32Array<ArrayBuffer> | null = null;

/** Many halves to numbers. By a table of all of them, in a loop: models have millions, and `Float32Array.from` takes ten times as long. */
export function fromHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  table ??= new Float32Array(0x1_00_00).map((_, bits) => fromHalf(bits));
  const numbers = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i += 1) numbers[i] = table[halves[i]!]!;
  return numbers;
}

const real = new Float32Array(1);
const word = new Uint32Array(real.buffer);

/** A number to half precision, to the nearest and of two as near to the even one; too large ones become infinite. @returns 0..65535 */
export function toHalf(value: number): number {
  real[0] = value;
  const bits = word[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = (bits >>> 23) & 0xff;
  const fraction = bits & 0x7fffff;
  if (exponent === 255) return sign | 0x7c00 | (fraction ? 0x200 : 0);
  if (exponent >= 143) return sign | 0x7c00;
  if (exponent < 102) return sign;
  // Below 2^-14 there is no leading one: steps of 2^-24. Rounding up may carry into the exponent, which is right.
  const [whole, shift, base] =
    exponent < 113 ? [fraction | 0x800000, 126 - exponent, 0] : [fraction, 13, (exponent - 112) << 10];
  const rest = whole & ((1 << shift) - 1);
  const kept = base + (whole >>> shift);
  const middle = 1 << (shift - 1);
  return sign | (kept + (rest > middle || (rest === middle && kept & 1) ? 1 : 0));
}
