/**
 * A queue that is filled from one side and read as an async generator from the other. Filling never waits; reading early
 * waits. Made by hand because an `async function*` runs nothing before its first `next()`.
 */
export class EventStream<T> implements AsyncGenerator<T, void, void> {
  readonly #items: T[] = [];
  readonly #waiting: ((result: IteratorResult<T, void>) => void)[] = [];
  readonly #onReturn: () => void;
  #ended = false;

  /** @param onReturn called when the reader leaves before the end. */
  constructor(onReturn: () => void = () => undefined) {
    this.#onReturn = onReturn;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Adds an item; after the end it is dropped. */
  push(item: T): void {
    if (this.#ended) return;
    const reader = this.#waiting.shift();
    if (reader) reader({ value: item, done: false });
    else this.#items.push(item);
  }

  /** What was pushed so far can still be read. */
  end(): void {
    this.#ended = true;
    for (const reader of this.#waiting.splice(0)) reader({ value: undefined, done: true });
  }

  async next(): Promise<IteratorResult<T, void>> {
    if (this.#items.length > 0) return { value: this.#items.shift()!, done: false };
    if (this.#ended) return { value: undefined, done: true };
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async return(): Promise<IteratorResult<T, void>> {
    if (!this.#ended) this.#onReturn();
    this.end();
    this.#items.length = 0;
    return { value: undefined, done: true };
  }

  async throw(error: unknown): Promise<IteratorResult<T, void>> {
    await this.return();
    throw error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
