import { expect, it } from 'vitest';
import { Pace } from '../../platform/download/pace.ts';
import { formatBytes, formatLeft } from './format.ts';

it.each([
  [0, '0 kB'],
  [300, '1 kB'],
  [2_340_000, '2.3 MB'],
  [340_400_000, '340 MB'],
  [1_240_000_000, '1.2 GB'],
])('%d bytes are %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

it.each([
  [100, 0, ''],
  [100, 100, 'a few seconds left'],
  [3200, 100, '30 s left'],
  [30_000, 100, '5 min left'],
  [1_000_000, 100, '3 h left'],
])('%d bytes at %d are %s', (bytes, speed, text) => expect(formatLeft(bytes, speed)).toBe(text));

it('tells the pace of the last seconds, and starts over when a file does', () => {
  const pace = new Pace();
  expect(pace.speed).toBe(0);
  for (let s = 0; s <= 20; s += 1) pace.note(s * 1000, s < 10 ? s * 100 : 1000 + (s - 10) * 500);
  expect(pace.speed).toBe(500);
  pace.note(21_000, 5);
  expect(pace.speed).toBe(0);
});
