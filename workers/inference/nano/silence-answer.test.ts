import { describe, expect, it } from 'vitest';
import { sentence, type Span } from '../../../src/core/index.ts';
import { asksForSilence, silenceAnswer } from './silence-answer.ts';

const source = { pack: 'nano', revision: 'test' };
const told = (silences: readonly Span[], quietest: Span | null = null) => ({
  segments: [],
  duration: 10,
  broken: null,
  silent: false,
  silences,
  quietest,
});

describe('questions about silence', () => {
  it.each([
    'When is it silent?',
    'is there any silence',
    'when is it quiet?',
    'Where are the pauses?',
    'when do you hear nothing',
  ])('%s', (question) => {
    expect(asksForSilence({ question })).toBe(true);
  });
  it.each([
    'What is the quietest sound?',
    'When does the dog bark without silence?',
    'who is visible while it is silent?',
    'the dog',
  ])('%s is another question', (question) => {
    expect(asksForSilence({ question })).toBe(false);
  });
  it('of a drawn span are for the decoder', () => {
    expect(asksForSilence({ question: 'is it silent?', region: { kind: 'span', span: [0, 1] } })).toBe(false);
  });
});

describe('silenceAnswer', () => {
  it('names the times, and writes them as fractions', () => {
    const answer = silenceAnswer(told([[1, 2.5]]), source);
    expect(sentence(answer)).toBe('It is silent from 0:01.0 to 0:02.5.');
    expect(answer.text).toBe('It is silent {0.10,0.25} from 0:01.0 to 0:02.5.');
    expect(answer.state).toBe('found');
    const several = silenceAnswer(
      told([
        [0, 1],
        [4, 5],
      ]),
      source,
    );
    expect(sentence(several)).toBe('It is silent 2 times: 0:00.0–0:01.0, 0:04.0–0:05.0.');
    expect(several.references.map(({ phrase }) => phrase)).toEqual(['silence', 'silence']);
  });
  it('says what is nearest to silence', () => {
    expect(sentence(silenceAnswer(told([], [3, 4]), source))).toBe('It is never silent; it is quietest from 0:03.0 to 0:04.0.');
    expect(silenceAnswer(told([]), source).state).toBe('absent');
    expect(sentence(silenceAnswer(told([[0, 10]]), source))).toBe('It is silent all the time.');
  });
});
