import {
  boxAt,
  durationInWords,
  formatBox,
  formatClock,
  formatTime,
  type Answer,
  type AnswerPart,
  type Geometry,
  type Provenance,
  type Reference,
  type Span,
} from '../../../../src/core/index.ts';
import { clip, type Tracklet } from '../tracks/tracklet.ts';
import { coordinateText, Reply, type Pointee, type Vocabulary, type Written } from './reply.ts';
import type { Step } from './session.ts';
import { aloneSpans, movingSpan, sharedSpan, type Direction } from './track-parts.ts';

/** A coming in or a going takes so long, in seconds, as far as a player shows it. */
const MOMENT = 1;
/** Answers about one thing that want the time when it is there. */
const TIMELESS = /\bin view\b|\bcomes (first|last)\b|^There (is|may be)\b|\bis (on|at|in) the [a-z ]+\.$/i;
/** A thing that is there for this share of the video is there all the time. */
const ALL_THE_TIME = 0.98;

export interface TimedVocabulary extends Vocabulary {
  operatorOf(token: number): string | null;
}

/** A tracklet as what is pointed at: all of it. */
export function ofTracklet({ classes, score, colours, tube }: Tracklet): Pointee {
  return { name: classes[0]?.name ?? '', score, attributes: colours.map(({ name }) => name), geometry: { kind: 'tube', tube } };
}

/**
 * Reads a reply about a video: as `Reply`, and an operator token narrows what was pointed at to a part of its time. What the decoder
 * leaves to be measured (when, from when to when, how long) is added in words. Never throws.
 */
export class TimedReply {
  readonly #reply: Reply;
  readonly #vocabulary: TimedVocabulary;
  readonly #tracklets: readonly Tracklet[];
  readonly #duration: number;
  /** Which tracklet each reference is, in the order of the references. */
  readonly #pointed: Tracklet[] = [];
  #operator: string | null = null;

  constructor(vocabulary: TimedVocabulary, tracklets: readonly Tracklet[], duration: number, source: Provenance) {
    this.#vocabulary = vocabulary;
    this.#tracklets = tracklets;
    this.#duration = duration;
    this.#reply = new Reply(vocabulary, tracklets.map(ofTracklet), source, (geometry) => coordinates(geometry, duration));
  }

  /** What was pointed at so far. */
  get pointed(): readonly Tracklet[] {
    return this.#pointed;
  }

  push(step: Step): Written {
    const operator = this.#vocabulary.operatorOf(step.token);
    if (operator !== null) {
      this.#operator = operator;
      return { text: '', reference: null };
    }
    const written = this.#reply.push(step);
    const index = this.#vocabulary.proposalOf(step.token);
    if (written.reference && index !== null) this.#pointed.push(this.#tracklets[index]!);
    return written;
  }

