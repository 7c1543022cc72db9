import { describe, expect, it } from 'vitest';
import { toSegments, type SoundClass } from './segments.ts';

const dog: SoundClass = { name: 'dog', on: 0.5, off: 0.3, minSeconds: 0.2, gapSeconds: 0.2 };
const rain: SoundClass = { name: 'rain', on: 0.4, off: 0.2, minSeconds: 0.5, gapSeconds: 1 };

/** One row each 0.1 s: scores of the dog, no rain. */
const heard = (dogs: readonly number[], level = -20) => ({
  scores: Float32Array.from(dogs.flatMap((score) => [score, 0])),
  loudness: new Float32Array(dogs.length).fill(level),
  duration: dogs.length / 10,
});
const spans = (dogs: readonly number[]) =>
  toSegments(heard(dogs), [dog, rain]).map(({ span }) => span.map((v) => Math.round(v * 10) / 10));

describe('toSegments', () => {
  it('begins where a score reaches a threshold and ends below a lower one', () => {
    expect(spans([0, 0.35, 0.6, 0.7, 0.35, 0.2, 0, 0])).toEqual([[0.1, 0.5]]);
    expect(spans([0, 0.35, 0.36, 0.34, 0])).toEqual([]);
  });

  it('closes gaps and drops what is too short', () => {
    expect(spans([0.9, 0.9, 0, 0.9, 0.9, 0, 0, 0, 0, 0.9, 0])).toEqual([[0, 0.5]]);
  });

  it('scales the score so that the threshold is at a half', () => {
    const [segment] = toSegments(heard([0.5, 0.5, 0.5]), [dog, rain]);
    expect(segment!.score).toBeCloseTo(0.5);
    expect(segment!.loudness).toBeCloseTo(-20);
    expect(toSegments(heard([0.45, 0.45, 0.45]), [dog, rain])[0]!.score).toBeLessThan(0.5);
    expect(toSegments(heard([1, 1, 1]), [dog, rain])[0]!.score).toBeCloseTo(1);
  });

  it('hears nothing in silence, and bears no sound at all', () => {
    expect(toSegments(heard([0.9, 0.9, 0.9], -80), [dog, rain])).toEqual([]);
    expect(toSegments(heard([]), [dog, rain])).toEqual([]);
  });
});
