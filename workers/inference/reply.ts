import { joint, type Answer, type AnswerBuilder, type Found, type Wish } from '../../src/core/index.ts';

/** What was found of one phrase; each has a score. */
export interface PhraseFound {
  readonly phrase: string;
  readonly found: readonly (Found & { readonly score: number })[];
}

const quoted = (phrases: readonly string[]): string =>
  phrases.map((phrase, i) => `${joint(i, phrases.length).replace('and', 'or')}“${phrase}”`).join('');

/** How an answer about things is worded. */
export interface Wording {
  /** "in this picture" */
  readonly place: string;
  /** From this score on a thing is there; below it perhaps. */
  readonly sure: number;
  /** How it is perceived; seen when left out. */
  readonly sense?: 'see' | 'hear';
}

/**
 * The answer to a question for things, in words of this app: the model itself has none. Only the state and the places are the model's.
 */
export function replyOf(
  wish: Wish,
  things: readonly PhraseFound[],
  { place, sure: least, sense = 'see' }: Wording,
  sentence: AnswerBuilder,
): Answer {
  const sure = things.flatMap(({ phrase, found }) => {
    const good = found.filter(({ score }) => score >= least);
    return good.length > 0 ? [{ phrase, found: good }] : [];
  });
  const weak = things.filter(({ phrase, found }) => found.length > 0 && !sure.some((one) => one.phrase === phrase));
  const none = things.filter(({ found }) => found.length === 0).map(({ phrase }) => phrase);
  if (sure.length > 0) {
    sentence.say(wish === 'count' ? 'I count ' : wish === 'whether' ? 'Yes: ' : 'Found: ');
    for (const [i, { phrase, found }] of sure.entries()) {
      const count = found.length > 1 || wish === 'count' ? `${found.length} × ` : '';
      sentence.say(joint(i, sure.length) + count).point(phrase, found);
    }
    sentence.say('.');
  }
  if (weak.length > 0) {
    sentence.say(sure.length > 0 ? ' Perhaps: ' : 'I am not sure. Perhaps: ');
    for (const [i, { phrase, found }] of weak.entries()) sentence.say(joint(i, weak.length)).point(phrase, found);
    sentence.say('.');
  }
  if (none.length > 0) sentence.say(`${sure.length + weak.length > 0 ? ' ' : ''}I ${sense} no ${quoted(none)} ${place}.`);
  return sentence.finish(sure.length > 0 ? 'found' : weak.length > 0 ? 'unsure' : 'absent');
}
