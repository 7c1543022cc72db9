import { expect, it } from 'vitest';
import type { Reference, Span } from '../../core/index.ts';
import { toLane } from './lanes.ts';

const spoken = (id: string, span: Span): Reference => ({
  id,
  phrase: 'dog',
  kind: 'span',
  span,
  source: { pack: 'test', revision: '1' },
});

it('lays segments of the same time below each other, and uses a row again when it is free', () => {
  const lane = toLane('t', 'when?', [spoken('a', [0, 5]), spoken('b', [2, 4]), spoken('c', [5, 6]), spoken('d', [4.5, 7])])!;
  expect(lane.rows).toBe(2);
  expect(lane.segments.map(({ id, name, row }) => [id, name, row])).toEqual([
    ['a', 'dog 1', 0],
    ['b', 'dog 2', 1],
    ['d', 'dog 4', 1],
    ['c', 'dog 3', 0],
  ]);
});

it('has no lane for what points at no time', () => {
  expect(
    toLane('t', 'where?', [{ id: 'x', phrase: 'dog', kind: 'box', box: [0, 0, 1, 1], source: { pack: 'p', revision: '1' } }]),
  ).toBeNull();
});
