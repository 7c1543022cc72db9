import type { Answer, Provenance, Reference } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { counted, nameReader } from './counted.ts';
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
  #near = false;
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
      this.#near ||= operator === 'near';
      this.#statement ||= this.#near && !this.#begun;
      return { text: '', reference: null };
    }
    this.#begun = true;
    const written = this.#reply.push(step);
    if (written.reference) this.#meant.push(this.#vocabulary.proposalOf(step.token)!);
    return this.#statement ? { ...written, text: '' } : written;
  }

  /** The whole answer; see `Reply.finish`. */
  finish(note: string): Answer {
    const answer = this.#reply.finish(note);
    const whole = this.#near && !this.#statement ? this.#withNeighbours(answer) : this.#checked(answer);
    if (whole === answer) return answer;
    return { ...whole, text: coordinateText(whole.parts, whole.references, boxText) };
  }

  /** What it states is measured, what it lists is counted. */
  #checked(answer: Answer): Answer {
    const refer = (index: number, id: string): Reference => this.#refer(index, id);
    const measurable = { answer, meant: this.#meant, proposals: this.#proposals, places: this.#places, refer };
    return this.#statement ? settle(measurable) : counted(measurable, this.#nameOf);
  }

  #withNeighbours(answer: Answer): Answer {
    const last = this.#meant.at(-1);
    if (last === undefined) return answer;
    const indices = neighboursOf(last, this.#proposals, openingOf(answer) || undefined);
    const beside = indices.map((index, i) => this.#refer(index, `r${answer.references.length + i}`));
    return sayNeighbours(answer, beside);
  }

  #refer(index: number, id: string): Reference {
    const { name, geometry, score, attributes } = ofProposal(this.#proposals[index]!);
    return { id, phrase: name, ...geometry, score, attributes, source: this.#source };
  }
}
