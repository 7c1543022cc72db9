import { GroundingError, type VideoFrameData } from '../packs/index.ts';
import type { FromFrames, ToFrames } from './frame-protocol.ts';

/** Frames that the media worker may have ready before they are taken. */
const CREDIT = 3;

interface Reader {
  readonly waiting: FromFrames[];
  wake(): void;
}

/** The reading end of a video's port, in the inference worker or on the page: frames on request. */
export class FrameSource {
  readonly #port: MessagePort;
  readonly #readers = new Map<number, Reader>();
  #lastId = 0;
  #closed = false;

  constructor(port: MessagePort) {
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<FromFrames>) => this.#receive(data));
    port.start();
  }

  /** See `VideoData.frames`. */
  async *frames(
    times: readonly number[],
    maxSide: number,
    signal: AbortSignal,
    near = 0,
  ): AsyncGenerator<VideoFrameData, void, void> {
    const id = (this.#lastId += 1);
    let wake = (): void => undefined;
    const reader: Reader = { waiting: [], wake: () => wake() };
    const stop = (): void => reader.wake();
    signal.addEventListener('abort', stop);
    this.#readers.set(id, reader);
    this.#post({ type: 'frames', id, times, maxSide, near, credit: CREDIT });
    try {
      for (;;) {
        if (signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
        if (this.#closed) throw new GroundingError('WORKER_CRASHED', 'the reader of the video is gone', { retryable: true });
        const message = reader.waiting.shift();
        if (!message) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
          continue;
        }
        if (message.type === 'end') return;
        if (message.type === 'failed') {
          const { code, detail, retryable } = message.failure;
          throw new GroundingError(code, detail, { retryable });
        }
        this.#post({ type: 'more', id });
        yield { time: message.time, bitmap: message.bitmap };
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#readers.delete(id);
      this.#post({ type: 'cancel', id });
      for (const message of reader.waiting) if (message.type === 'frame') message.bitmap.close();
    }
  }

  close(): void {
    this.#closed = true;
    this.#port.close();
    for (const reader of this.#readers.values()) reader.wake();
  }

  #post(message: ToFrames): void {
    if (!this.#closed) this.#port.postMessage(message);
  }

  #receive(message: FromFrames): void {
    const reader = this.#readers.get(message.id);
    if (reader) {
      reader.waiting.push(message);
      reader.wake();
    } else if (message.type === 'frame') message.bitmap.close();
  }
}
