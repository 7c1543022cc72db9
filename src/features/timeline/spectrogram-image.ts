/** Bands of a column of `FrameSource.spectrum`. */
export const BANDS = 64;

/** The "inferno" colour map of matplotlib (CC0) at even steps: as bright as loud, also without colour vision. */
const INFERNO: readonly (readonly [number, number, number])[] = [
  [0, 0, 4],
  [31, 12, 72],
  [85, 15, 109],
  [136, 34, 106],
  [186, 54, 85],
  [227, 89, 51],
  [249, 140, 10],
  [249, 201, 50],
  [252, 255, 164],
];

/** Red, green, blue for each loudness 0..255. */
export const COLOURS: Uint8Array = Uint8Array.from({ length: 256 * 3 }, (_, i) => {
  const at = (Math.floor(i / 3) / 255) * (INFERNO.length - 1);
  const from = Math.min(INFERNO.length - 2, Math.floor(at));
  const [a, b] = [INFERNO[from]![i % 3]!, INFERNO[from + 1]![i % 3]!];
  return Math.round(a + (b - a) * (at - from));
});

/** Writes columns of loudness into an image of `width` columns and 64 rows, high pitch on top. */
export function paintColumns(pixels: Uint8ClampedArray, width: number, first: number, values: Uint8Array): void {
  for (let i = 0; i < values.length; i += 1) {
    const column = first + Math.floor(i / BANDS);
    if (column >= width) return;
    const at = 4 * ((BANDS - 1 - (i % BANDS)) * width + column);
    const colour = 3 * values[i]!;
    pixels[at] = COLOURS[colour]!;
    pixels[at + 1] = COLOURS[colour + 1]!;
    pixels[at + 2] = COLOURS[colour + 2]!;
    pixels[at + 3] = 255;
  }
}
