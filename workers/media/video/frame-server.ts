import type { FromFrames, ToFrames } from '../../../src/engine/frame-protocol.ts';
import { toFailure } from '../../../src/packs/index.ts';
import type { VideoFile } from './video-file.ts';

type FramesMessage = Extract<ToFrames, { type: 'frames' }>;

interface Reading {
  readonly controller: AbortController;
  credit: number;
  /** Called when more may be sent, or nothing is wanted any more. */
  wake(): void;
}

/** The media worker's end of a video's port: gives frames to whoever holds the other end, no faster than they are taken. */
export function serveFrames(opened: Promise<VideoFile>, port: MessagePort): void {
  const readings = new Map<number, Reading>();
  const post = (message: FromFrames, transfer: Transferable[] = []): void => port.postMessage(message, transfer);

  const read = async (id: number, { times, maxSide, near }: FramesMessage, reading: Reading): Promise<void> => {
    const { signal } = reading.controller;
    try {
      const file = await opened;
      const { start } = file.facts;
      const absolute = times.map((time) => time + start);
      for await (const { time, bitmap } of file.frames(absolute, maxSide, signal, near)) {
        while (reading.credit === 0 && !signal.aborted) {
          await new Promise<void>((resolve) => {
            reading.wake = resolve;
          });
        }
        reading.credit -= 1;
        if (signal.aborted) bitmap.close();
        else post({ type: 'frame', id, time: Math.max(0, time - start), bitmap }, [bitmap]);
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
      case 'frames': {
        const fresh: Reading = { controller: new AbortController(), credit: data.credit, wake: () => undefined };
        readings.set(data.id, fresh);
        void read(data.id, data, fresh);
        break;
      }
      case 'more':
        if (reading) reading.credit += 1;
        reading?.wake();
        break;
      case 'cancel':
        reading?.controller.abort();
        reading?.wake();
        break;
    }
  });
  port.start();
}
