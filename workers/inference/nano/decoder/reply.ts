import {
  formatBox,
  type Answer,
  type AnswerPart,
  type AnswerState,
  type Geometry,
  type Provenance,
  type Reference,
} from '../../../../src/core/index.ts';
import { THRESHOLDS, type Proposal } from '../image-encoder/proposals.ts';
import type { Step } from './session.ts';

/** What a reply needs to read tokens: `PromptWriter` gives it. */
export interface Vocabulary {
  decode(ids: readonly number[]): string;
  proposalOf(token: number): number | null;
}

/** What a pointer points at. */
export interface Pointee {
  /** Class name, for one of several things under one phrase. */
  readonly name: string;
  readonly score: number;
  readonly attributes: readonly string[];
  readonly geometry: Geometry;
}

/** A proposal of a picture as what is pointed at. */
export function ofProposal({ box, classes, score, colours }: Proposal): Pointee {
  const attributes = colours.map((colour) => colour.name);
  return { name: classes[0]?.name ?? '', score, attributes, geometry: { kind: 'box', box } };
}

/** A box the paper's way; nothing for what is no box. */
export const boxText = (geometry: Geometry): string => (geometry.kind === 'box' ? formatBox(geometry.box) : '');

/** What came of one more token. */
export interface Written {
  /** Words to show; may be empty. */
  readonly text: string;
  /** Complete with this token. */
  readonly reference: Reference | null;
}

/** A pointer below this probability was a guess. */
const SURE_POINTER = 0.5;
/** The noun phrase right before a pointer, from its first article or number on: "the cup left of the bottle" means the cup. */
const PHRASE = /(?:^|.*?\s)((?:the|an?|some|\d+)\s[^,:.]*|once)$/is;

/** One thing picked out of several: "There may be a smallest person" is no English. */
const PICKED =
  /^an? ((?:left|right|top|bottom|middle|largest|smallest|latest|longest|shortest)\b.*|.* from the (?:left|right))$/is;

/**
 * Reads a reply token by token: words become text, pointers become references tied to the noun phrase before them. Never throws,
 * whatever the tokens; a pointer to no proposal is dropped.
 */
export class Reply {
  readonly #vocabulary: Vocabulary;
  readonly #pointees: readonly Pointee[];
  readonly #coordinates: (geometry: Geometry) => string;
  readonly #source: Provenance;
  readonly #parts: { text: string; references?: string[] }[] = [];
  readonly #references: Reference[] = [];
  #pending: number[] = [];
  #shown = 0;
  #surest = 1;
  #dropped = 0;

  /** @param coordinates writes a geometry the paper's way */
  constructor(
    vocabulary: Vocabulary,
    pointees: readonly Pointee[],
    source: Provenance,
    coordinates: (geometry: Geometry) => string = boxText,
  ) {
    this.#vocabulary = vocabulary;
    this.#pointees = pointees;
    this.#source = source;
    this.#coordinates = coordinates;
  }

  push({ token, probability }: Step): Written {
    const index = this.#vocabulary.proposalOf(token);
    if (index === null) {
      this.#pending.push(token);
      return { text: this.#fresh(), reference: null };
    }
    const text = this.#fresh(true);
    const pointee = this.#pointees[index];
    this.#surest = Math.min(this.#surest, probability);
    if (!pointee) this.#dropped += 1;
    return { text, reference: pointee ? this.#point(pointee) : null };
  }

  /** The whole answer; `note` is added to an answer about an unknown word. */
  finish(note = ''): Answer {
    this.#fresh(true);
    this.#flush();
    const words = this.#parts
      .map((part) => part.text)
      .join('')
      .trim();
    if (note && words.startsWith('I do not know the word')) this.#parts.push({ text: ` ${note}` });
    const parts: readonly AnswerPart[] = this.#parts;
    const text = coordinateText(parts, this.#references, this.#coordinates);
    return { state: this.#state(words), parts, text, references: this.#references };
  }

  /** Text of the pending tokens that was not given out yet. Half a letter waits for its other bytes. */
  #fresh(whole = false): string {
    const text = this.#vocabulary.decode(this.#pending);
    const ready = whole ? text : text.replace(/\u{FFFD}+$/u, '');
    const fresh = ready.slice(this.#shown);
    this.#shown = Math.max(this.#shown, ready.length);
    // A reply begins with a space, as every word does.
    return this.#parts.length === 0 && this.#shown === fresh.length ? fresh.trimStart() : fresh;
  }

  /** Moves the pending words into the parts. */
  #flush(): string {
    const whole = this.#vocabulary.decode(this.#pending);
    const text = this.#parts.length === 0 ? whole.trimStart() : whole;
    this.#pending = [];
    this.#shown = 0;
    if (text !== '') this.#parts.push({ text });
    return text;
  }

  #point({ name, score, attributes, geometry }: Pointee): Reference {
    const spoken = this.#flush();
    const last = this.#parts.at(-1);
    const id = `r${this.#references.length}`;
    // A pointer right after another belongs to the same words.
    if (spoken.trim() === '' && last?.references) last.references.push(id);
    else {
      const words = last?.text.replace(/\s*:\s*$/, '') ?? '';
      const phrase = PHRASE.exec(words)?.[1] ?? (words.endsWith(name) ? name : words.trim());
      const before = words.slice(0, words.length - phrase.length);
      const picked = before === 'There may be ' ? PICKED.exec(phrase)?.[1] : undefined;
      if (last) last.text = picked ? 'This may be ' : before;
      if (last?.text === '') this.#parts.pop();
      this.#parts.push({ text: picked ? `the ${picked}` : phrase || 'this', references: [id] });
    }
    const noun = (this.#parts.at(-1)?.text ?? '').replace(/^(the|an?|some) /i, '');
    const reference: Reference = {
      id,
      phrase: /^\d|^once$/.test(noun) ? name || noun : noun,
      ...geometry,
      score,
      attributes,
      source: this.#source,
    };
    this.#references.push(reference);
    return reference;
  }

  #state(words: string): AnswerState {
    if (words === '' && this.#references.length === 0) return 'unreadable';
    if (this.#references.length === 0) {
      if (/^(No\b|There is no|There are no|I (see|hear) no)/i.test(words)) return 'absent';
      if (/^I do not know|^I can only|in other words/i.test(words)) return 'unsure';
      // It speaks of things but points at none of them.
      return this.#dropped > 0 || /^(Yes|The|There|That|Next)\b/.test(words) ? 'unreadable' : 'found';
    }
    const weak = this.#references.every((r) => (r.score ?? 1) < THRESHOLDS.sure);
    const doubt = /\bmay be\b|I do not know|^I see no/i.test(words);
    return weak || doubt || this.#dropped > 0 || this.#surest < SURE_POINTER ? 'unsure' : 'found';
  }
}

/** An answer's words with the coordinates of what each phrase points at behind it. */
export function coordinateText(
  parts: readonly AnswerPart[],
  references: readonly Reference[],
  coordinates: (geometry: Geometry) => string,
): string {
  const written = new Map(references.map((reference) => [reference.id, coordinates(reference)]));
  return parts
    .map((part) => (part.references ? `${part.text} ${part.references.map((id) => written.get(id)).join('')}` : part.text))
    .join('');
}
