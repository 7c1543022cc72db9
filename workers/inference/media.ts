import { GroundingError } from '../../src/packs/index.ts';

interface Held {
  readonly bitmap: ImageBitmap;
  users: number;
  dropped: boolean;
}

export interface Borrowed {
  readonly bitmap: ImageBitmap;
  release(): void;
}

/** The pictures a worker holds. One that is dropped while a request looks at it is closed when the request is done. */
export class MediaShelf {
  readonly #held = new Map<string, Held>();

  put(id: string, bitmap: ImageBitmap): void {
    this.drop(id);
    this.#held.set(id, { bitmap, users: 0, dropped: false });
  }

  drop(id: string): void {
    const held = this.#held.get(id);
    if (!held) return;
    this.#held.delete(id);
    held.dropped = true;
    if (held.users === 0) held.bitmap.close();
  }

  /**
   * The picture, kept open until `release`.
   *
   * @throws GroundingError `MEDIUM_UNKNOWN`.
   */
  borrow(id: string): Borrowed {
    const held = this.#held.get(id);
    if (!held) throw new GroundingError('MEDIUM_UNKNOWN', `the worker has no medium ${id}`);
    held.users += 1;
    return {
      bitmap: held.bitmap,
      release: () => {
        held.users -= 1;
        if (held.dropped && held.users === 0) held.bitmap.close();
      },
    };
  }
}
