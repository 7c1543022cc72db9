import {
  boxAt,
  durationInWords,
  formatClock,
  type Answer,
  type AnswerPart,
  type Reference,
  type Span,
} from '../../../../src/core/index.ts';
import { THRESHOLDS } from '../image-encoder/proposals.ts';
import { clip, type Tracklet } from '../tracks/tracklet.ts';
import { byName, joint, pluralOf, withArticle } from '../words.ts';
import { neighbourOf, sayNeighbour } from './neighbour.ts';
import { aloneSpans, movingSpan, sharedSpan, type Direction } from './track-parts.ts';

/** A coming in or a going takes so long, in seconds, as far as a player shows it. */
const MOMENT = 1;
/** Closer to the beginning or the end than this share of the duration is at it, and times that differ by less are the same. */
const EDGE = 0.02;
/** Kinds of things that a list names. */
const MOST_LISTED = 5;

/** An answer and what was measured for it. */
export interface Measured {
  readonly parts: readonly AnswerPart[];
  readonly references: readonly Reference[];
  /** Times in words, to be put before the full stop. */
  readonly words: string;
}

/** What a measurement needs. */
export interface Measuring {
  readonly answer: Answer;
  /** What the answer's references are, with their own times. */
  readonly meant: readonly Tracklet[];
  /** All that the decoder could point at. */
  readonly all: readonly Tracklet[];
  /** Seconds. */
  readonly duration: number;
  /** A new reference to a tracklet in a span. */
  readonly refer: (tracklet: Tracklet, id: string, span: Span) => Reference;
}

/** Does what an operator asks for: measures when it is so, and says when it never is. */
export function measure(operator: string, measuring: Measuring): Measured {
  const { answer, meant, duration } = measuring;
  const [first, second] = meant;
  const { parts, references } = answer;
  if (!first) return { parts, references, words: '' };
  const [start, end] = first.tube.span;
  const narrowed = (span: Span | null): readonly Reference[] =>
    span ? references.map((reference, i) => narrow(reference, meant[i]!, span)) : references;
  switch (operator) {
    case 'enter':
      if (start <= EDGE * duration)
        return { parts: reword(parts, ' comes in', ' is there from the beginning'), references, words: '' };
      return { parts, references: narrowed([start, Math.min(end, start + MOMENT)]), words: ` at ${clock(start)}` };
    case 'leave':
      if (end >= (1 - EDGE) * duration) return { parts: reword(parts, ' goes', ' is there to the end'), references, words: '' };
      return { parts, references: narrowed([Math.max(start, end - MOMENT), end]), words: ` at ${clock(end)}` };
    case 'long':
      return { parts, references, words: ` ${durationInWords(end - start)}` };
    case 'and': {
      const span = second ? sharedSpan(first.tube.span, second.tube.span) : null;
      if (span) return { parts, references: narrowed(span), words: fromTo(span) };
      return { parts: reword(parts, ' are together', ' are never together'), references, words: '' };
    }
    case 'without':
      return without(measuring);
    case 'before':
    case 'after':
    case 'during':
      return second ? inOrder(operator, measuring) : listed(operator, measuring);
    case 'near': {
      const middles = measuring.all.map((tracklet) => ({ box: middle(tracklet), score: tracklet.score }));
      const index = neighbourOf(measuring.all.indexOf(first), middles);
      const beside = index === null ? null : measuring.all[index]!;
      const reference = beside && measuring.refer(beside, `r${references.length}`, beside.tube.span);
      return { ...sayNeighbour(answer, reference), words: '' };
    }
    default: {
      const span = movingSpan(first.tube, operator as Direction);
      if (span) return { parts, references: narrowed(span), words: fromTo(span) };
      const never = parts.map((part) => {
        const text = part.text.replace(
          / (move|come|goe?)s (?=\w+$|\w+\.$)/,
          (_, verb: string) => ` does not ${verb.replace('goe', 'go')} `,
        );
        return part.references ? part : Object.assign({}, part, { text });
      });
      return { parts: never, references, words: '' };
    }
  }
}

