import {
  formatBox,
  type Answer,
  type AnswerPart,
  type AnswerState,
  type Provenance,
  type Reference,
} from '../../../src/core/index.ts';
import type { Proposal } from './image-encoder/proposals.ts';

/** Builds an answer part by part: words, and phrases that point at proposals. */
export class Sentence {
  readonly #parts: AnswerPart[] = [];
  readonly #references: Reference[] = [];
  readonly #source: Provenance;

  constructor(source: Provenance) {
    this.#source = source;
  }

  say(text: string): this {
    this.#parts.push({ text });
    return this;
  }

  /** Adds `phrase`, tied to one box per proposal. One box is labelled by the phrase, each of several by its class. */
  point(phrase: string, proposals: readonly Proposal[]): this {
    const first = this.#references.length;
    const references = proposals.map((p, i): Reference => ({
      id: `r${first + i}`,
      phrase: proposals.length > 1 ? (p.classes[0]?.name ?? phrase) : phrase.replace(/^(the|an?) /i, ''),
      kind: 'box',
      box: p.box,
      score: p.score,
      attributes: p.colours.map((c) => c.name),
      source: this.#source,
    }));
    this.#references.push(...references);
    this.#parts.push({ text: phrase, references: references.map((r) => r.id) });
    return this;
  }

  /** The finished answer, with the paper's coordinate text. */
  finish(state: AnswerState): Answer {
    const boxes = new Map(this.#references.map((r) => [r.id, r.kind === 'box' ? formatBox(r.box) : '']));
    const text = this.#parts
      .map((part) => (part.references ? `${part.text} ${part.references.map((id) => boxes.get(id)).join('')}` : part.text))
      .join('');
    return { state, parts: this.#parts, text, references: this.#references };
  }
}
