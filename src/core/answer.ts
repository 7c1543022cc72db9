import type { Reference } from './reference.ts';

/**
 * The four honest states of an answer.
 *
 * - `found`: what was asked for is there and is pointed at (or the question was answered without a place to point at).
 * - `absent`: the model knows the thing and says it is not there.
 * - `unsure`: something may be there, or the question is outside what the model knows; the text says which.
 * - `unreadable`: the model's text could not be parsed.
 */
export type AnswerState = 'found' | 'absent' | 'unsure' | 'unreadable';

/** A run of an answer's text; with `references` it is a phrase that points at them. */
export interface AnswerPart {
  readonly text: string;
  /** Ids of `Answer.references`; absent for plain words. */
  readonly references?: readonly string[];
  /** Not the model's own words: times that were measured, or a remark on how the medium was read. */
  readonly added?: boolean;
}

/** Milliseconds spent, by stage name (`decode`, `encode`, `match` ...), in the order they ran. */
export type Timings = Readonly<Record<string, number>>;

/** A model's whole answer to one question. */
export interface Answer {
  readonly state: AnswerState;
  /** What is shown: `parts` joined give the sentence without coordinates. */
  readonly parts: readonly AnswerPart[];
  /**
   * The same sentence in the paper's text format: each referring phrase followed by its coordinates,
   * `the dog [0.123, 0.456, 0.789, 0.900]` (GroundingGPT, arXiv 2401.06071).
   */
  readonly text: string;
  readonly references: readonly Reference[];
}

/** The sentence a person reads: the parts without coordinates. */
export function sentence(answer: Pick<Answer, 'parts'>): string {
  return answer.parts.map((part) => part.text).join('');
}
