import {
  boxAt,
  formatBox,
  formatTime,
  type Answer,
  type AnswerPart,
  type Geometry,
  type Provenance,
  type Reference,
  type Span,
} from '../../../../src/core/index.ts';
import { narrow, toPointee, type Happening } from './happening.ts';
import { clock, measure } from './measured.ts';
import { coordinateText, Reply, type Vocabulary, type Written } from './reply.ts';
import type { Step } from './session.ts';

/** Answers about one thing that want the time when it is there. */
const TIMELESS =
  /\bin view\b|\bis heard\b|\bonce\b|\bsound is\b|\bcomes (first|last)\b|^(Yes, t|T)here (is|may be)\b|^That is\b|\bis (on|at|in) the [a-z ]+\.$/i;
/** Answers about several. */
const TIMES = /\btimes\b|^(Yes, t|T)here (are|is|may be)\b/i;
/** Times that are said; more are only shown. */
const MOST_TIMES = 8;
/** A thing that is there for this share of the video is there all the time. */
const ALL_THE_TIME = 0.98;

export interface TimedVocabulary extends Vocabulary {
  operatorOf(token: number): string | null;
}

/**
 * Reads a reply about a video or a recording: as `Reply`, and an operator token narrows what was pointed at to a part of its time. What the decoder
 * leaves to be measured (when, from when to when, how long) is added in words. Never throws.
 */
export class TimedReply {
  readonly #reply: Reply;
  readonly #vocabulary: TimedVocabulary;
  /** What can be pointed at. */
  readonly all: readonly Happening[];
  readonly #duration: number;
  readonly #source: Provenance;
  /** What each reference is, in the order of the references. */
  readonly #pointed: Happening[] = [];
  #operator: string | null = null;

  constructor(vocabulary: TimedVocabulary, all: readonly Happening[], duration: number, source: Provenance) {
    this.#vocabulary = vocabulary;
    this.all = all;
    this.#duration = duration;
    this.#source = source;
    this.#reply = new Reply(vocabulary, all.map(toPointee), source, (geometry) => coordinates(geometry, duration));
  }

  /** Indices of what was pointed at so far. */
  readonly pointedAt = new Set<number>();

  push(step: Step): Written {
    const operator = this.#vocabulary.operatorOf(step.token);
    if (operator !== null) {
      this.#operator = operator;
      return { text: '', reference: null };
    }
    const written = this.#reply.push(step);
    const index = this.#vocabulary.proposalOf(step.token);
    if (written.reference && index !== null) {
      this.#pointed.push(this.all[index]!);
      this.pointedAt.add(index);
    }
    return written;
  }

  /**
   * The whole answer.
   *
   * @param better happenings whose times were measured more closely since, by the ones that they stand for
   */
  finish(note: string, better: ReadonlyMap<Happening, Happening> = new Map()): Answer {
    const read = this.#reply.finish(note);
    const meant = this.#pointed.map((one) => better.get(one) ?? one);
    const references = read.references.map((reference, i) => narrow(reference, meant[i]!, meant[i]!.span));
    const answer = { ...read, references };
    const all = this.all.map((one) => better.get(one) ?? one);
    const refer = (happening: Happening, id: string, span: Span): Reference => this.#refer(happening, id, span);
    const measured = this.#operator
      ? measure(this.#operator, { answer, meant, all, duration: this.#duration, refer })
      : { parts: read.parts, references, words: this.#whenInView(meant, answer) };
    const parts = addWords(measured.parts, measured.words);
    const text = coordinateText(parts, measured.references, (g) => coordinates(g, this.#duration));
    return { ...answer, parts, references: measured.references, text };
  }

  #refer(happening: Happening, id: string, span: Span): Reference {
    const { name, score, attributes, geometry } = toPointee(happening);
    return narrow({ id, phrase: name, ...geometry, score, attributes, source: this.#source }, happening, span);
  }

  #whenInView(meant: readonly Happening[], { parts }: Answer): string {
    const said = parts.map(({ text }) => text).join('');
    if (meant.length === 1 && TIMELESS.test(said)) {
      const [start, end] = meant[0]!.span;
      if (end - start >= ALL_THE_TIME * this.#duration) return ' all the time';
      return `${/ comes | sound is /.test(said) ? ',' : ''} from ${clock(start)} to ${clock(end)}`;
    }
    if (meant.length < 2 || !TIMES.test(said)) return '';
    const spans = meant.map(({ span }) => span).toSorted((a, b) => a[0] - b[0]);
    const rest = spans.length - MOST_TIMES;
    const more = rest > 0 ? ` and ${rest} more` : '';
    return `: ${spans
      .slice(0, MOST_TIMES)
      .map(([a, b]) => `${clock(a)}–${clock(b)}`)
      .join(', ')}${more}`;
  }
}

/** Puts words before the full stop. */
function addWords(parts: readonly AnswerPart[], words: string): readonly AnswerPart[] {
  if (words === '') return parts;
  const last = parts.at(-1);
  if (!last || last.references) return [...parts, { text: words, added: true }];
  const [, text = '', stop = ''] = /^(.*?):?([.!]?)$/s.exec(last.text) ?? [];
  return [...parts.slice(0, -1), ...(text ? [{ text }] : []), { text: words, added: true }, ...(stop ? [{ text: stop }] : [])];
}

/** The paper's text: times as fractions of the duration, and for a tube the box in its middle. */
function coordinates(geometry: Geometry, duration: number): string {
  switch (geometry.kind) {
    case 'box':
      return formatBox(geometry.box);
    case 'mask':
      return formatBox(geometry.mask.box);
    case 'span':
      return formatTime(...geometry.span, duration);
    case 'tube': {
      const [start, end] = geometry.tube.span;
      const box = boxAt(geometry.tube, (start + end) / 2);
      return formatTime(start, end, duration) + (box ? formatBox(box) : '');
    }
  }
}
