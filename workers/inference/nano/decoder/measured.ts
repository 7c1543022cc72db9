import {
  boxAt,
  durationInWords,
  formatClock,
  type Answer,
  type AnswerPart,
  type Reference,
  type Span,
} from '../../../../src/core/index.ts';
import { narrow, type Happening } from './happening.ts';
import { listed } from './listed.ts';
import { EDGE, type Measured, type Measuring } from './measuring.ts';
import { neighboursOf, sayNeighbours } from './neighbour.ts';
import { clearedOf, movingSpan, overlaps, type Direction } from './track-parts.ts';

/** A coming in or a going takes so long, in seconds, as far as a player shows it. */
const MOMENT = 1;
/** Times that are said; more are only shown. */
const MOST_TIMES = 4;

/** Does what an operator asks for: measures when it is so, and says when it never is. */
export function measure(operator: string, measuring: Measuring): Measured {
  const { answer, meant, duration } = measuring;
  const { parts, references } = answer;
  const [first] = meant;
  if (!first) return { parts, references, words: '' };
  const [start, end] = first.span;
  const at = (span: Span, words: string): Measured => ({
    parts,
    references: references.map((reference, i) => narrow(reference, meant[i]!, span)),
    words,
  });
  switch (operator) {
    case 'enter':
      if (start > EDGE * duration) return at([start, Math.min(end, start + MOMENT)], ` at ${clock(start)}`);
      return { parts: reword(parts, / (comes in|starts)/, ' is there from the beginning'), references, words: '' };
    case 'leave':
      if (end < (1 - EDGE) * duration) return at([Math.max(start, end - MOMENT), end], ` at ${clock(end)}`);
      return { parts: reword(parts, / (goes|stops)/, ' is there to the end'), references, words: '' };
    case 'long':
      return { parts, references, words: ` ${durationInWords(end - start)}` };
    case 'and':
    case 'without':
      return shared(operator, measuring);
    case 'before':
    case 'after':
    case 'during':
      return groupsOf(answer, meant).length > 1 ? inOrder(operator, measuring) : listed(operator, measuring);
    case 'near':
      return beside(measuring);
    default: {
      const span = first.tube && movingSpan(first.tube, operator as Direction);
      if (span) return at(span, fromTo([span]));
      const never = / (move|come|goe?)s (?=\w+$|\w+\.$)/;
      const said = reword(parts, never, (_, verb) => ` does not ${verb!.replace('goe', 'go')} `);
      return { parts: said.map(withoutMotion), references, words: '' };
    }
  }
}

/** "The person that moves left" of one that does not. */
const withoutMotion = (part: AnswerPart): AnswerPart =>
  part.references ? Object.assign({}, part, { text: part.text.replace(/ that (move|come|goe)s \w+$/, '') }) : part;

/** The happenings of each phrase: "the dogs" may be several. */
function groupsOf({ parts, references }: Answer, meant: readonly Happening[]): Happening[][] {
  const index = new Map(references.map(({ id }, i) => [id, i]));
  return parts.flatMap((part) => (part.references ? [part.references.map((id) => meant[index.get(id)!]!)] : []));
}

/** When things are there together, or one without the other. */
function shared(operator: 'and' | 'without', { answer, meant }: Measuring): Measured {
  const { parts, references } = answer;
  const [ours = [], theirs = []] = groupsOf(answer, meant).map((group) => group.map(({ span }) => span));
  const spans = operator === 'and' ? overlaps(ours, theirs) : clearedOf(ours, theirs);
  if (spans.length === 0) {
    const never =
      operator === 'and'
        ? reword(parts, ' are together', ' are never together')
        : reword(parts, /( is in view| is heard) without/, (_, is) => `${is!.replace(' is ', ' is never ')} without`);
    return { parts: never, references, words: '' };
  }
  const others = new Set(operator === 'without' ? parts.filter((part) => part.references)[1]?.references : []);
  // One reference for each time, in the place of the one for all of it.
  const pieces = new Map<string, Reference[]>();
  for (const [i, reference] of references.entries()) {
    const within = others.has(reference.id) ? [meant[i]!.span] : overlaps([meant[i]!.span], spans);
    const own = within.map((span, k) =>
      narrow({ ...reference, id: k === 0 ? reference.id : `${reference.id}-${k}` }, meant[i]!, span),
    );
    pieces.set(reference.id, own);
  }
  const idsOf = (id: string): string[] => (pieces.get(id) ?? []).map((reference) => reference.id);
  const cut = parts.map((part) =>
    part.references ? Object.assign({}, part, { references: part.references.flatMap(idsOf) }) : part,
  );
  return { parts: cut, references: [...pieces.values()].flat(), words: fromTo(spans) };
}

/** "The dog comes before the cat." with yes or no: who comes first is who is there first. */
function inOrder(asked: string, { answer: { parts, references }, meant: [first, second], duration }: Measuring): Measured {
  const gap = first!.span[0] - second!.span[0];
  const real = Math.abs(gap) < EDGE * duration ? 'at the same time as' : gap < 0 ? 'before' : 'after';
  const [head, ...rest] = reword(parts, / comes( |$)/, (_, space) => ` comes ${real}${space}`);
  const yes = { text: real === asked ? 'Yes, ' : 'No, ', added: true };
  return {
    parts: [yes, Object.assign({}, head, { text: head!.text.replace(/^The /, 'the ') }), ...rest],
    references,
    words: '',
  };
}

/** What lies nearest to a thing, of those that are there at the same time where there are any. */
function beside({ answer, meant: [first], all, refer }: Measuring): Measured {
  const beginning = first!.span;
  const place = ({ tube }: Happening) => tube && boxAt(tube, (tube.span[0] + tube.span[1]) / 2);
  const things = all.map((other) => {
    const box = overlaps([other.span], [beginning]).length > 0 ? place(other) : null;
    return box && { box, score: other.score };
  });
  const [index = null] = neighboursOf(all.indexOf(first!), things);
  const other = index === null ? null : all[index]!;
  const found = other ? [refer(other, `r${answer.references.length}`, other.span)] : [];
  return { ...sayNeighbours(answer, found), words: '' };
}

/** `0:02.0`. */
export const clock = (seconds: number): string => formatClock(seconds, 1);

function fromTo(spans: readonly Span[]): string {
  const said = spans.slice(0, MOST_TIMES).map(([start, end]) => ` from ${clock(start)} to ${clock(end)}`);
  const rest = spans.length - said.length;
  return said.join(' and') + (rest > 0 ? ` and ${rest} more ${rest === 1 ? 'time' : 'times'}` : '');
}

/** The words that are no phrases, with some put for others. */
function reword(
  parts: readonly AnswerPart[],
  from: string | RegExp,
  to: string | ((match: string, group?: string) => string),
): readonly AnswerPart[] {
  const put = (text: string): string => text.replace(from, typeof to === 'string' ? () => to : to);
  return parts.map((part) => (part.references ? part : Object.assign({}, part, { text: put(part.text) })));
}
