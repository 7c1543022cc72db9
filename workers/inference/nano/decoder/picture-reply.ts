import type { Answer, Provenance, Reference } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { neighboursOf, openingOf, sayNeighbours } from './neighbour.ts';
import type { PlaceWords } from './place-words.ts';
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
  /** Indices of what was pointed at. */
  readonly #meant: number[] = [];
  #near = false;
  #begun = false;
  /** Nothing of it is shown before it is known to be so. */
  #statement = false;

  constructor(vocabulary: TimedVocabulary, proposals: readonly Proposal[], places: PlaceWords, source: Provenance) {
    this.#places = places;
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
    if (!this.#near) return answer;
    const whole = this.#statement ? this.#settled(answer) : this.#withNeighbours(answer);
    return { ...whole, text: coordinateText(whole.parts, whole.references, boxText) };
  }

  #settled(answer: Answer): Answer {
    const refer = (index: number, id: string): Reference => this.#refer(index, id);
    return settle({ answer, meant: this.#meant, proposals: this.#proposals, places: this.#places, refer });
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
