import { isPlace, type PlaceWords } from './place-words.ts';
import type { Vocabulary } from './reply.ts';

/** What an answer says right before it points. */
const SPOKEN =
  /(?:^\s*|[.:,] | or | than | is )(?:the|there (?:is|may be) an?|(?:next to|left of|right of|above|below|on|with) the) ([^.:,<>]+)$/i;

/**
 * Checks where an answer points against its own words. The words are the decoder's; where they say a place, a size, an order or a
 * colour, what fits is measured, and a pointer that does not fit is turned to what does.
 */
export class Pointing {
  readonly #vocabulary: Vocabulary;
  readonly #places: PlaceWords;
  readonly #mark: number | undefined;
  /** Since the last pointer, or since the thought began or ended. */
  #words: number[] = [];
  #thinking = false;
  #pointed = false;

  /** @param mark id of `<think>`; `undefined` for a decoder that does not think */
  constructor(vocabulary: Vocabulary, places: PlaceWords, mark: number | undefined) {
    this.#vocabulary = vocabulary;
    this.#places = places;
    this.#mark = mark;
  }

  /** The token that stands where the decoder wrote `token`; asked for every token in turn. */
  correct(token: number): number {
    const index = this.#vocabulary.proposalOf(token);
    if (token !== this.#mark && index === null) {
      this.#words.push(token);
      return token;
    }
    const words = this.#vocabulary.decode(this.#words);
    this.#words = [];
    if (index === null) {
      this.#thinking = !this.#thinking;
      this.#pointed = false;
      return token;
    }
    const fit = this.#fit(words);
    this.#pointed = true;
    return fit === null || fit.length === 0 || fit.includes(index) ? token : token - index + fit[0]!;
  }

  #fit(words: string): readonly number[] | null {
    if (!this.#thinking) {
      const spoken = SPOKEN.exec(words)?.[1];
      return spoken === undefined ? null : this.#places.pick(spoken.trim());
    }
    // A thought begins with what is looked for, and lists what was looked at: only a place picks one thing.
    return !this.#pointed && isPlace(words.trim()) ? this.#places.pick(words.trim()) : null;
  }
}
