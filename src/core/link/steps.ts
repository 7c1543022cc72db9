import type { Box } from '../box.ts';
import { boundMask, type Mask } from '../mask/index.ts';
import type { Span } from '../span.ts';

/** Steps of a side of the picture in a link: a ten-thousandth is a tenth of a pixel in a photo a thousand pixels wide. */
const PLACES = 10_000;
/** Steps of a second. */
const TICKS = 1000;
/** Steps of a score. */
const SCORES = 1000;
/** Most pixels along a mask's longer side: an outline takes some 500 characters of a link then, and is exact to 1/256 of the picture. */
const MASK_SIDE = 256;

/** Adding 0 makes a plain zero of a negative one, which JSON does not know. */
const whole = (value: number): number => Math.round(value) + 0;

export type Steps4 = readonly [number, number, number, number];

export const tick = (seconds: number): number => whole(seconds * TICKS);
export const seconds = (tick: number): number => tick / TICKS;
export const scoreStep = (score: number): number => whole(score * SCORES);
export const scoreOf = (step: number): number => step / SCORES;

/** A box in whole steps; however small it was, it keeps an area. */
export function boxSteps(box: Box): Steps4 {
  const [x0, y0, x1, y1] = box.map((v) => whole(v * PLACES)) as [number, number, number, number];
  const [left, right] = apart(x0, x1);
  const [top, bottom] = apart(y0, y1);
  return [left, top, right, bottom];
}

export const boxOf = (steps: readonly number[]): Box =>
  steps.slice(0, 4).map((v) => v / PLACES) as [number, number, number, number];

function apart(low: number, high: number): [number, number] {
  if (high > low) return [low, high];
  return low < PLACES ? [low, low + 1] : [low - 1, low];
}

/** A mask, no finer than links have them. */
export const maskStep = (mask: Mask): Mask => boundMask(mask, MASK_SIDE);

/** A span in whole milliseconds; however short it was, it keeps a length. */
export function spanTicks([start, end]: Span): readonly [number, number] {
  const from = tick(start);
  return [from, Math.max(from + 1, tick(end))];
}

export const spanOfTicks = (from: number, to: number): Span => [seconds(from), seconds(to)];
