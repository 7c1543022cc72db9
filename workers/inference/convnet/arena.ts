interface Gap {
  readonly at: number;
  readonly bytes: number;
}

/** Memory from a byte on: takes the first gap that is large enough, and what is given back becomes a gap. All in whole lines of cache. */
export class Arena {
  #gaps: Gap[] = [];
  #end: number;

  constructor(from: number) {
    this.#end = from;
  }

  /** The first byte that was never taken. */
  get end(): number {
    return this.#end;
  }

  take(wanted: number): number {
    const bytes = lines(wanted);
    const i = this.#gaps.findIndex((gap) => gap.bytes >= bytes);
    const gap = this.#gaps[i];
    if (gap) {
      const rest = { at: gap.at + bytes, bytes: gap.bytes - bytes };
      this.#gaps.splice(i, 1, ...(rest.bytes > 0 ? [rest] : []));
      return gap.at;
    }
    // A gap at the end is made larger.
    const last = this.#gaps.at(-1);
    const at = last && last.at + last.bytes === this.#end ? this.#gaps.pop()!.at : this.#end;
    this.#end = at + bytes;
    return at;
  }

  /** @param at what `take` gave @param wanted what it was asked for */
  give(at: number, wanted: number): void {
    const sorted = [...this.#gaps, { at, bytes: lines(wanted) }].sort((a, b) => a.at - b.at);
    this.#gaps = [];
    for (const gap of sorted) {
      const before = this.#gaps.at(-1);
      if (before && before.at + before.bytes === gap.at)
        this.#gaps.splice(-1, 1, { at: before.at, bytes: before.bytes + gap.bytes });
      else this.#gaps.push(gap);
    }
  }
}

const lines = (bytes: number): number => Math.ceil(bytes / 64) * 64;
