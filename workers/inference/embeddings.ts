import { momentsOf, type Curve, type Span } from '../../src/core/index.ts';
import type { DeviceKind } from '../../src/packs/index.ts';
import type { PhraseFound } from './reply.ts';

/** Scales vectors to length one, in place; a vector of zeros stays. @param data `[rows, width]` */
export function normalize(data: Float32Array, width: number): Float32Array {
  for (let row = 0; row < data.length; row += width) {
    const length = Math.hypot(...data.subarray(row, row + width));
    if (length > 0) for (let i = row; i < row + width; i += 1) data[i]! /= length;
  }
  return data;
}

/** Cosines of two vectors of length one. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [i, value] of a.entries()) sum += value * b[i]!;
  return sum;
}

/** How a long medium is gone through: one look every `step` seconds, each standing for the step around it. */
export interface Plan {
  readonly step: number;
  /** The middles of the steps, in seconds. */
  readonly times: readonly number[];
}

/**
 * Even steps over a whole medium.
 *
 * @param finest the shortest step in seconds
 * @param most looks that a device can be asked for
 */
export function planSteps(
  duration: number,
  finest: number,
  most: Readonly<Record<DeviceKind, number>>,
  device: DeviceKind,
): Plan {
  const count = Math.max(1, Math.min(most[device], Math.round(duration / finest)));
  const step = duration / count;
  return { step, times: Array.from({ length: count }, (_, i) => (i + 0.5) * step) };
}

/** What a model of two towers tells apart: cosines of words and looks, as the model's authors scale them. */
export interface Scale {
  /** Below this cosine nothing fits. */
  readonly least: number;
  /** From this cosine on it surely does. */
  readonly sure: number;
}

/** A cosine as a score: 0.5 where a thing is surely there. */
export const scoreOf = (value: number, { least, sure }: Scale): number =>
  Math.min(1, Math.max(0, (0.5 * (value - least)) / (sure - least)));

/** The moments of each phrase, within the time that is asked about. */
export function findMoments(
  phrases: readonly string[],
  words: readonly Float32Array[],
  looks: readonly Float32Array[],
  step: number,
  within: Span,
  scale: Scale,
): PhraseFound[] {
  const [first, end] = [Math.floor(within[0] / step), Math.ceil(within[1] / step)];
  return phrases.map((phrase, i) => {
    const curve: Curve = { scores: looks.slice(first, end).map((look) => cosine(look, words[i]!)), from: first * step, step };
    return {
      phrase,
      found: momentsOf(curve, scale.least).flatMap(({ span, score }) => {
        const cut: Span = [Math.max(within[0], span[0]), Math.min(within[1], span[1])];
        return cut[1] > cut[0] ? [{ geometry: { kind: 'span' as const, span: cut }, score: scoreOf(score, scale) }] : [];
      }),
    };
  });
}

/** From this score on a moment is surely one. */
export const SURE = 0.5;
