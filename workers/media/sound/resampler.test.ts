import { describe, expect, it } from 'vitest';
import { Resampler } from './resampler.ts';

const tone = (hertz: number, rate: number, seconds = 1): Float32Array =>
  Float32Array.from({ length: Math.round(rate * seconds) }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

/** All of it, pushed in pieces of odd sizes. */
function resample(samples: Float32Array, from: number, to: number): Float32Array {
  const resampler = new Resampler(from, to);
  const out: number[] = [];
  for (let at = 0, size = 1; at < samples.length; at += size, size = (size * 7 + 3) % 4001)
    out.push(...resampler.push(samples.subarray(at, at + (size || (size = 1)))));
  return Float32Array.from([...out, ...resampler.flush()]);
}

const rms = (samples: Float32Array): number => Math.sqrt(samples.reduce((sum, v) => sum + v * v, 0) / samples.length);

describe('Resampler', () => {
  it.each([8000, 11_025, 22_050, 44_100, 48_000, 96_000])('keeps a tone and its place in time from %i Hz', (rate) => {
    const out = resample(tone(1000, rate), rate, 16_000);
    expect(Math.abs(out.length - 16_000)).toBeLessThanOrEqual(1);
    const wanted = tone(1000, 16_000);
    const error = out.subarray(400, 15_600).map((v, i) => v - wanted[i + 400]!);
    expect(rms(error)).toBeLessThan(1e-3);
  });

  it('filters out what the new rate cannot hold', () => {
    expect(rms(resample(tone(10_000, 48_000), 48_000, 16_000).subarray(200, 15_800))).toBeLessThan(2e-3);
    expect(rms(resample(tone(20_000, 44_100), 44_100, 16_000).subarray(200, 15_800))).toBeLessThan(1e-3);
  });

  it('leaves the rate alone when it is right, and bears nothing at all', () => {
    const plain = tone(500, 16_000);
    const error = resample(plain, 16_000, 16_000)
      .subarray(100, 15_900)
      .map((v, i) => v - plain[i + 100]!);
    expect(rms(error)).toBeLessThan(1e-3);
    expect(resample(new Float32Array(0), 44_100, 16_000)).toHaveLength(0);
  });
});
