import type { DecoderConfig } from './config.ts';

/** How a statement begins (statement.ts). */
const STARTS = ['The', 'There', 'On', 'At', 'In', 'Larger', 'Smaller', 'Taller', 'Shorter'];

/** What can not come next in an answer about a picture, whatever the decoder thinks of it. */
export class PictureGrammar {
  readonly #parts: readonly number[];
  readonly #near: number;
  readonly #think: number;
  /** All but the beginnings of statements. */
  readonly #noStart: readonly number[];
  readonly #in: number;
  readonly #view: number;
  #last = -1;
  #count = 0;
  #thinking = false;

  /** @param encode words to tokens */
  constructor(
    { operators = {}, vocabulary }: Pick<DecoderConfig, 'operators' | 'vocabulary'>,
    encode: (text: string) => readonly number[],
  ) {
    // They mean a part of a track.
    this.#parts = Object.entries(operators).flatMap(([name, id]) => (name === 'think' || name === 'near' ? [] : [id]));
    this.#near = operators['near'] ?? -1;
    this.#think = operators['think'] ?? -1;
    const starts = new Set(STARTS.map((word) => encode(` ${word}`)[0]));
    this.#noStart = Array.from({ length: vocabulary }, (_, token) => token).filter((token) => !starts.has(token));
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
    if (this.#count === 1 && this.#last === this.#near) return this.#noStart;
    return this.#thinking ? [...this.#parts, this.#near] : this.#parts;
  }
}
