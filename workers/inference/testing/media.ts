/** Videos and recordings for tests of families, opened as the page opens them. */
import { createMediaEngine, type AttachedMedium, type MediaEngine } from '../../../src/engine/index.ts';
import type { FromFrames, ToFrames } from '../../../src/engine/frame-protocol.ts';
import { makeVideo, type VideoPlan } from '../../media/video/made-video.ts';

export interface OpenedForTest {
  readonly medium: AttachedMedium;
  close(): void;
}

/** Opens a file; opened twice it is two media. */
export async function openedFile(blob: Blob): Promise<OpenedForTest> {
  const engine: MediaEngine = createMediaEngine();
  const opened = await engine.open(blob);
  if (opened.kind === 'picture') throw new Error('a picture has no time');
  const { duration } = opened.facts;
  const id = crypto.randomUUID();
  const medium: AttachedMedium =
    opened.kind === 'video'
      ? {
          handle: { kind: 'video', id, ...opened.facts.size, duration, hasSound: opened.facts.hasSound },
          connect: () => opened.connect(),
        }
      : { handle: { kind: 'sound', id, duration }, connect: () => opened.connect() };
  return { medium, close: () => engine.dispose() };
}

/** The file of a video of `seconds`, ten frames a second. */
export function videoFile(seconds: number, draw: VideoPlan['draw']): Promise<Blob> {
  const times = Array.from({ length: seconds * 10 }, (_, i) => i / 10);
  return makeVideo({ width: 320, height: 240, times, codec: 'vp8', container: 'webm', draw });
}

/** A video of `seconds`, ten frames a second. */
export const openedVideo = async (seconds: number, draw: VideoPlan['draw']): Promise<OpenedForTest> =>
  openedFile(await videoFile(seconds, draw));

/** The same medium, and how many frames of it its readers were given so far. */
export function countingFrames(medium: AttachedMedium): { readonly medium: AttachedMedium; readonly frames: () => number } {
  if (!('connect' in medium)) throw new Error('a picture has no frames');
  let frames = 0;
  const connect = (): MessagePort => {
    const inner = medium.connect();
    const { port1, port2 } = new MessageChannel();
    inner.addEventListener('message', ({ data }: MessageEvent<FromFrames>) => {
      if (data.type === 'frame') frames += 1;
      port1.postMessage(data, data.type === 'frame' ? [data.pixels.data.buffer] : []);
    });
    port1.addEventListener('message', ({ data }: MessageEvent<ToFrames>) => inner.postMessage(data));
    for (const port of [inner, port1]) port.start();
    return port2;
  };
  return { medium: Object.assign({}, medium, { connect }), frames: () => frames };
}

/** A tone of a recording. */
export interface Tone {
  readonly hertz: number;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
}

const RATE = 32_000;

/** A recording (WAV, 16 bits) of tones in silence. */
export async function openedTones(seconds: number, tones: readonly Tone[]): Promise<OpenedForTest> {
  const count = seconds * RATE;
  const view = new DataView(new ArrayBuffer(44 + 2 * count));
  const text = (at: number, value: string): void => {
    for (let i = 0; i < value.length; i += 1) view.setUint8(at + i, value.charCodeAt(i));
  };
  text(0, 'RIFF');
  view.setUint32(4, 36 + 2 * count, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * count, true);
  for (let i = 0; i < count; i += 1) {
    const time = i / RATE;
    const value = tones
      .filter(({ from, to }) => time >= from && time < to)
      .reduce((sum, { hertz }) => sum + 0.4 * Math.sin(2 * Math.PI * hertz * time), 0);
    view.setInt16(44 + 2 * i, Math.round(value * 32_767), true);
  }
  return openedFile(new Blob([view], { type: 'audio/wav' }));
}
