import type { GroundingEvent, LoadContext, PackManifest } from '../../../src/packs/index.ts';
import { lazily, type Lazily } from './lazily.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** How often, in ms, it is told how far the download is. */
const EVERY = 100;

/** The files of a pack that a question about a picture does without: fetched after its answer, or when a medium with time is asked about. */
export class LaterFiles {
  readonly #files = new Map<string, Lazily<Bytes>>();
  /** Bytes that came so far, by name. */
  readonly #got = new Map<string, number>();
  readonly #total: number;
  #here = false;

  constructor(manifest: PackManifest, file: LoadContext['file']) {
    let total = 0;
    for (const name of manifest.later ?? []) {
      const { bytes } = manifest.files[name] ?? {};
      if (bytes === undefined) continue;
      total += bytes;
      this.#files.set(
        name,
        lazily(() => file(name, (got) => this.#got.set(name, got))),
      );
    }
    this.#total = total;
  }

  /** What gives a file's bytes, fetched at the first call and again after a failure; `null` when the pack has no such file. */
  of(name: string): (() => Promise<Bytes>) | null {
    return this.#files.get(name)?.get ?? null;
  }

  /** Begins to fetch all of them. Whoever needs one hears of a failure. */
  prefetch(): void {
    for (const file of this.#files.values()) file.get().catch(() => undefined);
  }

  /**
   * Waits until all of them are here, and tells how far the download is.
   *
   * @throws GroundingError as `LoadContext.file`; what `signal` says when it is aborted
   */
  async *fetched(signal: AbortSignal): AsyncGenerator<GroundingEvent, void, void> {
    const all = this.#all();
    // Nobody waits any more after a stop.
    all.catch(() => undefined);
    while (!this.#here) {
      const done = [...this.#got.values()].reduce((sum, bytes) => sum + bytes, 0);
      if (done < this.#total) yield { type: 'progress', stage: 'download', done, total: this.#total };
      signal.throwIfAborted();
      await Promise.race([all, new Promise((resolve) => setTimeout(resolve, EVERY))]);
    }
  }

  async #all(): Promise<void> {
    await Promise.all(Array.from(this.#files.values(), (file) => file.get()));
    this.#here = true;
  }
}
