import { FrameSource } from '../../engine/index.ts';

/** Thumbnails that are kept, at most. */
const MOST_KEPT = 240;

/** Reads thumbnails of a video and paints those it has; the nearest one stands in for one that is still being read. */
export class ThumbnailStrip {
  readonly #connect: () => MessagePort;
  #source: FrameSource | null = null;
  readonly #kept = new Map<number, ImageBitmap>();

  /** @param connect makes a port that gives frames; called with the first read */
  constructor(connect: () => MessagePort) {
    this.#connect = connect;
  }

  /** Reads what is missing of `times` (seconds, ascending) and calls `painted` after each. */
  async read(times: readonly number[], maxSide: number, signal: AbortSignal, painted: () => void): Promise<void> {
    const missing = times.filter((time) => !this.#kept.has(time));
    try {
      let at = 0;
      this.#source ??= new FrameSource(this.#connect());
      for await (const { time, pixels } of this.#source.frames(missing, maxSide, signal)) {
        // The frame that shows at a time begins before it: it stands for all times up to the next frame.
        while (at + 1 < missing.length && missing[at + 1]! <= time) at += 1;
        const bitmap = await createImageBitmap(new ImageData(pixels.data, pixels.width));
        if (signal.aborted) return bitmap.close();
        this.#keep(missing[at] ?? time, bitmap);
        at += 1;
        painted();
      }
    } catch {
      // Stopped, or a part of the file that cannot be read: the strip stays as it is.
    }
  }

  /** Paints one thumbnail for each time, side by side, `apart` device px from each other, cut to fit. */
  paint(canvas: HTMLCanvasElement, times: readonly number[], apart: number): void {
    const context = canvas.getContext('2d');
    if (!context) return;
    context.clearRect(0, 0, canvas.width, canvas.height);
    for (const [i, time] of times.entries()) {
      const bitmap = this.#kept.get(time) ?? this.#nearest(time);
      if (!bitmap) continue;
      const scale = Math.max(apart / bitmap.width, canvas.height / bitmap.height);
      const [w, h] = [apart / scale, canvas.height / scale];
      context.drawImage(bitmap, (bitmap.width - w) / 2, (bitmap.height - h) / 2, w, h, i * apart, 0, apart, canvas.height);
    }
  }

  /** Lets go of all; a read begins anew. */
  close(): void {
    this.#source?.close();
    this.#source = null;
    for (const bitmap of this.#kept.values()) bitmap.close();
    this.#kept.clear();
  }

  #nearest(time: number): ImageBitmap | null {
    let best: ImageBitmap | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const [other, bitmap] of this.#kept) {
      const distance = Math.abs(other - time);
      if (distance < least) [best, least] = [bitmap, distance];
    }
    return best;
  }

  #keep(time: number, bitmap: ImageBitmap): void {
    this.#kept.get(time)?.close();
    this.#kept.set(time, bitmap);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size <= MOST_KEPT || oldest === undefined) return;
    this.#kept.get(oldest)?.close();
    this.#kept.delete(oldest);
  }
}
