import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../../../src/core/index.ts';
import { proposal } from './fixtures.ts';
import { ofProposal, Reply, type Vocabulary } from './reply.ts';

/** Words are tokens from 100 on, pointers are 0..39. */
function vocabularyOf(words: string[]): Vocabulary {
  return {
    decode: (ids) => ids.map((id) => words[id - 100] ?? '').join(''),
    proposalOf: (token) => (token < 40 ? token : null),
  };
}

const pointees = [
  proposal('dog', [0.1, 0.2, 0.3, 0.4]),
  proposal('dog', [0.5, 0.2, 0.7, 0.4]),
  proposal('cat', [0.4, 0.6, 0.6, 0.9], 0.25),
].map(ofProposal);
const source = { pack: 'nano', revision: 'test' };

/** Reads `"The dog <0> is here."`. */
function read(text: string, probability = 0.9, note = '') {
  const pieces = text.split(/ ?<(\d+)>/);
  const words = pieces.filter((_, i) => i % 2 === 0).map((piece, i) => (i === 0 ? ` ${piece}` : piece));
  const reply = new Reply(vocabularyOf(words), pointees, source);
  const shown: string[] = [];
  const early: string[] = [];
  pieces.forEach((piece, i) => {
    const { text: fresh, reference } = reply.push({ token: i % 2 === 0 ? 100 + i / 2 : Number(piece), probability });
    shown.push(fresh);
    if (reference) early.push(reference.id);
  });
  return { answer: reply.finish(note), shown: shown.join(''), early };
}

describe('Reply', () => {
  it('ties a pointer to the noun phrase before it', () => {
    const { answer, shown, early } = read('The dog <0> is on the left.');
    expect(answer.parts).toEqual([{ text: 'The dog', references: ['r0'] }, { text: ' is on the left.' }]);
    expect(answer.text).toBe('The dog [0.100, 0.200, 0.300, 0.400] is on the left.');
    expect(answer.references[0]).toMatchObject({ phrase: 'dog', box: [0.1, 0.2, 0.3, 0.4] });
    expect(answer.state).toBe('found');
    expect(shown).toBe('The dog is on the left.');
    expect(early).toEqual(['r0']);
  });

  it('gives several pointers to one phrase', () => {
    const { answer } = read('There are 2 dogs: <0> <1>.');
    expect(answer.parts).toEqual([{ text: 'There are ' }, { text: '2 dogs', references: ['r0', 'r1'] }, { text: '.' }]);
    expect(answer.references.map((r) => r.phrase)).toEqual(['dog', 'dog']);
    const two = read('I see 2 dogs <0> <1> and a cat <2>.').answer;
    expect(two.parts.map((part) => part.text)).toEqual(['I see ', '2 dogs', ' and ', 'a cat', '.']);
  });

  it.each([
    ['There may be a smallest cat <2>.', 'This may be the smallest cat.'],
    ['There may be a second dog from the left <1>.', 'This may be the second dog from the left.'],
    ['There may be a cat <2>.', 'There may be a cat.'],
  ])('speaks of one out of several as English does: "%s"', (text, spoken) => {
    const { answer } = read(text);
    expect(sentence(answer)).toBe(spoken);
    expect(answer).toMatchObject({ state: 'unsure', references: [{ phrase: text.replace(/There may be a | <.*/g, '') }] });
  });

  it.each([
    ['The second dog from the left <1> is in the middle.', ['The second dog from the left']],
    ['The dog left of the cat <0> is at the top.', ['The dog left of the cat']],
    ['Next to the dog <0> is the cat <2>.', ['the dog', 'the cat']],
  ])('ties the whole referring expression of "%s" to its box', (text, phrases) => {
    const { answer } = read(text);
    expect(answer.parts.filter((part) => part.references).map((part) => part.text)).toEqual(phrases);
    expect(answer.state).toBe('found');
  });

  it('tells found, absent, unsure and unreadable apart', () => {
    const state = (text: string, probability?: number) => read(text, probability).answer.state;
    expect(state('There is no zebra here.')).toBe('absent');
    expect(state('No, there is no zebra here.')).toBe('absent');
    expect(state('There may be a cat <2>.')).toBe('unsure');
    expect(state('The cat <2> is in the middle.')).toBe('unsure');
    expect(state('The dog <0> is on the left.', 0.3)).toBe('unsure');
    expect(state('I see no red dog, but there is a dog <0>.')).toBe('unsure');
    expect(state('The dog <39> is on the left.')).toBe('unreadable');
    expect(state('')).toBe('unreadable');
    expect(state('Hello. Ask me about the picture.')).toBe('found');
  });

  it('says what would help with an unknown word', () => {
    const { answer } = read('I do not know the word quokka.', 0.9, 'It knows 80 things.');
    expect(answer.state).toBe('unsure');
    expect(sentence(answer)).toBe('I do not know the word quokka. It knows 80 things.');
  });

  it('never throws, and its parts only name references that exist', () => {
    const words = ['The', ' dog', ':', ' 3 dogs', '\u{FFFD}', ' an', '', '\n', ' [0.1', ' a cat', '.', ' <b>'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(fc.nat(60), fc.integer({ min: 100, max: 115 })), fc.float())), (steps) => {
        const reply = new Reply(vocabularyOf(words), pointees, source);
        for (const [token, probability] of steps) reply.push({ token, probability });
        const answer = reply.finish();
        const ids = new Set(answer.references.map((r) => r.id));
        expect(answer.parts.flatMap((part) => part.references ?? []).every((id) => ids.has(id))).toBe(true);
      }),
    );
  });
});
