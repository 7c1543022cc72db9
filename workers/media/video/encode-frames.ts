import { BufferTarget, CanvasSource, getFirstEncodableVideoCodec, Output, Mp4OutputFormat } from 'mediabunny';
import { fitPicture } from '../../../src/engine/picture-size.ts';

/** Longer side of the video made, in pixels. */
const MAX_SIDE = 1280;
/** Browsers show frames of no duration, or nearly none, for a tenth of a second. */
const LEAST_DURATION = 0.011;
const USUAL_DURATION = 0.1;

/** Makes an MP4 of a decoder's first `count` frames; -> `null` where the browser has no encoder for it. */
export async function encodeFrames(decoder: ImageDecoder, count: number): Promise<Blob | null> {
  const { image: first } = await decoder.decode({ frameIndex: 0 });
  const fitted = fitPicture({ width: first.displayWidth, height: first.displayHeight }, MAX_SIDE);
  first.close();
  // Encoders want even sides.
  const [width, height] = [even(fitted.width), even(fitted.height)];
  const codec = await getFirstEncodableVideoCodec(['avc', 'vp9', 'av1'], { width, height });
  if (!codec) return null;
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { alpha: false })!;
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new CanvasSource(canvas, { codec, bitrate: 4_000_000, keyFrameInterval: 1 });
  output.addVideoTrack(source);
  await output.start();
  let time = 0;
  for (let i = 0; i < count; i += 1) {
    const { image } = await decoder.decode({ frameIndex: i });
    const seconds = (image.duration ?? 0) / 1e6;
    const length = seconds >= LEAST_DURATION ? seconds : USUAL_DURATION;
    context.fillStyle = 'white';
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    image.close();
    await source.add(time, length);
    time += length;
  }
  await output.finalize();
  return new Blob([target.buffer!], { type: 'video/mp4' });
}

const even = (side: number): number => Math.max(2, Math.round(side / 2) * 2);
