import { describe, expect, it } from 'vitest';
import { sentence, type Answer, type Reference } from '../../../../src/core/index.ts';
import { proposal } from './fixtures.ts';
import { PlaceWords } from './place-words.ts';
import { ofProposal } from './reply.ts';
import { placeOf, settle } from './statement.ts';

const things = [
  proposal('dog', [0, 0.4, 0.3, 0.6]), // on the left
  proposal('person', [0.4, 0.1, 0.6, 0.7]), // in the middle
  proposal('dining table', [0.6, 0.5, 1, 0.9]), // at the bottom right
  proposal('cup', [0.7, 0.45, 0.75, 0.55]), // on it
  proposal('cup', [0.8, 0.45, 0.85, 0.55]),
  proposal('cat', [0.05, 0.05, 0.1, 0.1], 0.25),
];
const refer = (index: number, id: string): Reference => {
  const { name, geometry, score } = ofProposal(things[index]!);
  return { id, phrase: name, ...geometry, score, source: { pack: 'nano', revision: 'test' } };
};

/** "The dog <0> is above the cat <1>." as the reply reads it, settled. */
function settled(text: string, stated = true): Answer {
  const meant: number[] = [];
  const parts = text.split(/((?:\b[Tt]he )[a-z ]+ <\d>)/).flatMap((piece) => {
    const [, words, index] = /^(.*) <(\d)>$/.exec(piece) ?? [];
    if (words === undefined) return piece === '' ? [] : [{ text: piece }];
    return [{ text: words, references: [`r${meant.push(Number(index)) - 1}`] }];
  });
  const references = meant.map((index, i) => refer(index, `r${i}`));
  const answer: Answer = { state: 'found', parts, text: '', references };
  const places = new PlaceWords(things, { animal: ['dog', 'cat'] });
  return settle({ answer, meant, proposals: things, places, refer }, stated) ?? answer;
}

describe('settle', () => {
  it.each([
    ['The dog <0> is left of the person <1>.', 'Yes, the dog is left of the person.'],
    ['The dog <0> is right of the person <1>.', 'No, the dog is left of the person.'],
    ['The cup <3> is on the dining table <2>.', 'Yes, the cup is on the dining table.'],
    ['The dog <0> is on the dining table <2>.', 'No, the dog is not on the dining table.'],
    ['The person <1> is larger than the dog <0>.', 'Yes, the person is larger than the dog.'],
    ['The person <1> is shorter than the dog <0>.', 'No, the person is taller than the dog.'],
    ['The cup <3> is larger than the cup <4>.', 'No, the cup is about as large as the cup.'],
    ['Larger: the dog <0> or the person <1>.', 'The person is larger than the dog.'],
    ['Smaller: the dog <0> or the person <1>.', 'The dog is smaller than the person.'],
    ['Taller: the cup <3> or the cup <4>.', 'The cup and the cup are about as tall.'],
    ['The dog <0> is on the left.', 'Yes, the dog is on the left.'],
    ['The dining table <2> is on the right.', 'Yes, the dining table is at the bottom right.'],
    ['The right person <1> is on the right.', 'No, the person is in the middle.'],
    ['The person <1> is at the top.', 'No, the person is in the middle.'],
  ])('%s', (text, said) => {
    expect(sentence(settled(text))).toBe(said);
  });

  it('lists what is in a part of the picture', () => {
    const answer = settled('On the right.');
    expect(sentence(answer)).toBe('On the right I see a dining table and 2 cups.');
    expect(answer.references).toHaveLength(3);
    // What is in doubt is not listed.
    expect(sentence(settled('At the top.'))).toBe('I see nothing that I know at the top.');
    expect(settled('At the top.').state).toBe('absent');
  });

  it('says whether there is a thing by another', () => {
    const answer = settled('There is a cup on the dining table.');
    expect(sentence(answer)).toBe('Yes, there are 2 cups on the dining table.');
    expect(answer.references).toHaveLength(2);
    expect(sentence(settled('There is a dog left of the person.'))).toBe('Yes, there is a dog left of the person.');
    expect(sentence(settled('There is an animal left of the person.'))).toBe('Yes, there is an animal left of the person.');
    const none = settled('There is a dog on the person.');
    expect(sentence(none)).toBe('No, there is no dog on the person.');
    expect(none.state).toBe('absent');
    expect(sentence(settled('There is a zebra on the person.'))).toBe('No, there is no zebra on the person.');
  });

  it('leaves everything else as it is', () => {
    for (const text of ['The dog <0>.', 'Hello.', 'The dog <0> flies over the person <1>.', 'There is a dog.', ''])
      expect(sentence(settled(text))).toBe(text.replaceAll(/ <\d>/g, ''));
    expect(sentence(settled('The dog <0> is on the right.', false))).toBe('The dog is on the right.');
    // What can be nothing else needs no sign.
    expect(sentence(settled('On the middle.', false))).toBe('In the middle I see a person.');
    expect(sentence(settled('Larger: the dog <0> or the person <1>.', false))).toBe('The person is larger than the dog.');
  });
});

it('names nine places', () => {
  expect(placeOf([0, 0, 0.1, 0.1])).toBe('at the top left');
  expect(placeOf([0.9, 0.9, 1, 1])).toBe('at the bottom right');
  expect(placeOf([0.4, 0.4, 0.6, 0.6])).toBe('in the middle');
});
