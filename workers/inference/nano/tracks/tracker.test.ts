import { describe, expect, it } from 'vitest';
import type { Box } from '../../../../src/core/index.ts';
import { proposal } from '../decoder/fixtures.ts';
import { Tracker } from './tracker.ts';

/** A square of side 0.1 around a point. */
const at = (x: number, y: number): Box => [x - 0.05, y - 0.05, x + 0.05, y + 0.05];
const STEP = 0.25;

function follow(frames: readonly (readonly ReturnType<typeof proposal>[])[], patience = 1) {
  const tracker = new Tracker({ patience });
  frames.forEach((proposals, i) => tracker.push(i * STEP, proposals));
  return tracker.tracks;
}

const places = (track: ReturnType<typeof follow>[number]): number[] =>
  track.sightings.map(({ proposal: { box } }) => Math.round(((box[0] + box[2]) / 2) * 100) / 100);

describe('Tracker', () => {
  it('follows two things that cross each other', () => {
    const frames = Array.from({ length: 9 }, (_, i) => [
      proposal('dog', at(0.1 + i * 0.1, 0.5)),
      proposal('dog', at(0.9 - i * 0.1, 0.56)),
    ]);
    const tracks = follow(frames);
    expect(tracks).toHaveLength(2);
    expect(places(tracks[0]!)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  });

  it('goes on with what is only weakly seen for a while, and starts nothing from it', () => {
    const scores = [0.6, 0.5, 0.25, 0.22, 0.5];
    const tracks = follow(scores.map((score, i) => [proposal('cat', at(0.2 + i * 0.03, 0.5), score)]));
    expect(tracks).toHaveLength(1);
    expect(tracks[0]!.sightings).toHaveLength(5);
    expect(follow([[proposal('cat', at(0.5, 0.5), 0.25)]])).toHaveLength(0);
  });

  it('bridges a short gap along the motion, and not a long one', () => {
    const seen = (i: number) => [proposal('car', at(0.1 + i * 0.06, 0.5))];
    expect(follow([seen(0), seen(1), seen(2), [], [], seen(5), seen(6)])).toHaveLength(1);
    expect(follow([seen(0), seen(1), seen(2), [], [], [], [], [], seen(8)])).toHaveLength(2);
  });

  it('does not mix things of different classes in one place', () => {
    const frames = [[proposal('dog', at(0.5, 0.5))], [proposal('cat', at(0.5, 0.5))]];
    expect(follow(frames)).toHaveLength(2);
  });

  it('averages classes and colours', () => {
    const [track] = follow([[proposal('dog', at(0.5, 0.5), 0.8)], [proposal('dog', at(0.5, 0.5), 0.4)]]);
    expect(track!.classes()[0]).toMatchObject({ name: 'dog', score: expect.closeTo(0.6) });
    expect(track!.colours()).toEqual([{ name: 'brown', share: expect.closeTo(0.7) }]);
  });
});
