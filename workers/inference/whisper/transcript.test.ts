import { expect, test } from 'vitest';
import { languageName, partWords } from './language.ts';
import { findSaid, sentencesOf, speechOf, speechQuestion, type Word } from './transcript.ts';

const words = (text: string, from = 0): Word[] =>
  text.split(' ').map((word, i) => ({ text: ` ${word}`, span: [from + i * 0.5, from + i * 0.5 + 0.4] }));

const TALK = [...words('The red car passes.'), ...words('A dog barks at the red car', 10)];

test('words are found in order, whatever their case and marks', () => {
  expect(findSaid(TALK, 'Red car!')).toEqual([
    { text: 'red car', span: [0.5, 1.4] },
    { text: 'red car', span: [12.5, 13.4] },
  ]);
  expect(findSaid(TALK, 'passes')).toHaveLength(1);
  expect(findSaid(TALK, 'car red')).toEqual([]);
  expect(findSaid(TALK, '...')).toEqual([]);
  expect(findSaid([], 'dog')).toEqual([]);
});

test('sentences end at full stops and pauses; speech is what has no long pause in it', () => {
  expect(sentencesOf(TALK).map(({ text }) => text)).toEqual(['The red car passes.', 'A dog barks at the red car']);
  expect(speechOf(TALK)).toEqual([
    [0, 1.9],
    [10, 13.4],
  ]);
  expect(sentencesOf(words(Array.from({ length: 60 }, () => 'la').join(' '))).length).toBeGreaterThan(1);
});

test.each([
  ['When does she say "red car"?', { wants: 'words', phrase: 'red car' }],
  ['when do they mention the budget?', { wants: 'words', phrase: 'the budget' }],
  ['When is the word budget said?', { wants: 'words', phrase: 'budget' }],
  ['Transcribe this', { wants: 'all' }],
  ['What does he say?', { wants: 'all' }],
  ['When does someone speak?', { wants: 'speech' }],
] as const)('%s', (question, wanted) => {
  expect(speechQuestion(question)).toEqual(wanted);
});

test('words of languages without spaces are parted, share the time, and are found', () => {
  const parts = partWords({ text: '猫が好きです', span: [1, 4] }, 'ja');
  expect(parts.length).toBeGreaterThan(1);
  expect(parts[0]!.span[0]).toBe(1);
  expect(parts.at(-1)!.span[1]).toBe(4);
  expect(findSaid(parts, '猫が好き')).toEqual([{ text: '猫が好き', span: [1, 3] }]);
});

test.each([
  ['de', 'German'],
  ['jw', 'Javanese'],
  ['yue', 'Cantonese'],
])('%s is %s', (code, name) => expect(languageName(code)).toBe(name));
