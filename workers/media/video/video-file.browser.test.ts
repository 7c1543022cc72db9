import { describe, expect, it } from 'vitest';
import { makeVideo, type VideoPlan } from './made-video.ts';
import { VideoFile, type Frame } from './video-file.ts';

const RED = 'rgb(200 0 0)';
const regular = (count: number, step: number): number[] => Array.from({ length: count }, (_, i) => i * step);
const never = new AbortController().signal;

/** The number of a frame is written into it as a white bar from the left: `frame` of `of` widths. */
const bar =
  (of: number): VideoPlan['draw'] =>
  (context, _, frame) => {
    const { width, height } = context.canvas;
    context.fillStyle = 'black';
    context.fillRect(0, 0, width, height);
    context.fillStyle = 'white';
    context.fillRect(0, 0, (width * (frame + 0.5)) / of, height);
  };

async function read(file: VideoFile, times: readonly number[], side = 320): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of file.frames(times, side, never)) frames.push(frame);
  return frames;
}

/** Which frame `bar` drew. */
function frameNumber({ pixels: { data, width, height } }: Frame, of: number): number {
  const row = Math.floor(height / 2) * width;
  let white = 0;
  for (let x = 0; x < width; x += 1) white += data[(row + x) * 4]! > 127 ? 1 : 0;
  return Math.floor((white / width) * of);
}

describe('VideoFile', () => {
  it.each([
    ['avc', 'mp4'],
    ['vp8', 'webm'],
    ['vp9', 'mp4'],
  ] as const)('knows length and size of %s in %s, and gives the frame that shows at a time', async (codec, container) => {
    const video = await makeVideo({
      width: 320,
      height: 180,
      times: regular(50, 0.04),
      codec,
      container,
      keyFrames: 0.5,
      draw: bar(50),
    });
    const file = await VideoFile.open(video);
    expect(file.facts).toMatchObject({ start: 0, size: { width: 320, height: 180 }, codec, hasSound: false });
    // WebM does not say how long the last frame shows.
    expect(Math.abs(file.facts.duration - 2)).toBeLessThan(0.05);
    const frames = await read(file, [0, 0.05, 0.07, 0.6, 1.3, 1.97]);
    expect(frames.map((frame) => frameNumber(frame, 50))).toEqual([0, 1, 15, 32, 49]);
    frames.forEach((frame, i) => expect(frame.time).toBeCloseTo([0, 0.04, 0.6, 1.28, 1.96][i]!, 2));
    file.close();
  });

  it('keeps the times of a variable frame rate', async () => {
    const times = [0, 0.1, 0.2, 1, 1.05, 1.1, 3];
    const file = await VideoFile.open(await makeVideo({ width: 160, height: 160, times, draw: bar(times.length) }));
    const frames = await read(file, [0.15, 0.9, 1.07, 2.9]);
    expect(frames.map((frame) => frameNumber(frame, times.length))).toEqual([1, 2, 4, 5]);
    frames.forEach((frame, i) => expect(frame.time).toBeCloseTo([0.1, 0.2, 1.05, 1.1][i]!, 2));
    file.close();
  });

  it('turns what a phone filmed upright, and scales it', async () => {
    const video = await makeVideo({
      width: 320,
      height: 160,
      times: regular(5, 0.1),
      rotation: 90,
      draw(context) {
        context.fillStyle = 'black';
        context.fillRect(0, 0, 320, 160);
        context.fillStyle = RED;
        context.fillRect(0, 0, 80, 160); // on the left as filmed: on top once turned
      },
    });
    const file = await VideoFile.open(video);
    expect(file.facts.size).toEqual({ width: 160, height: 320 });
    const [frame] = await read(file, [0.2], 160);
    const { data, width, height } = frame!.pixels;
    expect([width, height]).toEqual([80, 160]);
    const redAt = (x: number, y: number): number => data[(y * width + x) * 4]!;
    expect(redAt(40, 10)).toBeGreaterThan(120);
    expect(redAt(40, 150)).toBeLessThan(60);
    file.close();
  });

  it('stops between two frames', async () => {
    const file = await VideoFile.open(await makeVideo({ width: 64, height: 64, times: regular(30, 0.04), draw: bar(30) }));
    const controller = new AbortController();
    let seen = 0;
    const work = (async () => {
      for await (const { pixels } of file.frames(regular(30, 0.04), 64, controller.signal)) {
        seen += pixels.width === 64 ? 1 : 0;
        if (seen === 3) controller.abort();
      }
    })();
    await expect(work).rejects.toMatchObject({ code: 'ABORTED' });
    expect(seen).toBe(3);
    file.close();
  });

  it('takes a key frame that is near enough, and else the exact frame', async () => {
    const draw = bar(50);
    const video = await makeVideo({ width: 64, height: 36, times: regular(50, 0.04), keyFrames: 0.4, draw });
    const file = await VideoFile.open(video);
    const times: number[] = [];
    for await (const { time } of file.frames([0.1, 0.6, 0.85, 1.36], 64, never, 0.12)) times.push(Math.round(time * 100) / 100);
    expect(times).toEqual([0, 0.6, 0.8, 1.36]);
  });

  it('says what is wrong with a file', async () => {
    await expect(VideoFile.open(new Blob([]))).rejects.toMatchObject({ code: 'MEDIUM_EMPTY' });
    await expect(VideoFile.open(new Blob(['hello there, this is a text']))).rejects.toMatchObject({
      code: 'MEDIUM_FOREIGN',
    });
    const whole = await makeVideo({ width: 64, height: 64, times: regular(30, 0.04), draw: bar(30) });
    await expect(VideoFile.open(whole.slice(0, 200))).rejects.toMatchObject({ code: 'MEDIUM_UNREADABLE' });
  });

  it('gives what can be decoded of a file that breaks off', async () => {
    const whole = await makeVideo({
      width: 320,
      height: 320,
      times: regular(100, 0.04),
      codec: 'vp8',
      container: 'webm',
      draw: bar(100),
    });
    const file = await VideoFile.open(whole.slice(0, Math.floor(whole.size * 0.6)));
    const seen: number[] = [];
    const work = (async () => {
      for await (const frame of file.frames(regular(100, 0.04), 64, never)) seen.push(frameNumber(frame, 100));
    })();
    const failed: unknown = await work.then(
      () => null,
      (error: unknown) => error,
    );
    expect([null, 'MEDIUM_UNREADABLE']).toContain((failed as { code?: string } | null)?.code ?? null);
    expect(seen.length).toBeGreaterThan(20);
    expect(seen.length).toBeLessThan(100);
    file.close();
  });
});
