import type { Answer, Provenance, Reference } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { neighbourOf, sayNeighbour } from './neighbour.ts';
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
    const index = neighbourOf(this.#last, this.#proposals);
    const beside = index === null ? null : ofProposal(this.#proposals[index]!);
    const reference: Reference | null = beside && {
      id: `r${answer.references.length}`,
      phrase: beside.name,
      ...beside.geometry,
      score: beside.score,
      attributes: beside.attributes,
      source: this.#source,
    };
    const whole = sayNeighbour(answer, reference);
    return { ...whole, text: coordinateText(whole.parts, whole.references, boxText) };
  }
}
