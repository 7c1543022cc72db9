import type { Step } from './session.ts';

/**
 * Holds back what the decoder writes for itself: an answer may begin with a thought between two `<think>` tokens, the thing asked for in
 * plain words and the pointers that it looked at on the way (training/README.md, "Format").
 */
export class Thought {
  readonly #mark: number | undefined;
  readonly #eos: number;
  #open = false;
  #begun = false;

  /**
   * @param mark id of `<think>`; `undefined` for a decoder that does not think
   * @param eos what ends an answer
   */
  constructor(mark: number | undefined, eos: number) {
    this.#mark = mark;
    this.#eos = eos;
  }

  /** `<think>` once it can not stand there any more: an answer thinks first, and once. */
  get barred(): readonly number[] {
    return this.#mark !== undefined && this.#begun && !this.#open ? [this.#mark] : [];
  }

  /** The token that stands where the decoder wrote `token`: what would end an answer ends a thought, and the answer comes. */
  correct(token: number): number {
    return this.#open && token === this.#eos ? this.#mark! : token;
  }

  /** Whether a token is no part of what a person reads. */
  hides({ token }: Pick<Step, 'token'>): boolean {
    this.#begun = true;
    if (token !== this.#mark) return this.#open;
    this.#open = !this.#open;
    return true;
  }
}
