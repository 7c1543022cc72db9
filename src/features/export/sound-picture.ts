import { formatClock, spanOf } from '../../core/index.ts';
import { FrameSource } from '../../engine/index.ts';
import type { AppState, SoundDocument } from '../../store/index.ts';
import { shownItems } from '../stage/boxes.ts';
import { BANDS, paintColumns } from '../timeline/spectrogram-image.ts';
import { ticks } from '../timeline/scale.ts';

const WIDTH = 1600;
const MARGIN = 24;
const SPECTROGRAM = 384;
const RULER = 30;
const ROW = 34;
const FONT = 'system-ui, sans-serif';

/** The spectrogram of a whole recording over its time, with what is shown as spans below it. */
export async function paintedSound({ opened, handle }: SoundDocument, state: AppState): Promise<OffscreenCanvas> {
  const items = shownItems(state);
  const canvas = new OffscreenCanvas(WIDTH, SPECTROGRAM + RULER + Math.max(1, items.length) * ROW + MARGIN);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#121416';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(await spectrogram(opened.connect(), handle.duration), 0, 0, WIDTH, SPECTROGRAM);
  const scale = WIDTH / handle.duration;
  const { times, decimals } = ticks({ start: 0, end: handle.duration }, WIDTH, 120);
  context.textBaseline = 'middle';
  context.font = `400 16px ${FONT}`;
  context.fillStyle = '#a8a8a4';
  for (const time of times) context.fillText(formatClock(time, decimals), time * scale + 6, SPECTROGRAM + RULER / 2);
  context.font = `600 18px ${FONT}`;
  for (const [i, { name, colour, reference }] of items.entries()) {
    const span = spanOf(reference);
    if (!span) continue;
    const [from, to] = [span[0] * scale, Math.max(span[1] * scale, span[0] * scale + 3)];
    const top = SPECTROGRAM + RULER + i * ROW;
    // What is found is marked in the spectrogram, too.
    context.strokeStyle = colour.fill;
    context.lineWidth = 2;
    context.strokeRect(from, 1, to - from, SPECTROGRAM - 2);
    context.fillStyle = colour.fill;
    context.fillRect(from, top + 4, to - from, ROW - 8);
    context.fillStyle = '#eceae6';
    const wide = context.measureText(name).width;
    context.fillText(name, to + 10 + wide < WIDTH ? to + 10 : Math.max(4, from - 10 - wide), top + ROW / 2);
  }
  return canvas;
}

async function spectrogram(port: MessagePort, duration: number): Promise<OffscreenCanvas> {
  const source = new FrameSource(port);
  const image = new ImageData(WIDTH, BANDS);
  try {
    for await (const { first, values } of source.spectrum(0, duration, WIDTH, new AbortController().signal))
      paintColumns(image.data, WIDTH, first, values);
  } finally {
    source.close();
  }
  const canvas = new OffscreenCanvas(WIDTH, BANDS);
  canvas.getContext('2d')!.putImageData(image, 0, 0);
  return canvas;
}
