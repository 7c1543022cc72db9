/** What a question for yes or no came to. */
export type Verdict = 'found' | 'absent' | 'unsure';

/** From this chance of "yes" on a thing is there, and up to the other it is not. Guesses: they were not measured with the real checkpoint. */
const SURE = { found: 0.65, absent: 0.35 } as const;

/** From this chance on a moment of a video is surely one. */
export const LIKELY = SURE.found;

export const verdictOf = (chance: number): Verdict =>
  chance >= SURE.found ? 'found' : chance <= SURE.absent ? 'absent' : 'unsure';

/**
 * How likely "yes" is against "no" as the next word, 0..1.
 *
 * @param logits one for each token of the vocabulary
 * @param yes tokens that a "yes" begins with, as it may be written; `no` likewise
 */
export function chanceOfYes(logits: ArrayLike<number>, yes: readonly number[], no: readonly number[]): number {
  const difference = logSumExp(no.map((id) => logits[id]!)) - logSumExp(yes.map((id) => logits[id]!));
  return 1 / (1 + Math.exp(difference));
}

function logSumExp(values: readonly number[]): number {
  const most = Math.max(...values);
  return most + Math.log(values.reduce((sum, value) => sum + Math.exp(value - most), 0));
}
