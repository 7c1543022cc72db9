import { GroundingError, SOUND_RATE, type VideoFrameData } from '../packs/index.ts';
import type { FromFrames, PieceMessage, ReadMessage, ToFrames } from './frame-protocol.ts';

/** Replies that the media worker may have ready before they are taken. */
const CREDIT = 3;

interface Reader {
  readonly waiting: FromFrames[];
  wake(): void;
}

type Ask = ReadMessage extends infer M ? (M extends ReadMessage ? Omit<M, 'id' | 'credit'> : never) : never;
type Piece<T extends PieceMessage['type']> = Extract<PieceMessage, { type: T }>;

/** The reading end of a medium's port, in the inference worker or on the page: frames and sound on request. */
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
    for await (const { time, pixels } of this.#read<'frame'>({ type: 'frames', times, maxSide, near }, signal))
      yield { time, pixels };
  }

  /** See `SoundData.samples`. */
  async *samples(
    from: number,
    to: number,
    signal: AbortSignal,
    rate = SOUND_RATE,
  ): AsyncGenerator<Float32Array<ArrayBuffer>, void, void> {
    for await (const { samples } of this.#read<'samples'>({ type: 'samples', from, to, rate }, signal)) yield samples;
  }

  /** See `RunContext.fingerprint`. */
  async fingerprint(signal: AbortSignal): Promise<string | null> {
    for await (const { fingerprint } of this.#read<'fingerprint'>({ type: 'fingerprint' }, signal)) return fingerprint;
    return null;
  }

  /** The lowest and highest sample of each of `count` equal parts, as far as they are known, part by part. */
  peaks(count: number, signal: AbortSignal): AsyncGenerator<Piece<'peaks'>, void, void> {
    return this.#read<'peaks'>({ type: 'peaks', count }, signal);
  }

  /** Loudness by pitch at `columns` times between `from` and `to`, in seconds. */
  spectrum(from: number, to: number, columns: number, signal: AbortSignal): AsyncGenerator<Piece<'spectrum'>, void, void> {
    return this.#read<'spectrum'>({ type: 'spectrum', from, to, columns }, signal);
  }

  close(): void {
    this.#closed = true;
    this.#port.close();
    for (const reader of this.#readers.values()) reader.wake();
  }

  async *#read<T extends PieceMessage['type']>(ask: Ask, signal: AbortSignal): AsyncGenerator<Piece<T>, void, void> {
    const id = (this.#lastId += 1);
    let wake = (): void => undefined;
    const reader: Reader = { waiting: [], wake: () => wake() };
    const stop = (): void => reader.wake();
    signal.addEventListener('abort', stop);
    this.#readers.set(id, reader);
    this.#post({ ...ask, id, credit: CREDIT });
    try {
      for (;;) {
        if (signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
        if (this.#closed) throw new GroundingError('WORKER_CRASHED', 'the reader of the medium is gone', { retryable: true });
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
        yield message as Piece<T>;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.#readers.delete(id);
      this.#post({ type: 'cancel', id });
    }
  }

  #post(message: ToFrames): void {
    if (!this.#closed) this.#port.postMessage(message);
  }

  #receive(message: FromFrames): void {
    const reader = this.#readers.get(message.id);
    reader?.waiting.push(message);
    reader?.wake();
  }
}
