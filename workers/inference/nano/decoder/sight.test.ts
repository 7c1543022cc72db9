import { describe, expect, it } from 'vitest';
import type { Segment } from '../sound/segment.ts';
import type { Tracklet } from '../tracks/tracklet.ts';
import { besideSight } from './sight.ts';

const bird: Tracklet = {
  tube: { span: [0, 2], boxes: [{ time: 1, box: [0, 0, 0.5, 0.5] }] },
  classes: [{ name: 'bird', id: 14, score: 0.3 }],
  score: 0.3,
  colours: [],
};
const heard = (name: string): Segment => ({ index: 0, name, span: [1, 2], score: 0.9, loudness: -20 });
const sounds = [heard('bird'), heard('speech')];

describe('what is heard beside what is seen', () => {
  it.each(['Where is the bird?', 'When does the bird appear?', 'show me the bird'])(
    '%s is about the bird that is seen',
    (question) => {
      expect(besideSight(question, [bird], sounds).map(({ name }) => name)).toEqual(['speech']);
    },
  );
  it.each([
    'When does the bird sing?',
    'When do you hear a bird?',
    'Where does the bird chirp?',
    'When is the dog barking in view?',
    'bird',
  ])('%s may mean either', (question) => {
    expect(besideSight(question, [bird], sounds)).toHaveLength(2);
  });
  it('nothing seen: a question about sight has no answer in sounds, one for a place may have', () => {
    expect(besideSight('When is a bird visible?', [bird], sounds)).toEqual([]);
    for (const question of ['When is a bird visible?', 'Where is the person on the left?', 'What colour is the bird?'])
      expect(besideSight(question, [], sounds)).toEqual([]);
    expect(besideSight('Where is the bird?', [], sounds)).toHaveLength(2);
  });
  it('with another event the sounds are needed', () => {
    expect(besideSight('Where is the bird while someone speaks?', [bird], sounds)).toHaveLength(2);
  });
});
