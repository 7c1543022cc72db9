import { describe, expect, it } from 'vitest';
import { sentence, type Box, type Span } from '../../../../src/core/index.ts';
import type { Tracklet } from '../tracks/tracklet.ts';
import { proposal } from './fixtures.ts';
import { seen } from './happening.ts';
import { TimedReply, type TimedVocabulary } from './timed-reply.ts';

/** Pointers are 0..39, words are tokens from 100 on, operators -1. */
function vocabularyOf(pieces: readonly string[]): TimedVocabulary {
  return {
    decode: (ids) => ids.map((id) => pieces[id - 100] ?? '').join(''),
    proposalOf: (token) => (token >= 0 && token < 40 ? token : null),
    operatorOf: (token) => (token >= 1000 ? (pieces[token - 1000] ?? null) : null),
  };
}

function tracklet(name: string, span: Span, from: Box, to: Box = from): Tracklet {
  const { classes, colours } = proposal(name, from);
  const steps = 8;
  const boxes = Array.from({ length: steps + 1 }, (_, i) => ({
    time: span[0] + ((span[1] - span[0]) * i) / steps,
    box: from.map((v, k) => v + ((to[k]! - v) * i) / steps) as unknown as Box,
  }));
  return { tube: { span, boxes }, classes, score: 0.6, colours };
}

const box: Box = [0.1, 0.1, 0.3, 0.3];
const tracklets = [
  tracklet('dog', [2, 5], box, [0.6, 0.1, 0.8, 0.3]),
  tracklet('cat', [4, 8], box),
  tracklet('car', [0, 10], box),
  tracklet('dog', [6, 7], box),
];

/** Reads `"The dog <0> <enter> comes in."` about a video of ten seconds. */
function read(text: string) {
  const pieces = text.split(/ ?<([a-z]+|\d+)>/).map((piece, i) => (i === 0 ? ` ${piece}` : piece));
  const reply = new TimedReply(vocabularyOf(pieces), tracklets.map(seen), 10, { pack: 'nano', revision: 'test' });
  pieces.forEach((piece, i) => {
    const token = i % 2 === 0 ? 100 + i : /^\d+$/.test(piece) ? Number(piece) : 1000 + i;
    reply.push({ token, probability: 0.9 });
  });
  const answer = reply.finish('');
  return { answer, said: sentence(answer), spans: answer.references.map((r) => (r.kind === 'tube' ? r.tube.span : null)) };
}

describe('TimedReply', () => {
  it.each([
    ['The dog <0> is in view.', 'The dog is in view from 0:02.0 to 0:05.0.', [[2, 5]]],
    ['The car <2> is in view.', 'The car is in view all the time.', [[0, 10]]],
    ['There may be a dog <0>.', 'There may be a dog from 0:02.0 to 0:05.0.', [[2, 5]]],
    ['The dog <0> is on the left.', 'The dog is on the left from 0:02.0 to 0:05.0.', [[2, 5]]],
    ['The dog <0> is brown.', 'The dog is brown.', [[2, 5]]],
    ['The dog <0> <enter> comes in.', 'The dog comes in at 0:02.0.', [[2, 3]]],
    ['The dog <0> <leave> goes.', 'The dog goes at 0:05.0.', [[4, 5]]],
    ['The dog <0> is in view for <long>.', 'The dog is in view for 3 seconds.', [[2, 5]]],
    ['The first dog <0> comes first.', 'The first dog comes first, from 0:02.0 to 0:05.0.', [[2, 5]]],
    ['I see dogs 2 times: <0> <3>.', 'I see dogs 2 times: 0:02.0–0:05.0, 0:06.0–0:07.0.', [[2, 5], [6, 7]]], // prettier-ignore
    ['The dog <0> and the cat <1> are <and> together.', 'The dog and the cat are together from 0:04.0 to 0:05.0.', [[4, 5], [4, 5]]], // prettier-ignore
    ['The cat <1> is in view without the dog <0> <without>.', 'The cat is in view without the dog from 0:05.0 to 0:08.0.', [[5, 8], [2, 5]]], // prettier-ignore
    ['The car <2> is in view without the dog <0> <without>.', 'The car is in view without the dog from 0:00.0 to 0:02.0 and from 0:05.0 to 0:10.0.', [[0, 2], [5, 10], [2, 5]]], // prettier-ignore
    ['The car <2> <enter> comes in.', 'The car is there from the beginning.', [[0, 10]]],
    ['The car <2> <leave> goes.', 'The car is there to the end.', [[0, 10]]],
    ['The dog <0> and the dog <3> are <and> together.', 'The dog and the dog are never together.', [[2, 5], [6, 7]]], // prettier-ignore
    ['The dog <0> is in view without the car <2> <without>.', 'The dog is never in view without the car.', [[2, 5], [0, 10]]], // prettier-ignore
    ['The dog <0> comes <before> the cat <1>.', 'Yes, the dog comes before the cat.', [[2, 5], [4, 8]]], // prettier-ignore
    ['The dog <0> comes <after> the cat <1>.', 'No, the dog comes before the cat.', [[2, 5], [4, 8]]], // prettier-ignore
    ['During the dog <3> <during>.', 'While the dog is there, I see a cat and a car.', [[6, 7], [6, 7], [6, 7]]], // prettier-ignore
    ['Before the car <2> <before>.', 'Before the car comes, I see nothing else.', [[0, 10]]],
    ['After the dog <0> <after>.', 'After the dog goes, I see a cat, a car and a dog.', [[2, 5], [5, 8], [5, 10], [6, 7]]], // prettier-ignore
    ['Next to the cat <1> <near>.', 'Next to the cat is the car.', [[4, 8], [0, 10]]], // prettier-ignore
  ])('%s', (text, said, spans) => {
    const result = read(text);
    expect(result.said).toBe(said);
    expect(result.spans).toEqual(spans);
    const known = new Set(result.answer.references.map(({ id }) => id));
    for (const part of result.answer.parts) for (const id of part.references ?? []) expect(known).toContain(id);
  });

  it('says when something moves', () => {
    const { said, spans } = read('The dog <0> <right> moves right.');
    expect(said).toBe('The dog moves right from 0:02.0 to 0:05.0.');
    expect(spans[0]![0]).toBeGreaterThanOrEqual(2);
    expect(read('The dog <0> <left> moves left.').said).toBe('The dog does not move left.');
    expect(read('The cat <1> <away> goes away.').said).toBe('The cat does not go away.');
  });

  it('writes the paper’s coordinate text', () => {
    expect(read('The dog <0> is in view.').answer.text).toBe(
      'The dog {0.20,0.50}[0.350, 0.100, 0.550, 0.300] is in view from 0:02.0 to 0:05.0.',
    );
  });

  it('never throws, whatever comes', () => {
    for (const text of ['<and>', '<without> <0>', 'The <39> <enter>', '<long>', '', '<0> <1> <2> <left>'])
      expect(() => read(text)).not.toThrow();
  });
});