  /**
   * The whole answer.
   *
   * @param better tracklets whose times were measured more closely since, by the ones that they stand for
   */
  finish(note: string, better: ReadonlyMap<Tracklet, Tracklet> = new Map()): Answer {
    const answer = this.#reply.finish(note);
    const meant = this.#pointed.map((tracklet) => better.get(tracklet) ?? tracklet);
    const whole = answer.references.map((reference, i) => withSpan(reference, meant[i]!, meant[i]!.tube.span));
    const { references, words } = this.#timed(whole, meant, answer);
    const parts = addWords(answer.parts, words, references);
    return { ...answer, parts, references, text: coordinateText(parts, references, (g) => coordinates(g, this.#duration)) };
  }

  /** The references narrowed to what the operator means, and the times in words. */
  #timed(
    references: readonly Reference[],
    meant: readonly Tracklet[],
    answer: Answer,
  ): { readonly references: readonly Reference[]; readonly words: string } {
    const [first, second] = meant;
    const narrowed = (span: Span | null): readonly Reference[] =>
      span ? references.map((reference, i) => withSpan(reference, meant[i]!, span)) : references;
    if (!first) return { references, words: '' };
    const [start, end] = first.tube.span;
    switch (this.#operator) {
      case null:
        return { references, words: this.#whenInView(meant, answer) };
      case 'enter':
        return { references: narrowed([start, Math.min(end, start + MOMENT)]), words: ` at ${clock(start)}` };
      case 'leave':
        return { references: narrowed([Math.max(start, end - MOMENT), end]), words: ` at ${clock(end)}` };
      case 'long':
        return { references, words: ` ${durationInWords(end - start)}` };
      case 'and': {
        const span = second ? sharedSpan(first.tube.span, second.tube.span) : null;
        return { references: narrowed(span), words: span ? fromTo(span) : '' };
      }
      case 'without': {
        const spans = second ? aloneSpans(first.tube.span, second.tube.span) : [];
        const [mine, ...others] = references;
        const alone = spans.map((span, i) => withSpan({ ...mine!, id: i === 0 ? mine!.id : `${mine!.id}-${i}` }, first, span));
        return spans.length > 0
          ? { references: [...alone, ...others], words: spans.map(fromTo).join(' and') }
          : { references, words: '' };
      }
      default: {
        const span = movingSpan(first.tube, this.#operator as Direction);
        return { references: narrowed(span), words: span ? fromTo(span) : '' };
      }
    }
  }

  #whenInView(meant: readonly Tracklet[], { parts }: Answer): string {
    const said = parts.map(({ text }) => text).join('');
    if (meant.length === 1 && TIMELESS.test(said)) {
      const [start, end] = meant[0]!.tube.span;
      return end - start >= ALL_THE_TIME * this.#duration
        ? ' all the time'
        : `${said.includes(' comes ') ? ',' : ''}${fromTo([start, end])}`;
    }
    if (!/\btimes\b/i.test(said)) return '';
    const spans = meant.map(({ tube }) => tube.span).toSorted((a, b) => a[0] - b[0]);
    return `: ${spans.map(([a, b]) => `${clock(a)}–${clock(b)}`).join(', ')}`;
  }
}

const clock = (seconds: number): string => formatClock(seconds, 1);
const fromTo = ([start, end]: Span): string => ` from ${clock(start)} to ${clock(end)}`;

/** A reference to the part of a tracklet in a span. */
function withSpan(reference: Reference, { tube }: Tracklet, span: Span): Reference {
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

/** Puts words before the full stop; references that came with them join the phrase of the first. */
function addWords(parts: readonly AnswerPart[], words: string, references: readonly Reference[]): readonly AnswerPart[] {
  const known = new Set(parts.flatMap((part) => part.references ?? []));
  const fresh = references.map(({ id }) => id).filter((id) => !known.has(id));
  const grown = parts.map((part) =>
    part.references && fresh.some((id) => id.startsWith(`${part.references![0]}-`))
      ? { ...part, references: [...part.references, ...fresh] }
      : part,
  );
  if (words === '') return grown;
  const last = grown.at(-1);
  if (!last || last.references) return [...grown, { text: words, added: true }];
  const [, text = '', stop = ''] = /^(.*?)([.!]?)$/s.exec(last.text) ?? [];
  return [...grown.slice(0, -1), ...(text ? [{ text }] : []), { text: words, added: true }, ...(stop ? [{ text: stop }] : [])];
}

/** The paper's text: times as fractions of the duration, and for a tube the box in its middle. */
function coordinates(geometry: Geometry, duration: number): string {
  switch (geometry.kind) {
    case 'box':
      return formatBox(geometry.box);
    case 'span':
      return formatTime(...geometry.span, duration);
    case 'tube': {
      const [start, end] = geometry.tube.span;
      const box = boxAt(geometry.tube, (start + end) / 2);
      return formatTime(start, end, duration) + (box ? formatBox(box) : '');
    }
  }
}
