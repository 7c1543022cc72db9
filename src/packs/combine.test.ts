import { expect, it } from 'vitest';
import type { Answer, Span } from '../core/index.ts';
import { boxerFor, momentsFor, wantsBoxes } from './combine.ts';
import { NANO } from './nano.ts';
import { MANIFESTS } from './registry.ts';

const pack = (id: string) => MANIFESTS.find((one) => one.id === id)!;
const answer = (...found: readonly (readonly [phrase: string, span: Span])[]): Answer => ({
  state: 'found',
  parts: [],
  text: '',
  references: found.map(([phrase, span], i) => ({
    kind: 'span',
    span,
    id: `r${i}`,
    phrase,
    source: { pack: 'siglip', revision: 'main' },
  })),
});

it('boxes go into moments of a video, where a detector is there', () => {
  const [siglip, dino] = [pack('siglip'), pack('grounding-dino')];
  expect(boxerFor({ medium: 'video' }, siglip, [NANO, siglip, dino])).toBe(dino);
  expect(boxerFor({ medium: 'video' }, siglip, [NANO, siglip, pack('florence2')])).toBeNull();
  expect(boxerFor({ medium: 'sound' }, pack('clap'), [dino])).toBeNull();
  expect(boxerFor({ medium: 'video' }, dino, [dino, siglip])).toBeNull();
});

it.each([
  ['Where is the red car?', true],
  ['red car', true],
  ['Is there a red car?', true],
  ['How many red cars are there?', true],
  ['When does the red car come in?', false],
  ['Where is?', false],
])('%s wants boxes: %s', (question, wants) => expect(wantsBoxes(question)).toBe(wants));

it('they are looked for in the moments of all that was asked for, else everywhere', () => {
  const finder = pack('siglip');
  const found = answer(['red car', [4, 8]], ['dog', [1, 2]], ['red car', [10, 12]]);
  expect(momentsFor('Where are the Red Car and the dog?', found, finder)).toEqual({
    spans: [
      [4, 8],
      [1, 2],
      [10, 12],
    ],
    by: 'SigLIP base',
  });
  expect(momentsFor('Where are the red car and the cat?', found, finder)).toBeNull();
  expect(momentsFor('Where is the cat?', { ...answer(), state: 'absent' }, finder)).toBeNull();
});
