import { describe, expect, it } from 'vitest';
import { GroundingError, type VideoData } from '../../../../src/packs/index.ts';
import { proposal } from '../decoder/fixtures.ts';
import type { ImageEncoder } from '../image-encoder/index.ts';
import { refineEdges } from './edges.ts';
import { planSampling } from './sampling.ts';
import { Watcher } from './watcher.ts';

const pixels = { width: 1, height: 1, data: new Uint8ClampedArray(4) };
const never = new AbortController().signal;

/** A video in which a dog is there from `from` to `to`; the encoder sees it by the time of the frame. */
function fake(duration: number, from: number, to: number, brokenAt = Number.POSITIVE_INFINITY) {
  const asked: number[] = [];
  let now = 0;
  const video: VideoData = {
    kind: 'video',
    duration,
    sound: null,
    async *frames(times, _, signal) {
      for (const time of times) {
        signal.throwIfAborted();
        if (time >= brokenAt) throw new GroundingError('MEDIUM_UNREADABLE', 'broken');
        asked.push(time);
        now = time;
        yield { time, pixels };
      }
    },
  };
  const see = () => Promise.resolve(now >= from && now < to ? [proposal('dog', [0.2, 0.2, 0.5, 0.6])] : []);
  const encoder: ImageEncoder = { encode: see, encodeFrame: see, dispose: () => Promise.resolve() };
  return { video, encoder, asked };
}

async function watch(watcher: Watcher, video: VideoData, signal = never) {
  const looking = watcher.watch(video, signal);
  for (;;) {
    const { done, value } = await looking.next();
    if (done) return value;
  }
}

describe('Watcher', () => {
  it('finds when a thing is there, to a quarter of a second', async () => {
    const { video, encoder } = fake(10, 2, 5);
    const { tracklets } = await watch(new Watcher(encoder), video);
    expect(tracklets).toHaveLength(1);
    expect(tracklets[0]!.tube.span[0]).toBeCloseTo(2, 0.6);
    expect(Math.abs(tracklets[0]!.tube.span[0] - 2)).toBeLessThanOrEqual(0.25);
    expect(Math.abs(tracklets[0]!.tube.span[1] - 5)).toBeLessThanOrEqual(0.25);
  });

  it('goes on where it was stopped, and looks only once', async () => {
    const { video, encoder, asked } = fake(10, 0, 10);
    const watcher = new Watcher(encoder);
    const controller = new AbortController();
    const looking = watcher.watch(video, controller.signal);
    for (let i = 0; i < 5; i += 1) await looking.next();
    controller.abort();
    await expect(looking.next()).rejects.toMatchObject({ name: 'AbortError' });
    await watch(watcher, video);
    await watch(watcher, video);
    expect(asked).toHaveLength(40);
    expect(new Set(asked).size).toBe(40);
  });

  it('keeps what it saw before a broken place, and says where that is', async () => {
    const { video, encoder } = fake(10, 1, 10, 6);
    const { tracklets, broken } = await watch(new Watcher(encoder), video);
    expect(broken).toBeCloseTo(6, 0);
    expect(tracklets[0]!.tube.span[1]).toBeCloseTo(6, 0);
    const dead = fake(10, 0, 10, 0);
    await expect(watch(new Watcher(dead.encoder), dead.video)).rejects.toMatchObject({ code: 'MEDIUM_UNREADABLE' });
  });

  it('looks at a two-hour video with as many frames as at a short one, then closer where a thing comes and goes', async () => {
    const total = 7200;
    const { video, encoder, asked } = fake(total, 1234, 2345.6);
    const { tracklets, sampling } = await watch(new Watcher(encoder), video);
    expect(asked.length).toBeLessThanOrEqual(320);
    expect(sampling.followable).toBe(false);
    const [coarse] = tracklets;
    const fine = await refineEdges(coarse!, { step: sampling.step, total }, video, encoder, never);
    expect(Math.abs(fine.tube.span[0] - 1234)).toBeLessThan(0.3);
    expect(Math.abs(fine.tube.span[1] - 2345.6)).toBeLessThan(0.3);
    expect(asked.length).toBeLessThan(340);
  });
});

it('spreads frames over any length', () => {
  expect(planSampling(10)).toMatchObject({ step: 0.25, followable: true });
  expect(planSampling(0.1).times).toEqual([0.05]);
  expect(() => planSampling(0)).toThrow(GroundingError);
});
