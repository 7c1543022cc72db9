import { FrameSource } from '../../src/engine/frame-source.ts';
import {
  GroundingError,
  type MediumData,
  type SoundHandle,
  type SoundSource,
  type VideoHandle,
} from '../../src/packs/index.ts';

type Fingerprint = (signal: AbortSignal) => Promise<string | null>;

interface Held {
  readonly data: MediumData;
  readonly fingerprint: Fingerprint;
  close(): void;
  users: number;
  dropped: boolean;
}

export interface Borrowed {
  readonly data: MediumData;
  /** See `RunContext.fingerprint`. */
  readonly fingerprint: Fingerprint;
  release(): void;
}

/** The media a worker holds. A picture that is dropped while a request looks at it is closed when the request is done; a video at once. */
export class MediaShelf {
  readonly #held = new Map<string, Held>();

  putPicture(id: string, bitmap: ImageBitmap): void {
    this.#put(
      id,
      { kind: 'picture', bitmap },
      () => bitmap.close(),
      () => Promise.resolve(null),
    );
  }

  /** @param port gives frames and sound */
  putTimed(handle: VideoHandle | SoundHandle, port: MessagePort): void {
    const { id, duration } = handle;
    const source = new FrameSource(port);
    const sound: SoundSource = { samples: (...asked) => source.samples(...asked) };
    const frames: FrameSource['frames'] = (...asked) => source.frames(...asked);
    const data: MediumData =
      handle.kind === 'sound'
        ? { kind: 'sound', duration, ...sound }
        : { kind: 'video', duration, frames, sound: handle.hasSound ? sound : null };
    this.#put(
      id,
      data,
      () => source.close(),
      (signal) => source.fingerprint(signal),
    );
  }

  drop(id: string): void {
    const held = this.#held.get(id);
    if (!held) return;
    this.#held.delete(id);
    held.dropped = true;
    // Who reads a file that is gone would wait for ever.
    if (held.users === 0 || held.data.kind !== 'picture') held.close();
  }

  /**
   * The medium, kept open until `release`.
   *
   * @throws GroundingError `MEDIUM_UNKNOWN`.
   */
  borrow(id: string): Borrowed {
    const held = this.#held.get(id);
    if (!held) throw new GroundingError('MEDIUM_UNKNOWN', `the worker has no medium ${id}`);
    held.users += 1;
    return {
      data: held.data,
      fingerprint: held.fingerprint,
      release: () => {
        held.users -= 1;
        if (held.dropped && held.users === 0 && held.data.kind === 'picture') held.close();
      },
    };
  }

  #put(id: string, data: MediumData, close: () => void, fingerprint: Fingerprint): void {
    this.drop(id);
    this.#held.set(id, { data, close, fingerprint, users: 0, dropped: false });
  }
}
