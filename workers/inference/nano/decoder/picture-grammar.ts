import type { DecoderConfig } from './config.ts';

/** What can not come next in an answer about a picture, whatever the decoder thinks of it. */
export class PictureGrammar {
  readonly #parts: readonly number[];
  readonly #near: number;
  readonly #think: number;
  readonly #stop: number;
  readonly #in: number;
  readonly #view: number;
  #last = -1;
  #count = 0;
  #thinking = false;

  /** @param encode words to tokens */
  constructor({ operators = {} }: Pick<DecoderConfig, 'operators'>, encode: (text: string) => readonly number[]) {
    // They mean a part of a track.
    this.#parts = Object.entries(operators).flatMap(([name, id]) => (name === 'think' || name === 'near' ? [] : [id]));
    this.#near = operators['near'] ?? -1;
    this.#think = operators['think'] ?? -1;
    this.#stop = encode('.')[0]!;
    this.#in = encode(' in').at(-1)!;
    this.#view = encode(' view')[0]!;
  }

  took(token: number): void {
    this.#last = token;
    this.#count += 1;
    if (token === this.#think) this.#thinking = !this.#thinking;
  }

  get barred(): readonly number[] {
    // Nothing is "in view" for a time, and a statement states something.
    if (this.#last === this.#in) return [...this.#parts, this.#view];
    if (this.#count === 1 && this.#last === this.#near) return [...this.#parts, this.#stop, this.#near];
    return this.#thinking ? [...this.#parts, this.#near] : this.#parts;
  }
}
