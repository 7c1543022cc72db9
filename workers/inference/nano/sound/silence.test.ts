import { describe, expect, it } from 'vitest';
import { quietParts } from './silence.ts';

const levels = (...parts: readonly (readonly [seconds: number, level: number])[]): Float32Array =>
  Float32Array.from(parts.flatMap(([seconds, level]) => Array<number>(Math.round(seconds * 10)).fill(level)));

describe('quietParts', () => {
  it('finds silent stretches and the quietest second', () => {
    const { silences, quietest } = quietParts(levels([2, -20], [1.5, -70], [1, -25], [0.2, -80], [2, -20], [0.5, -60]), 7.2);
    expect(silences.map((span) => span.map((value) => Math.round(value * 10) / 10))).toEqual([
      [2, 3.5],
      [6.7, 7.2],
    ]);
    expect(quietest![0]).toBeGreaterThanOrEqual(2);
    expect(quietest![1]).toBeLessThanOrEqual(3.51);
  });

  it('a recording without silence has a quietest second all the same', () => {
    const { silences, quietest } = quietParts(levels([2, -20], [1, -35], [2, -20]), 5);
    expect(silences).toEqual([]);
    expect(quietest![0]).toBeCloseTo(2);
    expect(quietest![1]).toBeCloseTo(3);
  });

  it('takes what is short or empty', () => {
    expect(quietParts(levels([0.5, -20]), 0.5)).toEqual({ silences: [], quietest: null });
    expect(quietParts(new Float32Array(0), 0)).toEqual({ silences: [], quietest: null });
    expect(quietParts(levels([0.5, -99]), 0.48).silences).toEqual([[0, 0.48]]);
  });
});
