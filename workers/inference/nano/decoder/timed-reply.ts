import {
  boxAt,
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
import type { Tracklet } from '../tracks/tracklet.ts';
import { measure, narrow } from './measured.ts';
import { coordinateText, Reply, type Pointee, type Vocabulary, type Written } from './reply.ts';
import type { Step } from './session.ts';

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
  readonly #source: Provenance;
  /** Which tracklet each reference is, in the order of the references. */
  readonly #pointed: Tracklet[] = [];
  #operator: string | null = null;

  constructor(vocabulary: TimedVocabulary, tracklets: readonly Tracklet[], duration: number, source: Provenance) {
    this.#vocabulary = vocabulary;
    this.#tracklets = tracklets;
    this.#duration = duration;
    this.#source = source;
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
    const read = this.#reply.finish(note);
    const meant = this.#pointed.map((tracklet) => better.get(tracklet) ?? tracklet);
    const references = read.references.map((reference, i) => narrow(reference, meant[i]!, meant[i]!.tube.span));
    const answer = { ...read, references };
    const all = this.#tracklets.map((tracklet) => better.get(tracklet) ?? tracklet);
    const refer = (tracklet: Tracklet, id: string, span: Span): Reference => this.#refer(tracklet, id, span);
    const measured = this.#operator
      ? measure(this.#operator, { answer, meant, all, duration: this.#duration, refer })
      : { parts: read.parts, references, words: this.#whenInView(meant, answer) };
    const parts = addWords(measured.parts, measured.words, measured.references);
    const text = coordinateText(parts, measured.references, (g) => coordinates(g, this.#duration));
    return { ...answer, parts, references: measured.references, text };
  }

  #refer(tracklet: Tracklet, id: string, span: Span): Reference {
    const { name, score, attributes, geometry } = ofTracklet(tracklet);
    return narrow({ id, phrase: name, ...geometry, score, attributes, source: this.#source }, tracklet, span);
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
