/** The model's way to write several things: lower case, each ended by a full stop (arXiv 2303.05499, section 3.3). */
export function toPrompt(phrases: readonly string[]): string {
  return phrases.map((phrase) => `${clean(phrase)}.`).join(' ');
}

/** A phrase that has only stops and marks in it cannot be asked. */
export const askable = (phrase: string): boolean => clean(phrase) !== '';

/** Stops and question marks inside a phrase would part it: the model sees every one as the end of a thing. */
const clean = (phrase: string): string =>
  phrase
    .toLowerCase()
    .replaceAll(/[.?!]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Where a thing's tokens are, `[from, to)`. */
export type TokenRange = readonly [from: number, to: number];

/**
 * The tokens of each thing of a prompt, in order: runs between the tokens that part them.
 *
 * @param parting ids of `[CLS]`, `[SEP]`, `[PAD]` and the full stop
 */
export function tokenRanges(ids: readonly number[], parting: ReadonlySet<number>): TokenRange[] {
  const ranges: TokenRange[] = [];
  let from = 0;
  for (let at = 0; at <= ids.length; at++) {
    const id = ids[at];
    if (id !== undefined && !parting.has(id)) continue;
    if (at > from) ranges.push([from, at]);
    from = at + 1;
  }
  return ranges;
}
