import { describe, expect, it } from 'vitest';
import { sentence, type Answer } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { proposal } from './fixtures.ts';
import { PictureReply } from './picture-reply.ts';

const red = (one: Proposal): Proposal => ({ ...one, colours: [{ name: 'red', share: 0.8 }] });
const things = [
  proposal('dog', [0, 0.4, 0.3, 0.6]),
  red(proposal('dog', [0.4, 0.4, 0.6, 0.6])),
  proposal('cat', [0.7, 0.7, 0.9, 0.9], 0.25),
  proposal('car', [0, 0, 0.2, 0.2]),
  {
    ...proposal('sandwich', [0.4, 0.8, 0.5, 0.9]),
    classes: [
      { id: 48, name: 'sandwich', score: 0.5 },
      { id: 55, name: 'cake', score: 0.3 },
    ],
  },
];

/** "There are 2 dogs: <0> <1>." as the decoder writes it, read. */
function read(text: string): Answer {
  const words: string[] = [];
  const vocabulary = {
    decode: (ids: readonly number[]) => ids.map((id) => words[id - 100]).join(''),
    proposalOf: (token: number) => (token < 40 ? token : null),
    operatorOf: () => null,
  };
  const reply = new PictureReply(vocabulary, things, { animal: ['dog', 'cat'] }, { pack: 'nano', revision: 'test' });
  for (const piece of text.split(/( ?<\d+>)/)) {
    const pointer = /<(\d+)>/.exec(piece)?.[1];
    reply.push({ token: pointer ? Number(pointer) : 100 + words.push(piece) - 1, probability: 1 });
  }
  return reply.finish('');
}

describe('an answer that lists or numbers things', () => {
  it.each([
    ['There are 3 dogs: <0> <1> <3>.', 'There are 2 dogs.', 2, 'found'],
    ['There are 2 animals: <0> <0>.', 'There are 2 animals.', 2, 'found'],
    ['There is 1 dog: <0>.', 'There are 2 dogs.', 2, 'found'],
    ['There is no dog here.', 'There are 2 dogs.', 2, 'found'],
    ['No, there is no dog here.', 'Yes, there are 2 dogs.', 2, 'found'],
    ['are 2 dogs: <0> <1>.', 'There are 2 dogs.', 2, 'found'],
    ['There is no cake here.', 'There may be a cake.', 1, 'unsure'],
    ['There is no cat here.', 'There may be a cat.', 1, 'unsure'],
    ['There may be a zebra <2>.', 'There is no zebra here.', 0, 'absent'],
    ['Yes, there is a red dog <0>.', 'Yes, there is a red dog.', 1, 'found'],
    ['No, there is no red dog here.', 'Yes, there is a red dog.', 1, 'found'],
    ['Yes, there are 2 blue dogs: <0> <1>.', 'No, there is no blue dog here.', 0, 'absent'],
    ['I see no red dog, but there are 2 dogs: <0> <1>.', 'The red dog is in the middle.', 1, 'found'],
    ['There may be 2 cars: <2> <3>.', 'The car is at the top left.', 1, 'found'],
  ] as const)('%s', (text, said, references, state) => {
    const answer = read(text);
    expect(sentence(answer)).toBe(said);
    expect(answer.references).toHaveLength(references);
    expect(answer.state).toBe(state);
    // Every pointer of a part has its reference, and the coordinates are those of the new ones.
    const ids = new Set(answer.references.map(({ id }) => id));
    expect(answer.parts.flatMap((part) => part.references ?? []).every((id) => ids.has(id))).toBe(true);
    expect(answer.text.match(/\[/g) ?? []).toHaveLength(references);
  });

  it('each sentence by itself', () => {
    const answer = read('The car <3> is at the top left. There is no dog here.');
    expect(sentence(answer)).toBe('The car is at the top left. There are 2 dogs.');
    expect(answer.references).toHaveLength(3);
    expect(read('There is 1 dog: <0>. I do not know the word fluffy.').state).toBe('unsure');
  });

  it.each([
    'There are 2 dogs: <0> <1>.',
    'There is 1 car: <3>.',
    'There is no zebra here.',
    'I see no blue dog, but there are 2 dogs: <0> <1>.',
    'I do not know the word unicorn.',
    'I see a dog <0> and a car <3>.',
    'The dog <1> is in the middle.',
    'There is no unicorn here.',
  ])('leaves what is right: %s', (text) => {
    expect(sentence(read(text))).toBe(text.replaceAll(/:?( <\d+>)+/g, ''));
  });
});
