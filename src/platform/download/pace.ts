/** How far back, in ms, a pace looks. */
const WINDOW = 6000;

/** The pace of a download over its last seconds. */
export class Pace {
  readonly #points: { readonly at: number; readonly bytes: number }[] = [];

  /** Notes that `bytes` are there at the time `at` in ms. A step back (a file that started over) starts the pace over as well. */
  note(at: number, bytes: number): void {
    const last = this.#points.at(-1);
    if (last && bytes < last.bytes) this.#points.length = 0;
    this.#points.push({ at, bytes });
    while (this.#points.length > 2 && at - this.#points[0]!.at > WINDOW) this.#points.shift();
  }

  /** Bytes a second; 0 before anything is known. */
  get speed(): number {
    const first = this.#points[0];
    const last = this.#points.at(-1);
    if (!first || !last || last.at - first.at < 250) return 0;
    return ((last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }
}
