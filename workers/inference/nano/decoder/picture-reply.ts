import type { Answer, Provenance, Reference } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { neighboursOf, openingOf, sayNeighbours } from './neighbour.ts';
import { boxText, coordinateText, ofProposal, Reply, type Written } from './reply.ts';
import type { Step } from './session.ts';
import type { TimedVocabulary } from './timed-reply.ts';

/** Reads a reply about a picture: as `Reply`, and says what lies beside a thing where the decoder leaves that to be measured. */
export class PictureReply {
  readonly #reply: Reply;
  readonly #vocabulary: TimedVocabulary;
  readonly #proposals: readonly Proposal[];
  readonly #source: Provenance;
  #last: number | null = null;
  #near = false;

  constructor(vocabulary: TimedVocabulary, proposals: readonly Proposal[], source: Provenance) {
    this.#vocabulary = vocabulary;
    this.#proposals = proposals;
    this.#source = source;
    this.#reply = new Reply(vocabulary, proposals.map(ofProposal), source);
  }

  push(step: Step): Written {
    const operator = this.#vocabulary.operatorOf(step.token);
    if (operator !== null) {
      this.#near ||= operator === 'near';
      return { text: '', reference: null };
    }
    const written = this.#reply.push(step);
    if (written.reference) this.#last = this.#vocabulary.proposalOf(step.token);
    return written;
  }

  /** The whole answer; see `Reply.finish`. */
  finish(note: string): Answer {
    const answer = this.#reply.finish(note);
    if (!this.#near || this.#last === null) return answer;
    const indices = neighboursOf(this.#last, this.#proposals, openingOf(answer) || undefined);
    const beside = indices.map((index, i) => this.#refer(index, `r${answer.references.length + i}`));
    const whole = sayNeighbours(answer, beside);
    return { ...whole, text: coordinateText(whole.parts, whole.references, boxText) };
  }

  #refer(index: number, id: string): Reference {
    const { name, geometry, score, attributes } = ofProposal(this.#proposals[index]!);
    return { id, phrase: name, ...geometry, score, attributes, source: this.#source };
  }
}
