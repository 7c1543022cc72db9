import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askedThings } from './asked.ts';

test.each([
  ['Where is the dog?', 'where', ['dog']],
  ["Where's my red cup", 'where', ['red cup']],
  ['where are the two cats and the dog on the left?', 'where', ['cats', 'dog on the left']],
  [
    'Find a black and white dog, a ball and the teddy bear in this picture.',
    'where',
    ['black and white dog', 'ball', 'teddy bear'],
  ],
  ['How many people are there?', 'count', ['people']],
  ['count the birds', 'count', ['birds']],
  ['Is there an elephant in the image?', 'whether', ['elephant']],
  ['Can you see any zebras?', 'whether', ['zebras']],
  ['could you please show me all the cars', 'where', ['cars']],
  ['When does the dog jump over the fence?', 'when', ['dog jump over the fence']],
  ['When is the red square visible?', 'when', ['red square']],
  ['Find the moment when she opens the door and leaves.', 'when', ['she opens the door and leaves']],
  ['teddy bear', 'where', ['teddy bear']],
  ['Who is wearing a hat?', 'where', ['wearing a hat']],
  ['cat, cat, Cat', 'where', ['cat']],
  ['?', 'where', []],
  ['where is?', 'where', []],
] as const)('%s', (question, wish, phrases) => {
  expect(askedThings(question)).toEqual({ wish, phrases });
});

test('any text is taken', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const phrase of askedThings(text).phrases) expect(phrase.trim()).not.toBe('');
    }),
  );
});
