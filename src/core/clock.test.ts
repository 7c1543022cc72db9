import { expect, it } from 'vitest';
import { durationInWords, formatClock } from './clock.ts';

it.each([
  [0, 0, '0:00'],
  [7.9, 0, '0:07'],
  [59.999, 1, '0:59.9'],
  [60, 2, '1:00.00'],
  [0.3, 1, '0:00.3'],
  [3723, 0, '1:02:03'],
  [Number.NaN, 0, '0:00'],
  [-4, 0, '0:00'],
])('%d s with %d decimals is %s', (seconds, decimals, text) => expect(formatClock(seconds, decimals)).toBe(text));

it.each([
  [0.04, '0 seconds'],
  [1, '1 second'],
  [1.24, '1.2 seconds'],
  [9.97, '10 seconds'],
  [61, '1 minute 1 second'],
  [120, '2 minutes'],
  [3599.6, '1 hour'],
  [3900, '1 hour 5 minutes'],
])('%d s is %s', (seconds, text) => expect(durationInWords(seconds)).toBe(text));
