import type { Answer, Box, Provenance } from '../../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from '../image-encoder/proposals.ts';
import { readQuestion, type Query } from './question.ts';
import { inRegion, select } from './select.ts';
import { Sentence } from './sentence.ts';
import { lookUp, pluralOf, singularsOf } from './vocabulary.ts';

const MAX_QUESTION = 2000;

const nameOf = (p: Proposal): string => p.classes[0]?.name ?? 'thing';
const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);
const list = (items: readonly string[], joint = 'and'): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
/** At most three different words, cut to a length that can be read. */
function quote(words: readonly string[]): string {
  const cut = (word: string): string => (word.length > 24 ? `${word.slice(0, 24)}\u2026` : word);
  const different = [...new Set(words)];
  const shown = different.slice(0, 3).map((word) => `\u201c${cut(word)}\u201d`);
  return different.length > 3 ? `${shown.join(', ')} and others` : list(shown);
}

/** The user's noun for one thing: "trains" becomes "train". */
function singular(noun: string): string {
  return singularsOf(noun).find((form) => lookUp(form) !== null) ?? noun;
}

/** Everything the detector is sure of, for "What is here": a sentence and one reference per thing. */
export function inventory(proposals: readonly Proposal[], source: Provenance): Answer {
  const sure = proposals.filter((p) => p.score >= THRESHOLDS.sure);
  if (sure.length === 0) return new Sentence(source).say('I see none of the things I know in this picture.').finish('absent');
  const answer = everything(sure, source, 'I see ');
  // Ids of their own: the page shows an inventory and an answer side by side.
  const own = (id: string): string => `inventory-${id}`;
  const references = answer.references.map((r) => Object.assign({}, r, { id: own(r.id) }));
  const parts = answer.parts.map((part) =>
    part.references ? { text: part.text, references: part.references.map(own) } : part,
  );
  return { ...answer, parts, references };
}

function everything(proposals: readonly Proposal[], source: Provenance, opening: string): Answer {
  const groups = new Map<string, Proposal[]>();
  for (const p of proposals) groups.set(nameOf(p), [...(groups.get(nameOf(p)) ?? []), p]);
  const sentence = new Sentence(source).say(opening);
  [...groups].forEach(([name, group], i) => {
    if (i > 0) sentence.say(i === groups.size - 1 ? ' and ' : ', ');
    sentence.point(group.length === 1 ? article(name) : `${group.length} ${pluralOf(name)}`, group);
  });
  return sentence.say('.').finish('found');
}

/** How the thing is called in the answer: the user's word, with the colours and places that were asked for. */
function phraseOf(query: Query, count: number): string {
  const noun = query.phrase || 'thing';
  const size = query.size ? [query.size] : [];
  const words = [...size, ...query.colours, noun].join(' ');
  const place =
    query.sides.length > 0 ? ` ${query.sides.includes('middle') ? 'in the middle' : `on the ${query.sides.join(' ')}`}` : '';
  return count === 1 || query.all ? words + place : pluralOf(words) + place;
}

function absent(query: Query, ofClass: readonly Proposal[], place: string, source: Provenance): Answer {
  const noun = query.phrase;
  const sentence = new Sentence(source).say(query.intent === 'presence' ? 'No. ' : '');
  if (query.intent === 'count' && ofClass.length === 0) return sentence.say(`None: I see no ${noun}${place}.`).finish('absent');
  if (ofClass.length > 0 && query.ordinal) {
    return sentence
      .say('There are not that many: I see ')
      .point(`${ofClass.length} ${noun}`, ofClass)
      .say('.')
      .finish('absent');
  }
  if (ofClass.length > 0 && query.colours.length > 0) {
    return sentence
      .say(`I see no ${query.colours.join(' ')} ${noun}, only `)
      .point(ofClass.length === 1 ? 'this one' : 'these', ofClass)
      .say(' in other colours.')
      .finish('absent');
  }
  return sentence.say(`I see no ${phraseOf(query, 1)}${place}.`).finish('absent');
}

function colourAnswer(query: Query, chosen: readonly Proposal[], source: Provenance): Answer {
  const groups = new Map<string, Proposal[]>();
  for (const p of chosen) {
    const colours = list(p.colours.slice(0, 2).map((c) => c.name)) || 'of no clear colour';
    groups.set(colours, [...(groups.get(colours) ?? []), p]);
  }
  const noun = query.phrase || nameOf(chosen[0]!);
  const sentence = new Sentence(source);
  [...groups].forEach(([colours, group], i) => {
    const one = chosen.length === 1 ? `The ${singular(noun)}` : `One ${singular(noun)}`;
    sentence
      .say(i === 0 ? '' : ' ')
      .point(group.length === 1 ? one : `${group.length} ${pluralised(noun, group.length)}`, group)
      .say(group.length === 1 ? ` is ${colours}.` : ` are ${colours}.`);
  });
  return sentence.finish('found');
}

