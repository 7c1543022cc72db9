import { describe, expect, it } from 'vitest';
import { proposal } from './fixtures.ts';
import { PlaceWords } from './place-words.ts';
import { Pointing } from './pointing.ts';

const THINK = 999;
/** Words are tokens from 100 on, in the order of their first use. */
function reader() {
  const words: string[] = [];
  const tokenOf = (word: string): number => {
    const at = words.indexOf(word);
    return 100 + (at === -1 ? words.push(word) - 1 : at);
  };
  const vocabulary = {
    decode: (ids: readonly number[]) => ids.map((id) => ` ${words[id - 100]}`).join(''),
    proposalOf: (token: number) => (token < 40 ? token : null),
  };
  const cups = [0.7, 0.2, 0.45].map((x) => proposal('cup', [x, 0.4, x + 0.1, 0.5]));
  const pointing = new Pointing(vocabulary, new PlaceWords(cups, {}), THINK);
  /** "The left cup <0>" with `|` for `<think>` → the pointers that were made of it. */
  return (text: string): number[] =>
    text.split(' ').flatMap((part) => {
      const pointer = /^<(\d+)>$/.exec(part)?.[1];
      const token = pointer ? Number(pointer) : part === '|' ? THINK : tokenOf(part);
      const corrected = pointing.correct(token);
      return pointer ? [corrected] : [];
    });
}

describe('Pointing', () => {
  it.each([
    ['The left cup <0>', [1]],
    ['There may be a left cup <2>', [1]],
    ['The left cup <1>', [1]],
    ['Yes, the right cup <2>', [0]],
    ['Next to the second cup from the right <0>', [2]],
  ])('turns what does not fit: %s', (text, pointers) => {
    expect(reader()(text)).toEqual(pointers);
  });

  it.each([
    ['There are 2 cups: <2> <1>', [2, 1]],
    ['The cup <2>', [2]],
    ['The left unicorn <2>', [2]],
    ['I see no left cup, but there is a cup <2>', [2]],
    ['The red cup <2>', [2]],
  ])('leaves what is not measured: %s', (text, pointers) => {
    expect(reader()(text)).toEqual(pointers);
  });

  it('measures what a thought looks for first, and nothing of what it lists', () => {
    expect(reader()('| left cup <0> <2> | The left cup <2>')).toEqual([1, 2, 1]);
    expect(reader()('| cup left <0> left cup <2> | The cup <0>')).toEqual([0, 2, 0]);
  });

  it('every sentence anew', () => {
    expect(reader()('The left cup <0> is on the left. The right cup <1>')).toEqual([1, 0]);
  });
});
