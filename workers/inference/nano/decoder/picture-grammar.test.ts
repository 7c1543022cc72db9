import { expect, it } from 'vitest';
import { PictureGrammar } from './picture-grammar.ts';

const tokens: Readonly<Record<string, number>> = { ' in': 2, ' view': 3 };
const start = () =>
  new PictureGrammar({ operators: { near: 10, think: 11, enter: 12 }, vocabulary: 13 }, (text) => [tokens[text] ?? 5]);

it('knows no parts of tracks, no time in view, and how statements begin', () => {
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
  expect(statement.barred).toHaveLength(12);
  expect(statement.barred).not.toContain(5);
});
