import { centre, type Answer, type AnswerPart, type Box, type Reference } from '../../../../src/core/index.ts';
import { THRESHOLDS } from '../image-encoder/proposals.ts';
import { byName, joint, pluralOf, withArticle } from '../words.ts';
import { standsSo } from './place-words.ts';

interface Placed {
  readonly box: Box;
  readonly score: number;
}

/** Kinds of things that an answer names. */
const MOST_NAMED = 5;
/** Of what is on or with a thing all is meant, otherwise the nearest. */
const ALL = new Set(['on', 'with']);

/**
 * Indices of the sure things that stand so to thing `i`, by the distance of their centres: all that are on or with it, otherwise the
 * nearest one.
 *
 * @param how "next to", "left of", "right of", "above", "below", "on" or "with"
 */
export function neighboursOf(i: number, things: readonly (Placed | null)[], how = 'next to'): number[] {
  const own = things[i];
  if (!own) return [];
  const [x, y] = centre(own.box);
  const away = (box: Box): number => Math.hypot(centre(box)[0] - x, centre(box)[1] - y);
  const found = things.flatMap((thing, j) =>
    j !== i && thing && thing.score >= THRESHOLDS.sure && standsSo(how, thing.box, own.box)
      ? [{ j, distance: away(thing.box) }]
      : [],
  );
  const sorted = found.toSorted((a, b) => a.distance - b.distance).map(({ j }) => j);
  return ALL.has(how) ? sorted : sorted.slice(0, 1);
}

const OPENINGS = new Set(['next to', 'left of', 'right of', 'above', 'below', 'on', 'with']);

/** How a sentence that is still to be measured begins: "Left of the couch." → "left of"; "next to" where it says nothing of the kind. */
export function openingOf({ parts }: Pick<Answer, 'parts'>): string {
  const said = parts[0]?.references ? '' : (parts[0]?.text.trim().toLowerCase() ?? '');
  return OPENINGS.has(said) ? said : 'next to';
}

/** "2 dogs and a cat": things by their names, and those that are named. */
export function named(
  references: readonly Reference[],
  one: (name: string) => string = withArticle,
): { readonly parts: readonly AnswerPart[]; readonly shown: readonly Reference[] } {
  const groups = [...byName(references, ({ phrase }) => phrase)].slice(0, MOST_NAMED);
  const parts = groups.flatMap(([name, members], i): AnswerPart[] => {
    const text = members.length === 1 ? one(name) : `${members.length} ${pluralOf(name)}`;
    const between = joint(i, groups.length);
    return [...(between ? [{ text: between }] : []), { text, references: members.map(({ id }) => id) }];
  });
  return { parts, shown: groups.flatMap(([, members]) => members) };
}

/** "Next to the couch." with what lies there: "Next to the couch is the dog." */
export function sayNeighbours(answer: Answer, neighbours: readonly Reference[]): Answer {
  const opening = openingOf(answer);
  const known = answer.parts.filter((part) => part.references).slice(0, 1);
  const tail = { text: '.' };
  if (neighbours.length === 0)
    return { ...answer, parts: [{ text: `There is nothing that I know ${opening} ` }, ...known, tail] };
  const alone = neighbours.length === 1 && !ALL.has(opening);
  const { parts, shown } = named(neighbours, alone ? (name) => `the ${name}` : withArticle);
  const first = { text: `${opening[0]!.toUpperCase()}${opening.slice(1)} ` };
  const verb = { text: neighbours.length === 1 ? ' is ' : ' are ' };
  return {
    ...answer,
    parts: [first, ...known, verb, ...parts, tail],
    references: [...answer.references, ...shown],
  };
}
