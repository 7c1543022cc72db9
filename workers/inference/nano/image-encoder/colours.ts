import type { Box, Pixels } from '../../../../src/core/index.ts';

/** The eleven basic colour terms of English (Berlin and Kay, "Basic Color Terms", 1969). */
export const COLOUR_NAMES = [
  'black',
  'white',
  'grey',
  'red',
  'orange',
  'yellow',
  'green',
  'blue',
  'purple',
  'pink',
  'brown',
] as const;

export type ColourName = (typeof COLOUR_NAMES)[number];

export interface ColourShare {
  readonly name: ColourName;
  /** Weighted share of the sampled pixels, 0..1. */
  readonly share: number;
}

/** Shares below this are speckle, shadow and highlights rather than a colour of the thing. */
const SMALLEST_SHARE = 0.12;

/** At most so many samples along a side of a box: enough for shares to a few percent, and the same cost for every box. */
const SAMPLES = 24;

/** Edges of a box are mostly background; what counts is within this part of its half width and half height. */
const REACH = 0.8;

/** sRGB channel 0..255 → linear light 0..1 (IEC 61966-2-1). */
function linear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

const LINEAR = Float32Array.from({ length: 256 }, (_, i) => linear(i));

/** CIE f for L*a*b* (CIE 15:2004). */
const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);

/**
 * sRGB, 0..255 each, as CIE LCh(ab) under D65: lightness 0..100, chroma 0..about 134, hue 0..360 degrees. Matrix and white
 * point: IEC 61966-2-1.
 */
export function toLch(r: number, g: number, b: number): [lightness: number, chroma: number, hue: number] {
  const [lr, lg, lb] = [LINEAR[r]!, LINEAR[g]!, LINEAR[b]!];
  const x = f((0.4124 * lr + 0.3576 * lg + 0.1805 * lb) / 0.9505);
  const y = f(0.2126 * lr + 0.7152 * lg + 0.0722 * lb);
  const z = f((0.0193 * lr + 0.1192 * lg + 0.9505 * lb) / 1.089);
  const [la, lbb] = [500 * (x - y), 200 * (y - z)];
  const hue = (Math.atan2(lbb, la) * 180) / Math.PI;
  return [116 * y - 16, Math.hypot(la, lbb), hue < 0 ? hue + 360 : hue];
}

/**
 * The basic colour term of one sRGB pixel (0..255 each).
 *
 * Regions of LCh with borders put between the focal colours that people choose for the terms (World Color Survey foci; Mojsilović
 * 2005, "A computational model for color naming"): how much chroma makes a colour grows with darkness and brightness, brown is
 * dark orange and yellow, pink is light red and magenta.
 */
export function nameColour(r: number, g: number, b: number): ColourName {
  const [lightness, chroma, hue] = toLch(r, g, b);
  if (lightness < 14 && chroma < 22) return 'black';
  if (chroma < achromaticChroma(lightness, hue)) return grey(lightness);
  if (hue < 12 || hue >= 330)
    return lightness > 52 || (hue >= 330 && lightness > 45) ? 'pink' : reddish(lightness, hue, chroma);
  if (hue < 46) return warmRed(lightness, chroma, hue);
  if (hue < 78) return orangeOrBrown(lightness, chroma);
  if (hue < 108) return yellowOrBrown(lightness, chroma, hue);
  if (hue < 195) return 'green';
  if (hue < 212) return lightness > 75 ? 'blue' : 'green';
  // The pure blues of a screen lie at hues where duller colours are already purple.
  if (hue < 304 || (hue < 311 && chroma > 70 && lightness < 45)) return 'blue';
  return lightness > 68 && hue > 318 ? 'pink' : 'purple';
}

function achromaticChroma(lightness: number, hue: number): number {
  // Skylight tints shadows and highlights blue, lamps tint them yellow: there a little more chroma is still no colour.
  const tint = (hue > 220 && hue < 300) || (hue > 55 && hue < 115) ? 3 : 0;
  if (lightness < 25) return 11 + tint;
  return (lightness > 90 ? 10 : 9) + tint + (lightness > 90 && tint > 0 ? 3 : 0);
}

function grey(lightness: number): ColourName {
  if (lightness < 27) return 'black';
  return lightness > 80 ? 'white' : 'grey';
}

/** Hues 330..12: crimson, magenta-red. */
function reddish(lightness: number, hue: number, chroma: number): ColourName {
  if (hue >= 330 && hue < 350) return chroma > 40 && lightness > 40 ? 'pink' : 'purple';
  return lightness < 20 && chroma < 25 ? 'black' : 'red';
}

/** Hues 12..46: red when saturated, salmon and pink when light, brown when dull. */
function warmRed(lightness: number, chroma: number, hue: number): ColourName {
  if (lightness > 65) return hue < 36 || chroma < 30 ? 'pink' : 'orange';
  if (chroma < 30) return lightness > 55 && hue < 30 ? 'pink' : 'brown';
  return 'red';
}

/** Hues 46..78. */
function orangeOrBrown(lightness: number, chroma: number): ColourName {
  if ((chroma > 55 && lightness > 50) || (chroma > 46 && lightness > 66)) return 'orange';
  if (lightness > 74) return chroma > 36 ? 'orange' : 'pink';
  return 'brown';
}

/** Hues 78..108: olive counts as green, khaki as brown. */
function yellowOrBrown(lightness: number, chroma: number, hue: number): ColourName {
  if (lightness > 64 && chroma > 28) return 'yellow';
  if (lightness > 80) return chroma > 18 ? 'yellow' : 'white';
  return hue < 98 ? 'brown' : 'green';
}

/**
 * The colours of what is in a box: a grid of samples in its middle part, weighted to the centre, each named, the shares
 * summed up.
 *
 * @param box fractions of the picture that `pixels` hold.
 * @returns names with a share of at least 0.12, largest first; empty only when the picture has no pixels or all sampled ones are
 * transparent.
 */
export function measureColours(pixels: Pixels, box: Box): ColourShare[] {
  const weights = new Map<ColourName, number>();
  let total = 0;
  const columns = sampleLine(box[0], box[2], pixels.width);
  for (const [y, wy] of sampleLine(box[1], box[3], pixels.height)) {
    for (const [x, wx] of columns) {
      const at = 4 * (y * pixels.width + x);
      const weight = (wx * wy * pixels.data[at + 3]!) / 255;
      if (!(weight > 0)) continue;
      const name = nameColour(pixels.data[at]!, pixels.data[at + 1]!, pixels.data[at + 2]!);
      weights.set(name, (weights.get(name) ?? 0) + weight);
      total += weight;
    }
  }
  const shares = Array.from(weights, ([name, weight]) => ({ name, share: weight / total }));
  const ranked = shares.toSorted((a, b) => b.share - a.share);
  return ranked.filter((colour, i) => i === 0 || colour.share >= SMALLEST_SHARE);
}

/** Positions in pixels along one side with their weights: a parabola that is 1 in the middle and 0 at `REACH`. */
function sampleLine(from: number, to: number, size: number): [position: number, weight: number][] {
  if (size < 1) return [];
  const middle = ((from + to) / 2) * size;
  const half = (REACH * Math.max(to - from, 0) * size) / 2;
  const count = Math.max(1, Math.min(SAMPLES, Math.round(2 * half)));
  return Array.from({ length: count }, (_, i) => {
    const offset = (2 * (i + 0.5)) / count - 1;
    const position = Math.min(size - 1, Math.max(0, Math.floor(middle + offset * half)));
    return [position, 1 - offset * offset];
  });
}
