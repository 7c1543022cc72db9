import { describe, expect, test } from 'vitest';
import { placeInWords, referenceNames, regionInWords, truncate } from './words.ts';

test.each([
  [[0, 0, 0.3, 0.3], 'upper left, medium'],
  [[0.4, 0.4, 0.65, 0.6], 'centre, medium'],
  [[0.45, 0.9, 0.5, 0.95], 'lower middle, tiny'],
  [[0.6, 0, 1, 1], 'right, large'],
  [[0, 0, 1, 1], 'whole picture'],
  [[0.9, 0.85, 1, 0.95], 'lower right, small'],
] as const)('%j is %s', (box, words) => {
  expect(placeInWords(box)).toBe(words);
});

test('a region in words has its size', () => {
  expect(regionInWords([0.35, 0.35, 0.65, 0.6])).toBe('centre, medium, 30 % wide, 25 % high');
});

test('same phrases are numbered, others are not', () => {
  const phrases = ['dog', 'the cat', 'Dog ', ' '].map((phrase) => ({ phrase }));
  expect(referenceNames(phrases)).toEqual(['dog 1', 'the cat', 'Dog 2', 'unnamed']);
});

const measure = (text: string): number => text.length * 10;

describe('truncating', () => {
  test('leaves what fits', () => expect(truncate('a dog', 50, measure)).toBe('a dog'));
  test('keeps the number', () => expect(truncate('a very long phrase 12', 100, measure)).toBe('a very… 12'));
  test('never cuts a character in two', () => expect(truncate('😀😀😀😀', 30, measure)).toBe('😀…'));
});
