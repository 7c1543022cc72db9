import { area, centre, type Answer, type AnswerPart, type Box, type Reference } from '../../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from '../image-encoder/proposals.ts';
import { pluralOf, withArticle } from '../words.ts';
import { named } from './neighbour.ts';
import { standsSo, type PlaceWords } from './place-words.ts';

/** What a statement is measured on. */
export interface Measurable {
  readonly answer: Answer;
  /** Indices of what its references point at. */
  readonly meant: readonly number[];
  readonly proposals: readonly Proposal[];
  readonly places: PlaceWords;
  /** Makes a reference to a proposal. */
  readonly refer: (index: number, id: string) => Reference;
}

/** What differs by less is about the same. */
const SAME = 1.05;
const OPPOSITE: Readonly<Record<string, string>> = {
  'left of': 'right of',
  'right of': 'left of',
  above: 'below',
  below: 'above',
  larger: 'smaller',
  smaller: 'larger',
  taller: 'shorter',
  shorter: 'taller',
};
/** "Larger: the dog or the cat." */
const WHICH = /^(Larger|Smaller|Taller|Shorter): /;
const SIDES: Readonly<Record<string, string>> = {
  left: 'On the left',
  right: 'On the right',
  top: 'At the top',
  bottom: 'At the bottom',
  middle: 'In the middle',
};
const ROWS = [
  ['at the top left', 'at the top', 'at the top right'],
  ['on the left', 'in the middle', 'on the right'],
  ['at the bottom left', 'at the bottom', 'at the bottom right'],
] as const;

/** The words for where a box is: a picture has nine parts. */
export function placeOf(box: Box): string {
  const [x, y] = centre(box);
  return ROWS[Math.min(2, Math.floor(y * 2.99))]![Math.min(2, Math.floor(x * 2.99))]!;
}

/** Whether a box is "on the left", which "at the top left" is as well. */
const isIn = (place: string, box: Box): boolean => placeOf(box).split(' ').includes(place.split(' ').at(-1)!);

/**
 * Tells whether it is so what an answer states, and says it: "The dog is larger than the cat." becomes "No, the dog is smaller than the
 * cat."
 *
 * @param stated whether the answer says itself that it is a statement; some can be nothing else
 * @returns `null` where there is nothing to be told
 */
export function settle(measurable: Measurable, stated: boolean): Answer | null {
  const { answer } = measurable;
  const said = answer.parts.map(({ text }) => text).join('');
  const [first, second] = answer.parts.filter((part) => part.references);
  const part = /^(?:On|At|In) the (left|right|top|bottom|middle)\.$/.exec(said)?.[1];
  if (part && !first) return whatIsAt(part, measurable);
  const claimed = /^There is (?:an?|some) ((.+) (?:left of|right of|above|below|on) the .+)\.$/.exec(said);
  if (claimed && !first) return whetherThere(claimed[1]!, claimed[2]!, measurable);
  if (!first) return null;
  if (second) return stated || WHICH.test(said) ? compared(first, second, measurable) : null;
  const place = /^The .+ is ((?:on|at|in) the (?:left|right|top|bottom|middle))\.$/.exec(said)?.[1];
  const box = boxesOf(measurable)[0];
  if (!stated || !place || !box) return null;
  // "Is the dog on the left?" is not about "the left dog".
  const own = Object.assign({}, first, { text: first.text.replace(` ${place.split(' ').at(-1)} `, ' ') });
  return yesNo(answer, isIn(place, box), [lower(own), { text: ` is ${placeOf(box)}.` }]);
}

const boxesOf = ({ meant, proposals }: Measurable): Box[] => meant.map((index) => proposals[index]!.box);
const lower = (part: AnswerPart): AnswerPart => Object.assign({}, part, { text: part.text.replace(/^The /, 'the ') });
const upper = (part: AnswerPart): AnswerPart => Object.assign({}, part, { text: part.text.replace(/^the /, 'The ') });

function yesNo(answer: Answer, yes: boolean, parts: readonly AnswerPart[]): Answer {
  return { ...answer, parts: [{ text: yes ? 'Yes, ' : 'No, ' }, ...parts] };
}