function found(query: Query, chosen: readonly Proposal[], sure: boolean, place: string, source: Provenance): Answer {
  const n = chosen.length;
  const notes = query.unknown.length > 0 ? ` I did not take ${quote(query.unknown)} into account.` : '';
  const sentence = new Sentence(source);
  if (query.intent === 'count') {
    const noun = n === 1 ? singular(query.phrase) : pluralised(query.phrase, n);
    sentence
      .say('I count ')
      .point(`${n} ${phraseOf({ ...query, all: true, phrase: noun }, n)}`, chosen)
      .say(place);
  } else {
    sentence.say(query.intent === 'presence' ? (sure ? 'Yes, ' : 'Perhaps: ') : sure ? '' : 'I am not sure, but this may be ');
    const phrase =
      n === 1
        ? `the ${phraseOf({ ...query, phrase: singular(query.phrase) }, 1)}`
        : `${n} ${phraseOf({ ...query, phrase: pluralised(query.phrase, n) }, 1)}`;
    const shown = query.intent === 'where' && sure ? phrase.charAt(0).toUpperCase() + phrase.slice(1) : phrase;
    sentence.point(shown, chosen).say(sure ? (n === 1 ? ' is here' : ' are here') : '');
  }
  return sentence.say(`.${notes}`).finish(sure && query.unknown.length === 0 ? 'found' : 'unsure');
}

/** "The man and the dog": each looked for by itself, and what is missing said. */
function several(query: Query, proposals: readonly Proposal[], source: Provenance): Answer {
  const results = query.things.map((thing) => {
    const { chosen, certain } = select({ ...query, ...thing, things: [thing] }, proposals);
    const sure = certain ? chosen.filter((p) => p.score >= THRESHOLDS.sure) : [];
    return { ...thing, chosen: sure.length > 0 ? sure : chosen.slice(0, 1), sure: sure.length > 0 };
  });
  const here = results.filter((r) => r.chosen.length > 0);
  const missing = results.filter((r) => r.chosen.length === 0).map((r) => r.phrase);
  const weak = here.filter((r) => !r.sure).map((r) => r.phrase);
  const counting = query.intent === 'count';
  const sentence = new Sentence(source);
  if (query.intent === 'presence') sentence.say(missing.length > 0 ? 'No. ' : 'Yes. ');
  if (counting && here.length > 0) sentence.say('I count ');
  here.forEach(({ phrase, chosen }, i) => {
    if (i > 0) sentence.say(i === here.length - 1 ? ' and ' : ', ');
    const the = i === 0 ? 'The' : 'the';
    const one = counting ? '1' : the;
    sentence.point(
      chosen.length === 1 ? `${one} ${singular(phrase)}` : `${chosen.length} ${pluralised(phrase, chosen.length)}`,
      chosen,
    );
  });
  if (counting && here.length > 0) sentence.say('.');
  else if (here.length > 0) sentence.say(here.flatMap((r) => r.chosen).length === 1 ? ' is here.' : ' are here.');
  if (weak.length > 0) sentence.say(` I am not sure about the ${list(weak)}.`);
  if (missing.length > 0) sentence.say(`${here.length > 0 ? ' ' : ''}I see no ${list(missing, 'or')} in this picture.`);
  if (query.unknown.length > 0) sentence.say(` I did not take ${quote(query.unknown)} into account.`);
  const honest = weak.length > 0 || query.unknown.length > 0 ? 'unsure' : 'found';
  const no = here.length === 0 || (query.intent === 'presence' && missing.length > 0);
  return sentence.finish(no ? 'absent' : honest);
}

/** The user's noun in the plural when there is more than one; what is plural already stays. */
function pluralised(noun: string, count: number): string {
  return count === 1 || /(s|people|men|women|children|mice|geese|cattle|sheep)$/.test(noun) ? noun : pluralOf(noun);
}

/**
 * Answers a question by its words alone: class names, synonyms, colours, sides, sizes, ordinals, counts.
 *
 * @param proposals what the image encoder found, best first
 * @param region a drawn box the question is about, in fractions
 * @returns an answer; never throws, whatever the text
 */
export function answerByWords(
  question: string,
  proposals: readonly Proposal[],
  region: Box | null,
  source: Provenance,
): Answer {
  const query = readQuestion(question.slice(0, MAX_QUESTION));
  const inside = region ? proposals.filter((p) => inRegion(p, region)) : proposals;
  const known = query.classes.length > 0;
  const place = region ? ' in that region' : ' in this picture';
  if (!known && query.unknown.length > 0 && !(region && query.intent !== 'where')) {
    return new Sentence(source)
      .say(
        `I do not know the word${query.unknown.length > 1 ? 's' : ''} ${quote(query.unknown)}. The built-in pack knows 80 everyday things: people, animals, vehicles, furniture, food and the like.`,
      )
      .finish('unsure');
  }
  const aimed = region !== null || query.sides.length > 0 || query.size !== null || query.colours.length > 0 || query.all;
  if (!known && !aimed && query.intent !== 'everything') {
    return new Sentence(source)
      .say('Ask for something, for example \u201cWhere is the dog?\u201d or \u201cWhat is in this picture?\u201d')
      .finish('unsure');
  }
  if (!known && query.intent !== 'colour') {
    const sure = inside.filter((p) => p.score >= THRESHOLDS.sure);
    if (sure.length === 0) return new Sentence(source).say(`I see none of the things I know${place}.`).finish('absent');
    const { chosen } = select(query, sure);
    return everything(chosen.length > 0 ? chosen : sure, source, region ? 'In that region I see ' : 'I see ');
  }
  if (query.things.length > 1 && query.intent !== 'colour') return several(query, inside, source);
  const { chosen, ofClass, certain } = select(query, inside);
  if (chosen.length === 0) return absent(query, ofClass, place, source);
  const sure = certain ? chosen.filter((p) => p.score >= THRESHOLDS.sure) : [];
  const stated = sure.length > 0 ? sure : chosen.slice(0, 1);
  if (query.intent === 'colour') return colourAnswer(query, stated, source);
  return found(query, stated, sure.length > 0, region ? ' in that region' : '', source);
}
