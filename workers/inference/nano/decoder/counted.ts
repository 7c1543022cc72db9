import type { Answer, AnswerPart, AnswerState, Reference } from '../../../../src/core/index.ts';
import { COLOUR_NAMES } from '../image-encoder/colours.ts';
import { COCO_CLASSES } from '../image-encoder/coco.ts';
import { THRESHOLDS } from '../image-encoder/proposals.ts';
import { pluralOf, withArticle } from '../words.ts';
import type { Called, Kinds } from './place-words.ts';
import { placeOf, type Measurable } from './statement.ts';

const SHADE = `(?:(?<colour>${COLOUR_NAMES.join('|')}) )?`;
const NONE = new RegExp(`^(?<head>There is no|No, there is no) ${SHADE}(?<noun>.+) here\\.$`);
const SOME = new RegExp(
  `^(?<head>Yes, there|There|)\\s?(?:is|are|may be) (?<count>an?|some|\\d+) ${SHADE}(?<noun>[^<>:]+?):?(?: <\\d+>)+\\.$`,
);
const INSTEAD = new RegExp(`^(?<head>I see) no ${SHADE}(?<noun>.+?), but .*\\.$`);

/** Names of classes and kinds, by themselves and by their plurals. */
export function nameReader(kinds: Kinds): (noun: string) => string | null {
  const names = [...COCO_CLASSES, ...Object.keys(kinds)];
  const known = new Map([
    ...names.map((name) => [pluralOf(name), name] as const),
    ...names.map((name) => [name, name] as const),
  ]);
  return (noun) => known.get(noun) ?? null;
}

/** A sentence as it should be: words, and what a phrase points at. */
type Said = readonly (string | readonly [phrase: string, indices: readonly number[]])[];

/** With pointers as in training: "2 dogs <0> <3>". */
const marked = (piece: Said[number]): string =>
  typeof piece === 'string' ? piece : piece[0] + piece[1].map((i) => ` <${i}>`).join('');

/**
 * Checks the sentences of an answer that list or number things, or say that there is none, against all that is so called in the picture:
 * the words are the decoder's, what fits them is a matter of counting. `training/measured.py` is the same.
 */
export function counted(measurable: Measurable, nameOf: (noun: string) => string | null): Answer {
  const { answer, meant, refer } = measurable;
  const index = new Map(answer.references.map(({ id }, i) => [id, meant[i]!]));
  const indicesOf = ({ references = [] }: AnswerPart): number[] => references.map((id) => index.get(id)!);
  const added: Reference[] = [];
  let changed = false;
  const parts = sentences(answer.parts).flatMap((own): readonly AnswerPart[] => {
    const text = own.map((part) => marked([part.text, indicesOf(part)])).join('');
    const said = corrected(text.trim(), measurable, nameOf);
    if (!said) return own;
    changed = true;
    const spaced: Said = text.startsWith(' ') ? [' ', ...said] : said;
    return spaced.map((piece): AnswerPart => {
      if (typeof piece === 'string') return { text: piece };
      const references = piece[1].map((i, k) => refer(i, `r${answer.references.length + added.length + k}`));
      added.push(...references);
      return { text: piece[0], references: references.map(({ id }) => id) };
    });
  });
  if (!changed) return answer;
  const used = parts.flatMap((part) => part.references ?? []);
  const all = new Map([...answer.references, ...added].map((reference) => [reference.id, reference]));
  const references = used.map((id) => all.get(id)!);
  return { ...answer, state: stateOf(references, parts), parts, references };
}

function stateOf(references: readonly Reference[], parts: readonly AnswerPart[]): AnswerState {
  if (references.length === 0) return 'absent';
  const said = parts.map(({ text }) => text).join('');
  const weak = references.every(({ score }) => (score ?? 1) < THRESHOLDS.sure);
  const doubt = weak || /\bmay be\b|I do not know|^I see no/.test(said);
  return doubt ? 'unsure' : 'found';
}

/** The parts of each sentence. */
export function sentences(parts: readonly AnswerPart[]): AnswerPart[][] {
  const whole: AnswerPart[][] = [[]];
  for (const part of parts) {
    const pieces = part.references ? [part.text] : part.text.split(/(?<=\.)(?=\s)/);
    if (pieces.length === 1) whole.at(-1)!.push(part);
    else
      for (const [i, text] of pieces.entries()) {
        if (i > 0) whole.push([]);
        whole.at(-1)!.push({ text });
      }
  }
  return whole;
}

/** What a sentence should be; `null` where it is right, or says nothing that can be counted. */
function corrected(sentence: string, { places, proposals }: Measurable, nameOf: (noun: string) => string | null): Said | null {
  const some = SOME.exec(sentence)?.groups;
  const instead = INSTEAD.exec(sentence)?.groups;
  const said = NONE.exec(sentence)?.groups ?? some ?? instead;
  const name = said && nameOf(said['noun']!);
  if (!name || (instead && !said['colour'])) return null;
  const yesNo = /^(Yes|No),/.test(said['head']!);
  const { colour } = said;
  const all = places.called(name, colour)!;
  if (colour && all.found.length === 0 && (instead || !yesNo)) return null;
  const right = written(all, { name, shade: colour ? `${colour} ` : '', yesNo, numbered: some?.['count'] === '1' }, (i) => ({
    own: places.nameOf(i, name),
    place: placeOf(proposals[i]!.box),
  }));
  return right.map(marked).join('') === sentence ? null : right;
}

interface Wanted {
  readonly name: string;
  /** A colour and a space, or nothing. */
  readonly shade: string;
  readonly yesNo: boolean;
  /** "There is 1 dog." */
  readonly numbered: boolean;
}

function written(
  { found, sure }: Called,
  { name, shade, yesNo, numbered }: Wanted,
  look: (index: number) => { readonly own: string; readonly place: string },
): Said {
  const head = yesNo ? 'Yes, there' : 'There';
  const [only] = found;
  if (only === undefined) return [yesNo ? `No, there is no ${shade}${name} here.` : `There is no ${name} here.`];
  if (found.length > 1)
    return [`${head} ${sure ? 'are' : 'may be'} `, [`${found.length} ${shade}${pluralOf(name)}`, found], '.'];
  const { own, place } = look(only);
  if (numbered && sure) return ['There is ', [`1 ${shade}${own}`, found], '.'];
  if (yesNo || !sure) return [`${head} ${sure ? 'is' : 'may be'} `, [withArticle(shade + own), found], '.'];
  return [[`The ${shade ? shade + name : own}`, found], ` is ${place}.`];
}
