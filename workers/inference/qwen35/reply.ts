import { iou, joint, type Answer, type AnswerBuilder, type Found, type Geometry, type Wish } from '../../../src/core/index.ts';
import type { Piece, Place } from './places.ts';
import type { Verdict } from './verdict.ts';

/** What came of one thing that was asked for. */
export interface Looked {
  readonly phrase: string;
  readonly places: readonly Place[];
  /** What the model said when it was asked for yes or no; `null` where it was not asked. */
  readonly verdict: Verdict | null;
  /** It wrote something that says nothing about places. */
  readonly unreadable: boolean;
}

/** Overlap (IoU) from which two boxes are one: a small model that does not come to an end writes the same again. */
const SAME = 0.9;
/** What a place is called to which the model gave no name. */
const UNNAMED = 'thing';

const boxes = (places: readonly Place[]): Found[] => places.map(({ box }) => ({ geometry: { kind: 'box' as const, box } }));

const listed = (things: readonly Looked[]): string =>
  things.map(({ phrase }, i) => `${joint(i, things.length).replace('and', 'or')}“${phrase}”`).join('');

/** Places without those that were written before. */
export function distinct(places: readonly Place[]): Place[] {
  return places.filter(
    ({ label, box }, i) => !places.slice(0, i).some((one) => one.label === label && iou(one.box, box) >= SAME),
  );
}

/** Places by the names that the model gave them, for an answer about all that it sees. */
export function byLabel(places: readonly Place[]): Looked[] {
  const names = [...new Set(places.map(({ label }) => label ?? UNNAMED))];
  return names.map((phrase) => ({
    phrase,
    places: places.filter(({ label }) => (label ?? UNNAMED) === phrase),
    verdict: null,
    unreadable: false,
  }));
}

/**
 * The answer to a question for things, in words of this app: of the model are the places, and its yes or no.
 *
 * @param where "in this picture"
 */
export function thingsReply(wish: Wish, looked: readonly Looked[], where: string, sentence: AnswerBuilder): Answer {
  const of = (kind: Kind): readonly Looked[] => looked.filter((one) => kindOf(one) === kind);
  let begun = false;
  const begin = (): string => (begun ? ' ' : ((begun = true), ''));
  const list = (lead: string, things: readonly Looked[]): void => {
    if (things.length === 0) return;
    sentence.say(begin() + lead);
    for (const [i, { phrase, places }] of things.entries()) {
      const count = places.length > 1 || wish === 'count' ? `${places.length} × ` : '';
      sentence.say(joint(i, things.length) + count).point(phrase, boxes(places));
    }
    sentence.say('.');
  };
  list({ count: 'I count ', whether: 'Yes: ', where: 'Found: ', when: 'Found: ' }[wish], of('placed'));
  list('I am not sure. Perhaps: ', of('perhaps'));
  const tell = (kind: Kind, text: (names: string) => string): void => {
    if (of(kind).length > 0) sentence.say(begin() + text(listed(of(kind))));
  };
  tell('somewhere', (names) => `I think that I see ${names} ${where}, and cannot say where.`);
  tell('unsure', (names) => `I am not sure whether there is ${names} ${where}.`);
  tell('unreadable', (names) => `What the model wrote about ${names} is nothing that I can read.`);
  tell('absent', (names) => `I see no ${names} ${where}.`);
  if (of('placed').length > 0 || (wish === 'whether' && of('somewhere').length > 0)) return sentence.finish('found');
  if (of('perhaps').length + of('somewhere').length + of('unsure').length > 0) return sentence.finish('unsure');
  return sentence.finish(of('unreadable').length > 0 ? 'unreadable' : 'absent');
}

type Kind = 'placed' | 'perhaps' | 'somewhere' | 'unsure' | 'unreadable' | 'absent';

function kindOf({ places, verdict, unreadable }: Looked): Kind {
  if (places.length > 0) return verdict === 'unsure' ? 'perhaps' : 'placed';
  if (unreadable && verdict === null) return 'unreadable';
  return verdict === 'found' ? 'somewhere' : verdict === 'unsure' ? 'unsure' : 'absent';
}

/** An answer in the model's own words, with the places that it wrote among them; without any it is about the place that was drawn. */
export function wordsReply(pieces: readonly Piece[], region: Geometry | null, sentence: AnswerBuilder): Answer {
  if (pieces.length === 0) return sentence.say('The model wrote nothing that I can read.').finish('unreadable');
  const places = pieces.flatMap((piece) => ('places' in piece ? piece.places : []));
  if (places.length > 0 && pieces.every((piece) => 'places' in piece))
    return thingsReply('where', byLabel(distinct(places)), '', sentence);
  for (const [i, piece] of pieces.entries()) {
    const before = pieces[i - 1];
    if ('places' in piece) {
      if (before && 'places' in before) sentence.say(', ');
      sentence.point(piece.places[0]?.label ?? 'here', boxes(piece.places));
    } else if (region && places.length === 0) {
      sentence.point(piece.text.trim(), [{ geometry: region }]);
    } else {
      // Space between words and a list of places is for programs.
      sentence.say(pieces[i + 1] ? piece.text.replace(/\s*$/, ' ') : piece.text);
    }
  }
  return sentence.finish('found');
}