function without({ answer: { parts, references }, meant: [first, second] }: Measuring): Measured {
  const spans = first && second ? aloneSpans(first.tube.span, second.tube.span) : [];
  if (!first || spans.length === 0)
    return { parts: reword(parts, ' is in view without', ' is never in view without'), references, words: '' };
  const [mine, ...others] = references;
  const alone = spans.map((span, i) => narrow({ ...mine!, id: i === 0 ? mine!.id : `${mine!.id}-${i}` }, first, span));
  return { parts, references: [...alone, ...others], words: spans.map(fromTo).join(' and') };
}

/** "The dog comes before the cat." with yes or no: who comes first is who is seen first. */
function inOrder(asked: string, { answer: { parts, references }, meant: [first, second], duration }: Measuring): Measured {
  const gap = first!.tube.span[0] - second!.tube.span[0];
  const real = Math.abs(gap) < EDGE * duration ? 'at the same time as' : gap < 0 ? 'before' : 'after';
  const said = reword(parts, / comes( |$)/, ` comes ${real}$1`);
  const yes = { text: real === asked ? 'Yes, ' : 'No, ', added: true };
  const [head, ...rest] = said;
  const lower = head && Object.assign({}, head, { text: head.text.replace(/^The /, 'the ') });
  return { parts: lower ? [yes, lower, ...rest] : said, references, words: '' };
}

/** What else is there before a thing comes, after it went, or while it is there. */
function listed(when: 'before' | 'after' | 'during', { answer, meant, all, duration, refer }: Measuring): Measured {
  const first = meant[0]!;
  const [start, end] = first.tube.span;
  const period: Span = { before: [0, start] as const, after: [end, duration] as const, during: [start, end] as const }[when];
  const least = EDGE * duration;
  const found = all.filter((tracklet) => {
    const shared = tracklet !== first && tracklet.score >= THRESHOLDS.sure ? sharedSpan(tracklet.tube.span, period) : null;
    return shared !== null && shared[1] - shared[0] > least;
  });
  const references = [...answer.references];
  const [opening, verb] = { before: ['Before ', ' comes'], after: ['After ', ' goes'], during: ['While ', ' is there'] }[when];
  const parts: AnswerPart[] = [{ text: opening! }, ...answer.parts.filter((part) => part.references).slice(0, 1)];
  const groups = [...byName(found, ({ classes }) => classes[0]?.name ?? 'thing')].slice(0, MOST_LISTED);
  parts.push({ text: `${verb}, I see ${groups.length > 0 ? '' : 'nothing else'}` });
  for (const [i, [name, group]] of groups.entries()) {
    if (i > 0) parts.push({ text: joint(i, groups.length) });
    const ids = group.map((tracklet) => {
      const id = `r${references.length}`;
      references.push(refer(tracklet, id, period));
      return id;
    });
    parts.push({ text: group.length === 1 ? withArticle(name) : `${group.length} ${pluralOf(name)}`, references: ids });
  }
  return { parts: [...parts, { text: '.' }], references, words: '' };
}

const clock = (seconds: number): string => formatClock(seconds, 1);
const fromTo = ([start, end]: Span): string => ` from ${clock(start)} to ${clock(end)}`;
const middle = ({ tube }: Tracklet) => boxAt(tube, (tube.span[0] + tube.span[1]) / 2) ?? tube.boxes[0]!.box;

/** The words that are no phrases, with one put for another. */
function reword(parts: readonly AnswerPart[], from: string | RegExp, to: string): readonly AnswerPart[] {
  return parts.map((part) => (part.references ? part : Object.assign({}, part, { text: part.text.replace(from, to) })));
}

/** A reference to the part of a tracklet in a span. */
export function narrow(reference: Reference, { tube }: Tracklet, span: Span): Reference {
  const { id, phrase, score, attributes, source } = reference;
  const part = clip(tube, span) ?? tube;
  return {
    id,
    phrase,
    kind: 'tube',
    tube: part,
    ...(score === undefined ? {} : { score }),
    ...(attributes ? { attributes } : {}),
    source,
  };
}