/** Two things: how one stands to the other, or which is the larger. */
function compared(first: AnswerPart, second: AnswerPart, measurable: Measurable): Answer | null {
  const { answer } = measurable;
  const [one, two] = boxesOf(measurable);
  if (!one || !two) return null;
  const tail: AnswerPart = { text: '.' };
  const which = WHICH.exec(answer.parts[0]!.text)?.[1]?.toLowerCase();
  if (which) {
    const ratio = excess(which, one, two);
    if (ratio < SAME && ratio > 1 / SAME)
      return { ...answer, parts: [upper(first), { text: ' and ' }, second, { text: ` are about as ${sizeOf(which)}.` }] };
    const [more, less] = ratio > 1 ? [first, second] : [second, first];
    return { ...answer, parts: [upper(more), { text: ` is ${which} than ` }, lower(less), tail] };
  }
  const between = answer.parts[answer.parts.indexOf(first) + 1]?.text ?? '';
  const size = /^ is (larger|smaller|taller|shorter) than $/.exec(between)?.[1];
  if (size) {
    const ratio = excess(size, one, two);
    const same = ratio < SAME && ratio > 1 / SAME;
    const words = same ? `about as ${sizeOf(size)} as` : `${ratio > 1 ? size : OPPOSITE[size]} than`;
    return yesNo(answer, !same && ratio > 1, [lower(first), { text: ` is ${words} ` }, second, tail]);
  }
  const how = /^ is (left of|right of|above|below|on) $/.exec(between)?.[1];
  if (!how) return null;
  const yes = standsSo(how, one, two);
  const words = yes ? how : (OPPOSITE[how] ?? `not ${how}`);
  return yesNo(answer, yes, [lower(first), { text: ` is ${words} ` }, second, tail]);
}

/** By which factor one box is larger (smaller, taller, shorter) than another. */
function excess(than: string, one: Box, two: Box): number {
  const measure = /larger|smaller/.test(than) ? area : (box: Box): number => box[3] - box[1];
  const ratio = measure(one) / Math.max(1e-9, measure(two));
  return /smaller|shorter/.test(than) ? 1 / Math.max(1e-9, ratio) : ratio;
}

const sizeOf = (than: string): string => (/larger|smaller/.test(than) ? 'large' : 'tall');

/** "On the left I see a dog and 2 cups." */
function whatIsAt(part: string, { answer, proposals, refer }: Measurable): Answer {
  const where = SIDES[part]!;
  const found = proposals.flatMap(({ score, box }, i) => (score >= THRESHOLDS.sure && isIn(part, box) ? [i] : []));
  const references = found.map((index, i) => refer(index, `r${i}`));
  if (references.length === 0) {
    const place = `${where[0]!.toLowerCase()}${where.slice(1)}`;
    return { ...answer, state: 'absent', parts: [{ text: `I see nothing that I know ${place}.` }] };
  }
  const { parts, shown } = named(references);
  return {
    ...answer,
    state: 'found',
    parts: [{ text: `${where} I see ` }, ...parts, { text: '.' }],
    references: shown,
  };
}

/** "Yes, there is a cup on the dining table." */
function whetherThere(phrase: string, noun: string, { answer, proposals, places, refer }: Measurable): Answer {
  const found = places.pick(phrase) ?? [];
  const references = found.map((index, i) => refer(index, `r${i}`));
  const by = phrase.slice(noun.length);
  if (found.length === 0) return { ...answer, state: 'absent', parts: [{ text: `No, there is no ${phrase}.` }] };
  const sure = found.every((index) => proposals[index]!.score >= THRESHOLDS.sure);
  const [one, many] = sure ? ['is', 'are'] : ['may be', 'may be'];
  const text = found.length === 1 ? `${withArticle(noun)}${by}` : `${found.length} ${pluralOf(noun)}${by}`;
  const ids = references.map(({ id }) => id);
  return {
    ...answer,
    state: sure ? 'found' : 'unsure',
    parts: [{ text: `Yes, there ${found.length === 1 ? one : many} ` }, { text, references: ids }, { text: '.' }],
    references,
  };
}
