import { afterAll, beforeEach, expect, it } from 'vitest';
import { forgetEmbeddings, keptEmbeddings, removeEmbeddings, type EmbeddingsKey } from './store.ts';

const KEY: EmbeddingsKey = { medium: 'm', repo: 'a/b', revision: 'main', checkpoint: 'c', variant: 'q8', sampling: '4 frames' };
const row = (...values: number[]): Float32Array => Float32Array.from(values);
const values = (rows: readonly Float32Array[]): number[][] => rows.map((one) => [...one]);

beforeEach(forgetEmbeddings);
afterAll(forgetEmbeddings);

it('gives back what was put in, in half precision, to the same key alone', async () => {
  const kept = keptEmbeddings(KEY);
  expect(await kept.read()).toEqual([]);
  await kept.append(0, [row(0.5, -0.25), row(1, 0)]);
  await kept.append(2, [row(1 / 3, 0)]);
  const [first, second, third] = values(await keptEmbeddings({ ...KEY }).read());
  expect([first, second]).toEqual([
    [0.5, -0.25],
    [1, 0],
  ]);
  expect(third![0]).toBeCloseTo(1 / 3, 3);
  for (const other of [{ medium: 'n' }, { checkpoint: 'd' }, { variant: 'f16' }, { sampling: '8 frames' }, { revision: 'v2' }])
    expect(await keptEmbeddings({ ...KEY, ...other }).read()).toEqual([]);
});

it('ends before a gap, and takes rows that come twice once', async () => {
  const kept = keptEmbeddings(KEY);
  await kept.append(0, [row(1), row(2)]);
  await kept.append(1, [row(2), row(3)]);
  await kept.append(0, [row(1), row(2)]);
  await kept.append(7, [row(8)]);
  expect(values(await kept.read())).toEqual([[1], [2], [3]]);
});

it('lets the longest unused go when it is full', async () => {
  // Eight bytes a medium, room for two.
  const of = (medium: string) => keptEmbeddings({ ...KEY, medium }, 16);
  const four = [row(1, 2, 3, 4)];
  const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
  await of('first').append(0, four);
  await wait();
  await of('second').append(0, four);
  await wait();
  expect(await of('first').read()).toHaveLength(1);
  await wait();
  await of('third').append(0, four);
  expect(await of('second').read()).toEqual([]);
  expect(await of('first').read()).toHaveLength(1);
  expect(await of('third').read()).toHaveLength(1);
});

it('goes with its checkpoint, and with everything', async () => {
  const other = keptEmbeddings({ ...KEY, repo: 'x/y' });
  await keptEmbeddings(KEY).append(0, [row(1)]);
  await other.append(0, [row(1)]);
  await removeEmbeddings('a/b', 'main');
  expect(await keptEmbeddings(KEY).read()).toEqual([]);
  expect(await other.read()).toHaveLength(1);
  await forgetEmbeddings();
  expect(await other.read()).toEqual([]);
});
