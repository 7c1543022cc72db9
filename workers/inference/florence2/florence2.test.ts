import { expect, test } from 'vitest';
import { AnswerBuilder, sentence } from '../../../src/core/index.ts';
import { readLocations } from './locations.ts';
import { PROMPTS, toLocations } from './prompt.ts';
import { textReply, thingsReply, wordsReply } from './reply.ts';

const builder = (): AnswerBuilder => new AnswerBuilder({ pack: 'florence2', revision: 'main' });

test('boxes become location tokens and back, to a step of a thousandth', () => {
  expect(toLocations([0, 0.2504, 0.5, 1])).toBe('<loc_0><loc_250><loc_500><loc_999>');
  expect(PROMPTS.region([0, 0, 1, 1])).toBe('What does the region <loc_0><loc_0><loc_999><loc_999> describe?');
  const [only] = readLocations('</s><s>a dog<loc_52><loc_334><loc_932><loc_774></s>');
  expect(only).toEqual({ label: 'a dog', boxes: [[0.0525, 0.3345, 0.9325, 0.7745]] });
});

test('several places, words alone, quadrangles, and places that are none', () => {
  const text = 'cup<loc_1><loc_2><loc_3><loc_4><loc_11><loc_12><loc_13><loc_14>a table';
  expect(readLocations(text).map(({ label, boxes }) => [label, boxes.length])).toEqual([
    ['cup', 2],
    ['a table', 0],
  ]);
  const quad = 'STOP<loc_100><loc_100><loc_300><loc_120><loc_300><loc_200><loc_100><loc_180>';
  expect(readLocations(quad, 8)[0]!.boxes).toEqual([[0.1005, 0.1005, 0.3005, 0.2005]]);
  expect(readLocations('x<loc_5><loc_5><loc_5><loc_5><loc_9>')).toEqual([{ label: 'x', boxes: [] }]);
  expect(readLocations('')).toEqual([]);
});

test('answers are honest about what the model cannot say', () => {
  const dog = readLocations('dog<loc_52><loc_334><loc_932><loc_774>');
  expect(sentence(thingsReply('where', ['dog'], dog, builder()))).toBe('Found: dog.');
  expect(thingsReply('whether', ['dog'], dog, builder()).state).toBe('unsure');
  expect(thingsReply('where', ['dog'], readLocations('dog'), builder())).toMatchObject({ state: 'absent', references: [] });
  expect(sentence(textReply(readLocations('STOP'), builder()))).toBe('It says: “STOP”.');
  expect(textReply([], builder()).state).toBe('absent');
  expect(wordsReply(readLocations('A dog on grass.'), [0, 0, 1, 1], builder()).references).toHaveLength(1);
  expect(wordsReply([], null, builder()).state).toBe('unreadable');
});
