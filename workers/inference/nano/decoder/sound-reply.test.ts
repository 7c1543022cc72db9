import { describe, expect, it } from 'vitest';
import { sentence, type Span } from '../../../../src/core/index.ts';
import type { Segment } from '../sound/segment.ts';
import { heard } from './happening.ts';
import { inGroups, locate } from './pointable.ts';
import { soundFeatures, toSoundFeatures } from './sound-features.ts';
import { readSoundScene } from './sound-scene.ts';
import { TimedReply } from './timed-reply.ts';

const segment = (index: number, name: string, span: Span, loudness = -20): Segment => ({
  index,
  name,
  span,
  score: 0.8,
  loudness,
});
const segments = [
  segment(0, 'speech', [0, 3]),
  segment(1, 'dog', [2, 4]),
  segment(0, 'speech', [5, 9]),
  segment(1, 'dog', [6, 7]),
  segment(2, 'rain', [9.5, 10]),
];

/** Reads `"The dog <1> is heard."` about a recording of ten seconds. */
function read(text: string) {
  const pieces = text.split(/ ?<([a-z]+|\d+)>/).map((piece, i) => (i === 0 ? ` ${piece}` : piece));
  const vocabulary = {
    decode: (ids: readonly number[]) => ids.map((id) => pieces[id - 100] ?? '').join(''),
    proposalOf: (token: number) => (token >= 0 && token < 40 ? token : null),
    operatorOf: (token: number) => (token >= 1000 ? (pieces[token - 1000] ?? null) : null),
  };
  const reply = new TimedReply(vocabulary, segments.map(heard), 10, { pack: 'nano', revision: 'test' });
  for (const [i, piece] of pieces.entries()) {
    const token = i % 2 === 0 ? 100 + i : /^\d+$/.test(piece) ? Number(piece) : 1000 + i;
    reply.push({ token, probability: 0.9 });
  }
  const answer = reply.finish('');
  return { answer, said: sentence(answer), spans: answer.references.map((r) => (r.kind === 'span' ? r.span : null)) };
}

describe('a reply about sound', () => {
  it.each([
    ['The rain <4> is heard.', 'The rain is heard from 0:09.5 to 0:10.0.', [[9.5, 10]]],
    ['I hear dog 2 times: <1> <3>.', 'I hear dog 2 times: 0:02.0–0:04.0, 0:06.0–0:07.0.', [[2, 4], [6, 7]]], // prettier-ignore
    ['I hear rain once: <4>.', 'I hear rain once from 0:09.5 to 0:10.0.', [[9.5, 10]]],
    ['Yes, there is dog: <1> <3>.', 'Yes, there is dog: 0:02.0–0:04.0, 0:06.0–0:07.0.', [[2, 4], [6, 7]]], // prettier-ignore
    ['The dog <3> <enter> starts.', 'The dog starts at 0:06.0.', [[6, 7]]],
    ['The rain <4> <leave> stops.', 'The rain is there to the end.', [[9.5, 10]]],
    ['The loudest sound is the dog <1>.', 'The loudest sound is the dog, from 0:02.0 to 0:04.0.', [[2, 4]]],
    ['The speech <0> <2> and the dog <1> <3> are <and> together.', 'The speech and the dog are together from 0:02.0 to 0:03.0 and from 0:06.0 to 0:07.0.', [[2, 3], [6, 7], [2, 3], [6, 7]]], // prettier-ignore
    ['The speech <0> <2> is heard without the dog <1> <3> <without>.', 'The speech is heard without the dog from 0:00.0 to 0:02.0 and from 0:05.0 to 0:06.0 and from 0:07.0 to 0:09.0.', [[0, 2], [5, 6], [7, 9], [2, 4], [6, 7]]], // prettier-ignore
    ['The rain <4> is heard without the dog <1> <3> <without>.', 'The rain is heard without the dog from 0:09.5 to 0:10.0.', [[9.5, 10], [2, 4], [6, 7]]], // prettier-ignore
    ['The dog <1> and the rain <4> are <and> together.', 'The dog and the rain are never together.', [[2, 4], [9.5, 10]]], // prettier-ignore
    ['During the dog <3> <during>.', 'While the dog is heard, I hear speech.', [[6, 7], [6, 7]]], // prettier-ignore
    ['After the dog <1> <after>.', 'After the dog stops, I hear speech, dog and rain.', [[2, 4], [5, 9], [6, 7], [9.5, 10]]], // prettier-ignore
  ])('%s', (text, said, spans) => {
    const result = read(text);
    expect(result.said).toBe(said);
    expect(result.spans).toEqual(spans);
    const known = new Set(result.answer.references.map(({ id }) => id));
    expect(known.size).toBe(result.answer.references.length);
    for (const part of result.answer.parts) for (const id of part.references ?? []) expect(known).toContain(id);
  });

  it('names what a phrase points at', () => {
    expect(read('I hear speech <0> <2> and rain <4>.').answer.references.map(({ phrase }) => phrase)).toEqual([
      'speech',
      'speech',
      'rain',
    ]);
    expect(read('I hear speech <0> <2> and rain <4>.').answer.parts.map(({ text }) => text)).toEqual([
      'I hear ',
      'speech',
      ' and ',
      'rain',
      '.',
    ]);
  });
});

describe('segments as the decoder is told of them', () => {
  it('has one row a segment', () => {
    const rows = toSoundFeatures([segments[1]!], 10, 3);
    expect(rows).toHaveLength(soundFeatures(3));
    const [, dog, , start, end, length, level, score] = rows;
    expect([dog, start, end, level, score].map((v) => Number(v!.toFixed(3)))).toEqual([0.8, 0.2, 0.4, 0.667, 0.8]);
    expect(length).toBeCloseTo(Math.log(3) / 8);
  });

  it('keeps those in the time asked about, and points at the only one', () => {
    expect(readSoundScene('what is this', [9.4, 10], segments)).toEqual({ segments: [segments[4]], pointed: 0 });
    expect(readSoundScene('what do you hear', [0, 4], segments)).toEqual({ segments: segments.slice(0, 2), pointed: null });
  });

  it('cuts more than can be pointed at into groups, and finds a reference again', () => {
    const many = Array.from({ length: 90 }, (_, i) => segment(1, 'dog', [i, i + 0.5]));
    expect(inGroups({ tracklets: [], segments: many }, 40, 8).map((group) => group.segments.length)).toEqual([40, 40, 10]);
    const [reference] = read('The dog <3> is heard.').answer.references;
    expect(locate(reference!, { tracklets: [], segments })).toBe(3);
  });
});
