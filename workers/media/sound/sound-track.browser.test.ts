import { expect, it } from 'vitest';
import { FrameSource } from '../../../src/engine/frame-source.ts';
import { openedTones } from '../../inference/testing/media.ts';

const never = new AbortController().signal;

/** The first second of a recording, and how loud it is (root mean square). */
async function firstSecond(source: FrameSource, rate?: number): Promise<{ readonly samples: number; readonly level: number }> {
  let [samples, sum] = [0, 0];
  for await (const piece of source.samples(0, 1, never, rate)) {
    samples += piece.length;
    for (const value of piece) sum += value * value;
  }
  return { samples, level: Math.sqrt(sum / samples) };
}

it('gives sound at the rate that is asked for, with all that fits under it, and at 16 kHz when none is', async () => {
  // Amplitude 0.4, from the file at 32 kHz.
  const opened = await openedTones(2, [{ hertz: 11_000, from: 0, to: 2 }]);
  if (!('connect' in opened.medium)) throw new Error('a recording has a port');
  const source = new FrameSource(opened.medium.connect());
  const wide = await firstSecond(source, 48_000);
  expect(wide.samples).toBe(48_000);
  expect(wide.level).toBeCloseTo(0.4 / Math.SQRT2, 2);
  // Nothing of 11 kHz fits under 16 kHz.
  const usual = await firstSecond(source);
  expect(usual.samples).toBe(16_000);
  expect(usual.level).toBeLessThan(0.005);
  source.close();
  opened.close();
});
