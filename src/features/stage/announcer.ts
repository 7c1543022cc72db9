/** Quiet time before a text that may soon be outdated is said, ms. */
const REST = 400;

/** Writes into an `aria-live` element. */
export class Announcer {
  readonly #element: HTMLElement;
  #timer = 0;

  constructor(element: HTMLElement) {
    this.#element = element;
  }

  /** @param soon says it when nothing newer comes for a while. */
  say(text: string, soon = false): void {
    clearTimeout(this.#timer);
    if (!soon) {
      this.#element.textContent = text;
      return;
    }
    this.#timer = window.setTimeout(() => (this.#element.textContent = text), REST);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
