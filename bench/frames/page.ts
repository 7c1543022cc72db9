/** The page's side of `main.ts`: frames of one video by the media worker's reader and by seeking a `<video>` element. */
import { makeVideo } from '../../workers/media/video/made-video.ts';
import { VideoFile } from '../../workers/media/video/video-file.ts';

/** What models look at. */
const SIDE = 640;
const FRAME_RATE = 25;

let made: Blob;

/** Makes a video of things that move over a busy ground; -> bytes. */
async function make(seconds: number, width: number, height: number, codec: 'avc' | 'vp9'): Promise<number> {
  made = await makeVideo({
    width,
    height,
    times: Array.from({ length: seconds * FRAME_RATE }, (_, i) => i / FRAME_RATE),
    codec,
    draw(context, time) {
      for (let x = 0; x < width; x += 40) {
        context.fillStyle = `hsl(${(x / 3 + time * 20) % 360} 60% 50%)`;
        context.fillRect(x, 0, 40, height);
      }
      context.fillStyle = 'white';
      context.fillRect(((time * 60) % width) - 50, height / 3, 100, 100);
    },
  });
  return made.size;
}

const timesOf = (seconds: number, rate: number): number[] =>
  Array.from({ length: Math.floor(seconds * rate) }, (_, i) => (i + 0.5) / rate);

/** -> frames a second. */
async function ours(seconds: number, rate: number): Promise<number> {
  const started = performance.now();
  const file = await VideoFile.open(made);
  let count = 0;
  // As the watcher asks: sparse frames need not be the exact ones.
  const near = rate <= 2 ? 1 / (3 * rate) : 0;
  for await (const { pixels } of file.frames(timesOf(seconds, rate), SIDE, new AbortController().signal, near))
    count += pixels.width > 0 ? 1 : 0;
  file.close();
  return (count * 1000) / (performance.now() - started);
}

/** The same frames by seeking; -> frames a second. */
async function seeking(seconds: number, rate: number): Promise<number> {
  const started = performance.now();
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(made);
  await new Promise((resolve, reject) => {
    video.addEventListener('loadeddata', resolve, { once: true });
    video.addEventListener('error', reject, { once: true });
  });
  const scale = SIDE / Math.max(video.videoWidth, video.videoHeight);
  const canvas = new OffscreenCanvas(Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale));
  const context = canvas.getContext('2d', { alpha: false })!;
  let count = 0;
  for (const time of timesOf(seconds, rate)) {
    const seeked = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }));
    video.currentTime = time;
    await seeked;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    canvas.transferToImageBitmap().close();
    count += 1;
  }
  URL.revokeObjectURL(video.src);
  return (count * 1000) / (performance.now() - started);
}

export const bench = { make, ours, seeking };
Object.assign(globalThis, { bench });
