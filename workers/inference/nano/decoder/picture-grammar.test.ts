import { expect, it } from 'vitest';
import { PictureGrammar } from './picture-grammar.ts';

const tokens: Readonly<Record<string, number>> = { '.': 1, ' in': 2, ' view': 3 };
const start = () => new PictureGrammar({ operators: { near: 10, think: 11, enter: 12 } }, (text) => [tokens[text]!]);

it('knows no parts of tracks, no time in view, and no empty statement', () => {
  const grammar = start();
  expect(grammar.barred).toEqual([12]);
  grammar.took(2);
  expect(grammar.barred).toEqual([12, 3]);
  grammar.took(10);
  // Behind a pointer, `near` ends the sentence.
  expect(grammar.barred).toEqual([12]);
  grammar.took(11);
  expect(grammar.barred).toEqual([12, 10]);
  grammar.took(11);
  expect(grammar.barred).toEqual([12]);
  const statement = start();
  statement.took(10);
  expect(statement.barred).toEqual([12, 1, 10]);
});
