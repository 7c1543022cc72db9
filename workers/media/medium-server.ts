import type { FromFrames, PieceMessage, ReadMessage, ToFrames } from '../../src/engine/frame-protocol.ts';
import { GroundingError, SOUND_RATE, toFailure } from '../../src/packs/index.ts';
import { fingerprintOf } from './fingerprint.ts';
import { peaksOf } from './sound/peaks.ts';
import type { SoundTrack } from './sound/sound-track.ts';
import { spectrumOf } from './sound/spectrum.ts';
import type { VideoFile } from './video/video-file.ts';

/** What a port gives out. */
export interface Readable {
  /** The file. */
  readonly blob: Blob;
  /** The file's own time of the medium's beginning, in seconds. */
  readonly start: number;
  /** Seconds. */
  readonly duration: number;
  readonly video: Pick<VideoFile, 'frames'> | null;
  readonly sound: Pick<SoundTrack, 'samples'> | null;
}

interface Reading {
  readonly controller: AbortController;
  credit: number;
  /** Called when more may be sent, or nothing is wanted any more. */
  wake(): void;
}

type Piece = PieceMessage extends infer M ? (M extends PieceMessage ? Omit<M, 'id'> : never) : never;

/** The media worker's end of a medium's port: gives frames and sound to whoever holds the other end, no faster than they are taken. */
export function serveMedium(opened: Promise<Readable>, port: MessagePort): void {
  const readings = new Map<number, Reading>();
  const post = (message: FromFrames, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  const read = async (message: ReadMessage, reading: Reading): Promise<void> => {
    const { id } = message;
    const { signal } = reading.controller;
    try {
      for await (const piece of piecesOf(await opened, message, signal)) {
        while (reading.credit === 0 && !signal.aborted) {
          await new Promise<void>((resolve) => {
            reading.wake = resolve;
          });
        }
        reading.credit -= 1;
        if (!signal.aborted) post({ ...piece, id }, transferables(piece));
      }
      post({ type: 'end', id });
    } catch (error) {
      if (!signal.aborted) post({ type: 'failed', id, failure: toFailure(error) });
    } finally {
      readings.delete(id);
    }
  };

  port.addEventListener('message', ({ data }: MessageEvent<ToFrames>) => {
    const reading = readings.get(data.id);
    switch (data.type) {
      case 'more':
        if (reading) reading.credit += 1;
        reading?.wake();
        break;
      case 'cancel':
        reading?.controller.abort();
        reading?.wake();
        break;
      case 'frames':
      case 'samples':
      case 'fingerprint':
      case 'peaks':
      case 'spectrum': {
        const fresh: Reading = { controller: new AbortController(), credit: data.credit, wake: () => undefined };
        readings.set(data.id, fresh);
        void read(data, fresh);
      }
    }
  });
  port.start();
}

async function* piecesOf(
  { blob, start, duration, video, sound }: Readable,
  message: ReadMessage,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  if (message.type === 'frames') {
    if (!video) throw new GroundingError('INVALID_REQUEST', 'there is no picture in this medium');
    const absolute = message.times.map((time) => time + start);
    for await (const { time, pixels } of video.frames(absolute, message.maxSide, signal, message.near))
      yield { type: 'frame', time: Math.max(0, time - start), pixels };
    return;
  }
  if (message.type === 'fingerprint') {
    yield { type: 'fingerprint', fingerprint: await fingerprintOf(blob, signal) };
    return;
  }
  if (!sound) throw new GroundingError('INVALID_REQUEST', 'there is no sound in this medium');
  const samples = (from: number, to: number, rate = SOUND_RATE): AsyncIterable<Float32Array<ArrayBuffer>> =>
    sound.samples(start + from, start + Math.min(to, duration), signal, rate);
  switch (message.type) {
    case 'samples':
      for await (const piece of samples(message.from, message.to, message.rate)) yield { type: 'samples', samples: piece };
      break;
    case 'peaks':
      for await (const piece of peaksOf(samples(0, duration), duration, message.count)) yield { type: 'peaks', ...piece };
      break;
    case 'spectrum':
      for await (const piece of spectrumOf(samples, message)) yield { type: 'spectrum', ...piece };
      break;
  }
}

function transferables(piece: Piece): Transferable[] {
  switch (piece.type) {
    case 'frame':
      return [piece.pixels.data.buffer];
    case 'samples':
      return [piece.samples.buffer];
    case 'fingerprint':
      return [];
    case 'peaks':
    case 'spectrum':
      return [piece.values.buffer];
  }
}
