/**
 * How luma and chroma become red, green and blue, in fixed-point numbers: `(y * Y + rv * V + r) >> COEFFICIENT_BITS` and so on, where `Y` is
 * in 1/256 of a code value, `U` and `V` are code values, and rounding is in the constants.
 */
export interface YuvMatrix {
  readonly y: number;
  readonly rv: number;
  readonly gu: number;
  readonly gv: number;
  readonly bu: number;
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** So many that the sums stay within 32 bits: 2 * 255 * 2^21 and the constants. */
const COEFFICIENT_BITS = 21;
const LUMA_BITS = 8;

/** Shares of red and blue in luma: Rec. ITU-R BT.601-7, 2.5.1, and BT.709-6, 3.2. Names as WebCodecs has them. */
const SHARES = {
  bt709: { red: 0.2126, blue: 0.0722 },
  smpte170m: { red: 0.299, blue: 0.114 },
  bt470bg: { red: 0.299, blue: 0.114 },
} as const;

type MatrixName = keyof typeof SHARES;

export const isKnownMatrix = (name: string | null): name is MatrixName => name !== null && name in SHARES;

/** @param fullRange samples use all of 0..255; else luma 16..235 and chroma 16..240 (BT.709-6, 3.5) */
export function yuvMatrix(name: MatrixName, fullRange: boolean): YuvMatrix {
  const { red, blue } = SHARES[name];
  const green = 1 - red - blue;
  const one = 2 ** COEFFICIENT_BITS;
  const chroma = (fullRange ? 1 : 255 / 224) * one;
  const y = Math.round(((fullRange ? 1 : 255 / 219) * one) / 2 ** LUMA_BITS);
  const rv = Math.round(2 * (1 - red) * chroma);
  const bu = Math.round(2 * (1 - blue) * chroma);
  const gu = Math.round(((-2 * (1 - blue) * blue) / green) * chroma);
  const gv = Math.round(((-2 * (1 - red) * red) / green) * chroma);
  const black = one / 2 - (fullRange ? 0 : 16) * y * 2 ** LUMA_BITS;
  return { y, rv, gu, gv, bu, r: black - 128 * rv, g: black - 128 * (gu + gv), b: black - 128 * bu };
}

/** Places of a row's chroma among the bytes. */
export interface ChromaRow {
  readonly u: number;
  readonly v: number;
  readonly at: Int32Array;
}

/**
 * Adds the chroma to a row of luma and writes it as 32-bit little-endian RGBA, from `first` on, pixels `step` apart.
 *
 * A loop of its own: with the scaling of luma in it, it took twice as long, because its values were more than there are registers.
 * `Math.imul` keeps them in 32-bit integers; products beyond 31 bits would be worked out as floats.
 */
export function writeRow(
  luma: Int32Array,
  data: Uint8Array,
  { u: u0, v: v0, at }: ChromaRow,
  { y, rv, gu, gv, bu, r, g, b }: YuvMatrix,
  pixels: Uint32Array,
  first: number,
  step: number,
): void {
  for (let x = 0, to = first; x < luma.length; x += 1, to += step) {
    const light = Math.imul(y, luma[x]!);
    const u = data[u0 + at[x]!]!;
    const v = data[v0 + at[x]!]!;
    let red = (light + Math.imul(rv, v) + r) >> COEFFICIENT_BITS;
    let green = (light + Math.imul(gu, u) + Math.imul(gv, v) + g) >> COEFFICIENT_BITS;
    let blue = (light + Math.imul(bu, u) + b) >> COEFFICIENT_BITS;
    // One test for what nearly never happens.
    if (((red | green | blue) & ~255) !== 0) {
      red = red < 0 ? 0 : red > 255 ? 255 : red;
      green = green < 0 ? 0 : green > 255 ? 255 : green;
      blue = blue < 0 ? 0 : blue > 255 ? 255 : blue;
    }
    pixels[to] = 0xff000000 | (blue << 16) | (green << 8) | red;
  }
}
