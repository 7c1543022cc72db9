import { describe, expect, it } from 'vitest';
import { sentence } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/proposals.ts';
import { answerByWords } from './answer.ts';

const source = { pack: 'nano', revision: 'test' };
const thing = (name: string, box: Proposal['box'], colour = 'white', score = 0.8): Proposal => ({
  box,
  score,
  classes: [{ id: 0, name, score }],
  colours: [{ name: colour as Proposal['colours'][number]['name'], share: 0.7 }],
});
const scene = [
  thing('dog', [0.05, 0.5, 0.25, 0.9], 'brown'),
  thing('dog', [0.4, 0.5, 0.6, 0.8], 'black'),
  thing('dog', [0.7, 0.4, 0.98, 0.95], 'white'),
  thing('person', [0.1, 0.1, 0.3, 0.5], 'blue'),
  thing('car', [0.6, 0.05, 0.9, 0.3], 'blue'),
];
const ask = (question: string, region: Proposal['box'] | null = null) => {
  const answer = answerByWords(question, scene, region, source);
  return { ...answer, said: sentence(answer), boxes: answer.references.map((r) => (r.kind === 'box' ? r.box : null)) };
};

describe('the word matcher points at', () => {
  it.each([
    ['where is the dog on the left?', [0]],
    ['Where is the rightmost puppy?', [2]],
    ['the second dog from the left', [1]],
    ['second hound from the right', [1]],
    ['Show me all dogs', [0, 1, 2]],
    ['find the black dog', [1]],
    ['biggest dog', [2]],
    ['Where are the animals?', [0, 1, 2]],
    ['where is the woman', [3]],
    ['WHERE IS THE AUTOMOBILE', [4]],
    ['where are the man and the car?', [3, 4]],
    ['the dogs on the left', [0]],
  ])('%s', (question, indices) => {
    const { boxes, state } = ask(question);
    expect(state).toBe('found');
    // Several come in the order of how much they catch the eye.
    const expected = indices.map((i) => scene[i]!.box);
    expect(boxes).toHaveLength(expected.length);
    expect(boxes).toEqual(expect.arrayContaining(expected));
  });
});

describe('the word matcher is honest', () => {
  it('says what is absent', () => {
    expect(ask('where is the zebra?')).toMatchObject({ state: 'absent', references: [] });
    expect(ask('is there a cat?').said).toBe('No. I see no cat in this picture.');
  });
  it('tells a wrong colour from a missing thing', () => {
    const { state, said } = ask('where is the red car?');
    expect(state).toBe('absent');
    expect(said).toBe('I see no red car, only this one in other colours.');
  });
  it('names a word it does not know', () => {
    const { state, said } = ask('where is the quokka?');
    expect(state).toBe('unsure');
    expect(said).toContain('\u201cquokka\u201d');
  });
  it('says which words it left out', () => {
    const { state, said } = ask('the white dog with a hat');
    expect(state).toBe('unsure');
    expect(said).toContain('\u201chat\u201d');
  });
  it('says when there are not that many', () => {
    expect(ask('the fifth dog from the left').state).toBe('absent');
  });
  it('is unsure about the second guess of the detector', () => {
    const guess: Proposal = { ...thing('bicycle', [0, 0, 0.5, 0.5], 'black', 0.5), classes: [
      { id: 1, name: 'bicycle', score: 0.5 },
      { id: 3, name: 'motorcycle', score: 0.4 },
    ] }; // prettier-ignore
    expect(answerByWords('where is the motorbike?', [guess], null, source).state).toBe('unsure');
  });
  it('is unsure about weak detections', () => {
    const answer = answerByWords('where is the cat', [thing('cat', [0, 0, 0.5, 0.5], 'black', 0.25)], null, source);
    expect(answer.state).toBe('unsure');
    expect(answer.references).toHaveLength(1);
  });
});

describe('the word matcher reads with care', () => {
  it.each([
    ['hello', 'unsure', 'Ask for something'],
    ['????', 'unsure', 'Ask for something'],
    ['how many wheels does the car have?', 'unsure', '\u201cwheels\u201d'],
    ['is there a car and a zebra?', 'absent', 'No. The car is here. I see no zebra in this picture.'],
    ['How many cars are there?', 'found', 'I count 1 car.'],
    ['how many dogs and cars are there?', 'found', 'I count 3 dogs and 1 car.'],
    ['what colour are the dogs?', 'found', 'One dog is white. One dog is brown. One dog is black.'],
    ['show me everything', 'found', 'I see 3 dogs, a person and a car.'],
  ])('%s', (question, state, said) => {
    const answer = ask(question);
    expect(answer.said).toContain(said);
    expect(answer.state).toBe(state);
  });
  it('says that it looked in the region only', () => {
    expect(ask('Is there a zebra?', [0, 0, 0.5, 0.5]).said).toBe('No. I see no zebra in that region.');
    expect(ask('how many dogs?', [0.35, 0.4, 0.65, 0.9]).said).toBe('I count 1 dog in that region.');
  });
  it('does not repeat a wall of words', () => {
    expect(ask('q w e r t y u i o p'.repeat(20)).said.length).toBeLessThan(200);
  });
});

describe('the word matcher says', () => {
  it('each of several things, and what is missing', () => {
    expect(ask('Where are the man and the car?').said).toBe('The man and the car are here.');
    expect(ask('where are the car, the zebra and the cat').said).toBe(
      'The car is here. I see no zebra or cat in this picture.',
    );
  });
  it('counts', () => {
    expect(ask('How many dogs are there?').said).toBe('I count 3 dogs.');
    expect(answerByWords('the man', [scene[3]!, scene[3]!], null, source).text).toContain('2 men');
    expect(ask('how many cats').said).toBe('None: I see no cats in this picture.');
  });
  it('colours', () => {
    expect(ask('what colour is the car?').said).toBe('The car is blue.');
  });
  it('everything', () => {
    expect(ask('what is here?').said).toBe('I see 3 dogs, a person and a car.');
  });
  it('what is in a region', () => {
    expect(ask('what is this?', [0, 0, 0.35, 0.55]).said).toBe('In that region I see a person.');
    expect(ask('where is the dog?', [0.35, 0.4, 0.65, 0.9]).boxes).toEqual([scene[1]!.box]);
  });
  it('coordinates the way the paper writes them', () => {
    expect(ask('find the black dog').text).toBe('The black dog [0.400, 0.500, 0.600, 0.800] is here.');
  });
});

it.each(['', '   ', '?!', '😀', '<script>alert(1)</script>', '[0.1, 0.2'])('never throws on %j', (question) => {
  expect(() => ask(question)).not.toThrow();
});

it('takes a question of 5,000 characters', () => {
  expect(ask('a'.repeat(5000)).state).toBe('unsure');
});
