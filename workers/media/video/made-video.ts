/** Videos with exact truth for tests and benchmarks, made in the page. */
import {
  BufferTarget,
  CanvasSource,
  Mp4OutputFormat,
  Output,
  WebMOutputFormat,
  type Rotation,
  type VideoCodec,
} from 'mediabunny';

export interface VideoPlan {
  readonly width: number;
  readonly height: number;
  /** When each frame begins to show, in seconds, ascending; the last one shows for as long as the one before it. */
  readonly times: readonly number[];
  readonly codec?: VideoCodec;
  readonly container?: 'mp4' | 'webm';
  /** Turn written into the file, clockwise. */
  readonly rotation?: Rotation;
  /** Seconds between key frames; 2 when left out. */
  readonly keyFrames?: number;
  draw(context: OffscreenCanvasRenderingContext2D, time: number, frame: number): void;
}

export async function makeVideo(plan: VideoPlan): Promise<Blob> {
  const { width, height, times, codec = 'avc', container = 'mp4', rotation = 0, keyFrames = 2 } = plan;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  const target = new BufferTarget();
  const output = new Output({ format: container === 'mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: 2_000_000, keyFrameInterval: keyFrames });
  output.addVideoTrack(source, { rotation });
  await output.start();
  for (const [i, time] of times.entries()) {
    plan.draw(context, time, i);
    await source.add(time, (times[i + 1] ?? 2 * time - (times[i - 1] ?? time - 0.04)) - time);
  }
  await output.finalize();
  return new Blob([target.buffer!], { type: `video/${container}` });
}
