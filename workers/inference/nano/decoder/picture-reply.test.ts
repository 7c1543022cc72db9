import { describe, expect, it } from 'vitest';
import { sentence } from '../../../../src/core/index.ts';
import { proposal } from './fixtures.ts';
import { PictureReply } from './picture-reply.ts';

const pieces = ['Next to the dog', '.', 'Right of the dog', 'On the dining table'];
const vocabulary = {
  decode: (ids: readonly number[]) => ids.map((id) => pieces[id - 100] ?? '').join(''),
  proposalOf: (token: number) => (token < 40 ? token : null),
  operatorOf: (token: number) => (token === 999 ? 'near' : null),
};
const dog = proposal('dog', [0.1, 0.1, 0.3, 0.3]);
const source = { pack: 'nano', revision: 'test' };

function read(
  tokens: readonly number[],
  proposals = [dog, proposal('cat', [0.3, 0.1, 0.5, 0.3]), proposal('car', [0.7, 0.7, 0.9, 0.9])],
) {
  const reply = new PictureReply(vocabulary, proposals, {}, source);
  for (const token of tokens) reply.push({ token, probability: 0.9 });
  return reply.finish('');
}

describe('PictureReply', () => {
  it('says what lies nearest', () => {
    const answer = read([100, 0, 999, 101]);
    expect(sentence(answer)).toBe('Next to the dog is the cat.');
    expect(answer.text).toBe('Next to the dog [0.100, 0.100, 0.300, 0.300] is the cat [0.300, 0.100, 0.500, 0.300].');
    expect(answer.references.map(({ phrase }) => phrase)).toEqual(['dog', 'cat']);
  });

  it('says what lies nearest on one side', () => {
    const left = proposal('bird', [0, 0, 0.05, 0.05]);
    const answer = read(
      [102, 0, 999, 101],
      [dog, left, proposal('cat', [0.3, 0.1, 0.5, 0.3]), proposal('car', [0.7, 0.7, 0.9, 0.9])],
    );
    expect(sentence(answer)).toBe('Right of the dog is the cat.');
    expect(sentence(read([102, 0, 999, 101], [dog, left]))).toBe('There is nothing that I know right of the dog.');
  });

  it('names all that is on a thing', () => {
    const table = proposal('dining table', [0.1, 0.5, 0.9, 0.9]);
    const cup = (x: number) => proposal('cup', [x, 0.4, x + 0.1, 0.6]);
    const things = [table, cup(0.2), cup(0.6), proposal('apple', [0.4, 0.5, 0.5, 0.6]), proposal('cat', [0, 0, 0.1, 0.1])];
    const answer = read([103, 0, 999, 101], things);
    expect(sentence(answer)).toBe('On the dining table are an apple and 2 cups.');
    expect(answer.references.map(({ phrase }) => phrase)).toEqual(['dining table', 'apple', 'cup', 'cup']);
    expect(sentence(read([103, 0, 999, 101], [table, things[1]!]))).toBe('On the dining table is a cup.');
  });

  it('says when nothing sure is there, and leaves other answers alone', () => {
    expect(sentence(read([100, 0, 999, 101], [dog, proposal('cat', [0.3, 0.1, 0.5, 0.3], 0.2)]))).toBe(
      'There is nothing that I know next to the dog.',
    );
    expect(sentence(read([100, 0, 101]))).toBe('Next to the dog.');
    expect(() => read([999, 999, 39, 7])).not.toThrow();
  });
});
