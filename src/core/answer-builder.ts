import type { Answer, AnswerPart, AnswerState } from './answer.ts';
import { formatBox, formatTime } from './coordinate-text.ts';
import { boxOf, spanOf, type Geometry, type Provenance, type Reference } from './reference.ts';

/** A place or time with the score that the model gave it, 0..1. */
export interface Found {
  readonly geometry: Geometry;
  readonly score?: number;
}

/** Builds an answer part by part: words, and phrases that point at places or times. */
export class AnswerBuilder {
  readonly #parts: AnswerPart[] = [];
  readonly #references: Reference[] = [];
  readonly #source: Provenance;
  readonly #duration: number;
  readonly #prefix: string;

  /**
   * @param duration of the medium in seconds, for times; 0 for a picture
   * @param prefix of the references' ids, where two answers are shown side by side
   */
  constructor(source: Provenance, { duration = 0, prefix = '' }: { duration?: number; prefix?: string } = {}) {
    this.#source = source;
    this.#duration = duration;
    this.#prefix = prefix;
  }

  get references(): readonly Reference[] {
    return this.#references;
  }

  say(text: string): this {
    this.#parts.push({ text });
    return this;
  }

  /**
   * Adds `phrase`, tied to everything of `found`.
   *
   * @param label what each reference is called; the phrase when left out
   */
  point(phrase: string, found: readonly Found[], label = phrase): this {
    const first = this.#references.length;
    const references = found.map(({ geometry, score }, i): Reference => ({
      ...geometry,
      id: `${this.#prefix}r${first + i}`,
      phrase: label,
      ...(score === undefined ? {} : { score: Math.min(1, Math.max(0, score)) }),
      source: this.#source,
    }));
    this.#references.push(...references);
    this.#parts.push({ text: phrase, references: references.map(({ id }) => id) });
    return this;
  }

  /** The finished answer, with the paper's coordinate text. */
  finish(state: AnswerState): Answer {
    const written = new Map(this.#references.map((reference) => [reference.id, this.#written(reference)]));
    const text = this.#parts
      .map((part) => (part.references ? `${part.text} ${part.references.map((id) => written.get(id)).join('')}` : part.text))
      .join('');
    return { state, parts: this.#parts, text, references: this.#references };
  }

  #written(geometry: Geometry): string {
    const span = spanOf(geometry);
    if (span) return formatTime(...span, this.#duration);
    const box = boxOf(geometry);
    return box ? formatBox(box) : '';
  }
}

/** What stands before the i-th of `count` listed things: nothing, a comma, or "and". */
export function joint(i: number, count: number): string {
  if (i === 0) return '';
  return i === count - 1 ? ' and ' : ', ';
}
