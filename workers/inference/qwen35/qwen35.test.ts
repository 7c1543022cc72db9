import { describe, expect, it, test } from 'vitest';
import { AnswerBuilder, sentence, type Answer, type Box } from '../../../src/core/index.ts';
import { intentOf } from './intent.ts';
import { PROMPTS, toMessages } from './prompt.ts';
import { relay } from './relay.ts';
import { byLabel, distinct, thingsReply, wordsReply, type Looked } from './reply.ts';
import { gridOf } from './sheet.ts';
import { chanceOfYes, verdictOf } from './verdict.ts';

const builder = (): AnswerBuilder => new AnswerBuilder({ pack: 'qwen35', revision: 'main' });
const BOX: Box = [0.1, 0.2, 0.3, 0.4];
const looked = (phrase: string, more: Partial<Looked> = {}): Looked => ({
  phrase,
  places: [],
  verdict: null,
  unreadable: false,
  ...more,
});
const dog = { label: 'dog', box: BOX };

describe('what a question wants', () => {
  it.each([
    ['Where is the dog?', 'where'],
    ['red square', 'where'],
    ['find all the cups', 'where'],
    ['Can you find the cup?', 'where'],
    ['Tell me where the cup is', 'where'],
    ['Is there a dog?', 'whether'],
    ['Do you see a dog?', 'whether'],
    ['How many cups are there?', 'count'],
  ])('%s: things', (question, wish) => expect(intentOf(question, 'picture', false)).toMatchObject({ kind: 'things', wish }));

  it.each([
    'What is the dog doing?',
    'Describe this picture',
    'Why is she laughing?',
    'What does the sign say?',
    'Is the dog asleep?',
    'Tell me a story',
    'Can you explain this?',
    'Hello',
    'And what is next to it?',
    '',
    '???',
  ])('%s: words', (question) => expect(intentOf(question, 'picture', false)).toEqual({ kind: 'words' }));

  it('a drawn place, asked what it is', () => expect(intentOf('What is this?', 'picture', true)).toEqual({ kind: 'words' }));
});

test('the conversation is told again, with places in the coordinates of the model', () => {
  const answer: Answer = builder()
    .say('Found: ')
    .point('dog', [{ geometry: { kind: 'box', box: BOX } }])
    .say('.')
    .finish('found');
  const unread: Answer = builder().say('?').finish('unreadable');
  const added: Answer = { ...answer, parts: [...answer.parts, { text: ' I looked twice.', added: true }] };
  const history = [
    { question: 'Where is the dog?', answer: added },
    { question: 'Where is the cat?', answer: unread },
  ];
  expect(toMessages(history, 'And why?')).toEqual([
    { role: 'user', content: [{ type: 'image' }, { type: 'text', text: 'Where is the dog?' }] },
    { role: 'assistant', content: 'Found: dog [100, 200, 300, 400].' },
    { role: 'user', content: 'And why?' },
  ]);
  const many = Array.from({ length: 9 }, (_, i) => ({ question: `Question ${i}`, answer }));
  const messages = toMessages(many, 'Now?');
  expect(messages).toHaveLength(9);
  expect(messages[0]).toMatchObject({ content: [{ type: 'image' }, { text: 'Question 5' }] });
  expect(PROMPTS.within(BOX)).toContain('[100, 200, 300, 400]');
});

test('yes against no', () => {
  expect(chanceOfYes([0, 2, 2], [1], [2])).toBe(0.5);
  expect(chanceOfYes([0, 300, -300], [1], [2])).toBe(1);
  expect(chanceOfYes([0, -300, 300], [1], [2])).toBeCloseTo(0);
  expect(chanceOfYes([5, 5, 5], [0, 1], [2])).toBeCloseTo(2 / 3);
  expect([0, 0.5, 1].map(verdictOf)).toEqual(['absent', 'unsure', 'found']);
});

describe('answers about things', () => {
  const say = (wish: 'where' | 'whether' | 'count', ...things: Looked[]): [string, string] => {
    const answer = thingsReply(wish, things, 'in this picture', builder());
    return [answer.state, sentence(answer)];
  };

  it('says what is there, what is not, and what it does not know', () => {
    expect(say('count', looked('dog', { places: [dog, dog] }))).toEqual(['found', 'I count 2 × dog.']);
    expect(say('whether', looked('dog', { places: [dog], verdict: 'unsure' }))).toEqual([
      'unsure',
      'I am not sure. Perhaps: dog.',
    ]);
    expect(say('whether', looked('dog', { verdict: 'found' }))[0]).toBe('found');
    expect(say('where', looked('dog', { verdict: 'found' }))).toEqual([
      'unsure',
      'I think that I see “dog” in this picture, and cannot say where.',
    ]);
    expect(say('where', looked('dog', { verdict: 'absent' }), looked('cat', { verdict: 'absent' }))).toEqual([
      'absent',
      'I see no “dog” or “cat” in this picture.',
    ]);
    expect(say('where', looked('dog', { unreadable: true }))).toEqual([
      'unreadable',
      'What the model wrote about “dog” is nothing that I can read.',
    ]);
  });

  it('says the same once', () => {
    const near = { label: 'dog', box: [0.1, 0.2, 0.301, 0.4] as const };
    const cat = { label: 'cat', box: BOX };
    expect(distinct([dog, near, dog, cat])).toEqual([dog, cat]);
    expect(byLabel([dog, cat, { label: null, box: BOX }]).map(({ phrase }) => phrase)).toEqual(['dog', 'cat', 'thing']);
  });
});

test('answers in words keep the places among them', () => {
  const told = wordsReply([{ text: 'A\n' }, { places: [dog] }, { text: ' sleeps.' }], null, builder());
  expect(sentence(told)).toBe('A dog sleeps.');
  expect(told).toMatchObject({ state: 'found', references: [{ phrase: 'dog', box: BOX }] });
  expect(sentence(wordsReply([{ places: [dog] }], null, builder()))).toBe('Found: dog.');
  expect(wordsReply([{ text: 'A cup.' }], { kind: 'box', box: BOX }, builder()).references).toMatchObject([
    { phrase: 'A cup.', box: BOX },
  ]);
  expect(wordsReply([], null, builder()).state).toBe('unreadable');
});

test('what is emitted comes through in order, then the result or the failure', async () => {
  const seen: number[] = [];
  const steps = relay<number, string>(async (emit) => {
    emit(1);
    await Promise.resolve();
    emit(2);
    emit(3);
    return 'done';
  });
  let step = await steps.next();
  for (; !step.done; step = await steps.next()) seen.push(step.value);
  expect([seen, step.value]).toEqual([[1, 2, 3], 'done']);
  const failing = relay<number, void>(async (emit) => {
    emit(1);
    await Promise.resolve();
    throw new Error('no');
  });
  expect(await failing.next()).toEqual({ done: false, value: 1 });
  await expect(failing.next()).rejects.toThrow('no');
});

test('frames side by side, as square as may be', () => {
  expect([1, 2, 4, 6, 7].map(gridOf).map(({ columns, rows }) => [columns, rows])).toEqual([
    [1, 1],
    [2, 1],
    [2, 2],
    [3, 2],
    [3, 3],
  ]);
});
