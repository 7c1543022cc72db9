import type { Answer, Provenance, Reference } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { counted, nameReader, sentences } from './counted.ts';
import { neighboursOf, openingOf, sayNeighbours } from './neighbour.ts';
import { PlaceWords, type Kinds } from './place-words.ts';
import { boxText, coordinateText, ofProposal, Reply, type Written } from './reply.ts';
import type { Step } from './session.ts';
import { settle } from './statement.ts';
import type { TimedVocabulary } from './timed-reply.ts';

/**
 * Reads a reply about a picture: as `Reply`, and says what the decoder leaves to be measured: what lies beside a thing, and behind a
 * `<near>` at the beginning whether something is so.
 */
export class PictureReply {
  readonly #reply: Reply;
  readonly #vocabulary: TimedVocabulary;
  readonly #proposals: readonly Proposal[];
  readonly #source: Provenance;
  readonly #places: PlaceWords;
  readonly #nameOf: (noun: string) => string | null;
  /** Indices of what was pointed at. */
  readonly #meant: number[] = [];
  /** Which of them has a `<near>` behind it. */
  #nearTo: number | null = null;
  #begun = false;
  /** Nothing of it is shown before it is known to be so. */
  #statement = false;

  constructor(vocabulary: TimedVocabulary, proposals: readonly Proposal[], kinds: Kinds, source: Provenance) {
    this.#places = new PlaceWords(proposals, kinds);
    this.#nameOf = nameReader(kinds);
    this.#vocabulary = vocabulary;
    this.#proposals = proposals;
    this.#source = source;
    this.#reply = new Reply(vocabulary, proposals.map(ofProposal), source);
  }

  push(step: Step): Written {
    const operator = this.#vocabulary.operatorOf(step.token);
    if (operator !== null) {
      if (operator === 'near' && this.#meant.length > 0) this.#nearTo ??= this.#meant.length - 1;
      else this.#statement ||= operator === 'near' && !this.#begun;
      return { text: '', reference: null };
    }
    this.#begun = true;
    const written = this.#reply.push(step);
    if (written.reference) this.#meant.push(this.#vocabulary.proposalOf(step.token)!);
    return this.#statement ? { ...written, text: '' } : written;
  }

  /** The whole answer; see `Reply.finish`. */
  finish(note: string): Answer {
    const answer = ofPicture(this.#reply.finish(note));
    const whole = this.#nearTo === null ? this.#checked(answer) : this.#withNeighbours(answer, this.#nearTo);
    if (whole === answer) return answer;
    return { ...whole, text: coordinateText(whole.parts, whole.references, boxText) };
  }

  /** What it states is measured, what it lists is counted. */
  #checked(answer: Answer): Answer {
    const refer = (index: number, id: string): Reference => this.#refer(index, id);
    const measurable = { answer, meant: this.#meant, proposals: this.#proposals, places: this.#places, refer };
    return settle(measurable, this.#statement) ?? counted(measurable, this.#nameOf);
  }

  #withNeighbours(answer: Answer, which: number): Answer {
    const { id } = answer.references[which]!;
    const whole = sentences(answer.parts);
    const at = whole.findIndex((parts) => parts.some((part) => part.references?.includes(id)));
    const own = { ...answer, parts: whole[at]! };
    const indices = neighboursOf(this.#meant[which]!, this.#proposals, openingOf(own));
    const beside = indices.map((index, i) => this.#refer(index, `r${answer.references.length + i}`));
    const said = sayNeighbours(own, beside);
    return { ...said, parts: [...whole.slice(0, at), said.parts, ...whole.slice(at + 1)].flat() };
  }

  #refer(index: number, id: string): Reference {
    const { name, geometry, score, attributes } = ofProposal(this.#proposals[index]!);
    return { id, phrase: name, ...geometry, score, attributes, source: this.#source };
  }
}

/** The decoder answers about recordings, too, and of nothing at all it can not know that it was a picture. */
function ofPicture(answer: Answer): Answer {
  const heard = 'I hear nothing that I know in this recording.';
  if (answer.parts[0]?.text !== heard) return answer;
  const text = 'I see nothing that I know in this picture.';
  return { ...answer, parts: [{ text }], text };
}
