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
