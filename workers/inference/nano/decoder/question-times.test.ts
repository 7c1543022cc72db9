import { describe, expect, it } from 'vitest';
import { readTimes } from './question-times.ts';

describe('readTimes', () => {
  it.each([
    ['How many dogs are there at 0:05?', 'How many dogs are there?', [4.5, 5.5]],
    ['what is there from 0:10 to 0:20', 'what is there', [10, 20]],
    ['describe 0:10 - 0:20', 'describe', [10, 20]],
    ['how many cars between 10 seconds and 1 minute?', 'how many cars?', [10, 60]],
    ['What is heard between 10 and 20 seconds?', 'What is heard?', [10, 20]],
    ['who is here from 0.5 to 1 min', 'who is here', [30, 60]],
    ['what do you see in the first 3 seconds?', 'what do you see?', [0, 3]],
    ['what comes in the last 10 s', 'what comes', [90, 100]],
    ['what is there after 1:00', 'what is there', [60, 100]],
    ['is there a cat before 12.5 seconds', 'is there a cat', [0, 12.5]],
    ['what do you see at the beginning?', 'what do you see?', [0, 10]],
    ['What is there at the very end of the video', 'What is there', [90, 100]],
    ['who is there in the second half?', 'who is there?', [50, 100]],
    ['what is in {0.10,0.25}?', 'what is?', [10, 25]],
  ])('%s', (text, question, span) => expect(readTimes(text, 100)).toEqual({ question, span }));

  it.each([
    'when does the dog come in?',
    'the second dog',
    'how many of the 3 dogs sit?',
    'at 5:00',
    'from 1:00 to 1:00',
    'the dog at the end',
    'what is at the end of the table',
  ])('finds no time within the video in "%s"', (text) => expect(readTimes(text, 100)).toEqual({ question: text, span: null }));
});
