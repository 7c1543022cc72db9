import type { AnswerState } from '../answer.ts';
import { groupBy, precisionRecall, share, type Figures } from './statistics.ts';

/** One POPE question: what is true, and the words of the answer. */
export interface PopeSample {
  readonly present: boolean;
  readonly answer: string;
}

/**
 * POPE's own reading of an answer (RUCAIBox/POPE `evaluate.py`, Li et al. 2023, arXiv 2305.10355): the text before the first full stop,
 * without commas, split at spaces; `no` when a word is exactly `No`, `not` or `no`, else `yes`. So "Nope" is a yes, as is an empty
 * answer.
 */
export function parsePopeAnswer(text: string): 'yes' | 'no' {
  const words = (text.split('.')[0] ?? '').replaceAll(',', '').split(' ');
  return words.some((word) => word === 'No' || word === 'not' || word === 'no') ? 'no' : 'yes';
}

/**
 * POPE's figures, all 0..1, "yes" being positive: `accuracy`, `precision`, `recall`, `F1`, `yesRatio` (share of answers that are yes).
 * Same source as {@link parsePopeAnswer}.
 */
export function popeMetrics(samples: readonly PopeSample[]): Figures {
  return binaryFigures(samples.map(({ present, answer }) => ({ present, said: parsePopeAnswer(answer) === 'yes' })));
}

/** One question whether something is there, answered by a state instead of by words. */
export interface PresenceSample {
  readonly present: boolean;
  readonly state: AnswerState | 'failed';
  /** `random`, `popular`, `adversarial` ...; samples without one form the split `all` only. */
  readonly split?: string;
}

/**
 * POPE's figures from answer states, for each split and for `all`: `found` is a yes, `absent` a no. Anything else is neither: it is
 * wrong in `accuracy`, it is a miss for `recall` when the thing is there, and `undecided` tells its share.
 */
export function presenceMetrics(samples: readonly PresenceSample[]): Readonly<Record<string, Figures>> {
  const splits = groupBy(
    samples.filter(({ split }) => split !== undefined && split !== 'all'),
    ({ split }) => split!,
  );
  return Object.fromEntries([['all', samples] as const, ...splits].map(([name, group]) => [name, presenceFigures(group)]));
}

const presenceFigures = (samples: readonly PresenceSample[]): Figures =>
  binaryFigures(
    samples.map(({ present, state }) => ({
      present,
      said: state === 'found' ? true : state === 'absent' ? false : null,
    })),
  );

function binaryFigures(answers: readonly { readonly present: boolean; readonly said: boolean | null }[]): Figures {
  const count = (present: boolean, yes: boolean): number =>
    answers.filter((answer) => answer.present === present && (answer.said === true) === yes).length;
  const { precision, recall, f1 } = precisionRecall({
    truePositives: count(true, true),
    falsePositives: count(false, true),
    falseNegatives: count(true, false),
  });
  return {
    questions: answers.length,
    accuracy: share(answers, ({ present, said }) => said === present),
    precision,
    recall,
    F1: f1,
    yesRatio: share(answers, ({ said }) => said === true),
    undecided: share(answers, ({ said }) => said === null),
  };
}
