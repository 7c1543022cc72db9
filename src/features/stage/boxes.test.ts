import { expect, test } from 'vitest';
import { hitTest, type HitTarget } from './boxes.ts';

const target = (
  id: string,
  x: number,
  y: number,
  width: number,
  height: number,
  chip: HitTarget['chip'] = null,
): HitTarget => ({
  id,
  rect: { x, y, width, height },
  chip,
});

const targets = [
  target('small', 100, 100, 40, 40),
  target('large', 0, 0, 400, 400, { x: 105, y: 100, width: 30, height: 20 }),
  target('dot', 300, 300, 4, 4),
];

test('the smallest box under the pointer is meant', () => {
  expect(hitTest(targets, { x: 120, y: 130 })).toBe('small');
  expect(hitTest(targets, { x: 200, y: 200 })).toBe('large');
  expect(hitTest(targets, { x: 500, y: 200 })).toBeNull();
});

test('a chip lies above all boxes', () => {
  expect(hitTest(targets, { x: 110, y: 110 })).toBe('large');
});

test('a finger beside a box still means it, when it is on no other', () => {
  expect(hitTest(targets, { x: 410, y: 200 }, 14)).toBe('large');
  expect(hitTest(targets, { x: 310, y: 302 }, 14)).toBe('large');
});

test('a mask is where it covers, and as large as what it covers', () => {
  const half = { ...target('half', 0, 0, 100, 100), shape: { covers: ({ x }: { x: number }) => x < 50, share: 0.5 } };
  const all = [half, target('whole', 0, 0, 80, 80)];
  expect(hitTest(all, { x: 20, y: 20 })).toBe('half');
  expect(hitTest(all, { x: 60, y: 20 })).toBe('whole');
  expect(hitTest([half], { x: 60, y: 20 })).toBeNull();
  expect(hitTest([half], { x: 60, y: 20 }, 14)).toBe('half');
  expect(hitTest([half], { x: 66, y: 20 }, 14)).toBeNull();
});
