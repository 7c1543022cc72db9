import { Tokenizer } from '@huggingface/tokenizers';
import { sentence, type Reference } from '../../../../src/core/index.ts';
import type { Turn } from '../../../../src/packs/index.ts';
import type { DecoderConfig } from './config.ts';

/** The longest question that is read, in characters; of a longer one the beginning and the end. */
const MOST_CHARACTERS = 400;
/** The longest word that is read, in characters: the model loses its way in what is no word. */
const LONGEST_WORD = 24;
/** Earlier turns that the decoder is shown. */
const MOST_TURNS = 2;

/** A question, and which proposal or track its region means. */
export interface Asked {
  readonly question: string;
  readonly pointed: number | null;
}

/** Text to token ids and back, with pointers to proposals in between (training/README.md, "Format"). */
export class PromptWriter {
  readonly #tokenizer: Tokenizer;
  readonly #config: DecoderConfig;

  /** @param tokenizerJson the content of `tokenizer.json`; throws when it is not one */
  constructor(tokenizerJson: string, config: DecoderConfig) {
    this.#tokenizer = new Tokenizer(JSON.parse(tokenizerJson) as object, {});
    this.#config = config;
  }

  /** `<bos>` and a pointer for each of `count` proposals. */
  picture(count: number): number[] {
    return [this.#config.tokens.bos, ...Array.from({ length: count }, (_, i) => this.#pointer(i))];
  }

  /** The pointers to which no proposal belongs when there are `count`. */
  pointersFrom(count: number): number[] {
    return Array.from({ length: this.#config.mostProposals - count }, (_, i) => this.#pointer(count + i));
  }

  /**
   * The last turns and the question, up to where the answer begins.
   *
   * @param locate which proposal or track a reference of an earlier answer is, if any
   */
  conversation(
    { question, pointed }: Asked,
    history: readonly Turn[],
    locate: (reference: Reference) => number | null,
  ): number[] {
    const { user, assistant, eos, region } = this.#config.tokens;
    const before: number[] = [];
    for (const turn of history.slice(-MOST_TURNS)) {
      before.push(user, ...this.#words(turn.question), assistant, ...this.#answer(turn, locate), eos);
    }
    const words = this.#words(question);
    if (pointed === null) return [...before, user, ...words, assistant];
    // The region comes before the question mark, as in training.
    const [, text = '', end = ''] = /^(.*?)([?.!\s]*)$/s.exec(question) ?? [];
    const marked = [...this.#words(text), region, this.#pointer(pointed), ...(end.trim() ? this.encode(end.trim()) : [])];
    return [...before, user, ...marked, assistant];
  }

  /** Words of tokens that are no pointers; a letter whose bytes are not all there yet is U+FFFD at the end. */
  decode(ids: readonly number[]): string {
    const words = ids.filter((id) => this.operatorOf(id) === null);
    return words.length === 0 ? '' : this.#tokenizer.decode(words, { skip_special_tokens: true });
  }

  /** Words to tokens. */
  encode(text: string): number[] {
    return this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }

  /** Which proposal a token points at; `null` when it is a word. */
  proposalOf(token: number): number | null {
    const index = token - this.#config.tokens.pointer0;
    return index >= 0 && index < this.#config.mostProposals ? index : null;
  }

  /** Which part of what was pointed at a token means; `null` when it is a word or a pointer. */
  operatorOf(token: number): string | null {
    return Object.entries(this.#config.operators ?? {}).find(([, id]) => id === token)?.[0] ?? null;
  }

  #pointer(index: number): number {
    return this.#config.tokens.pointer0 + index;
  }

  /** User text never becomes a special token, whatever it spells: the brackets are taken out. */
  #words(text: string): number[] {
    const plain = text
      .replaceAll(/[<>]/g, ' ')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\S+/g, (word) => word.slice(0, LONGEST_WORD))
      .trim()
      .toLowerCase();
    const half = MOST_CHARACTERS / 2;
    const cut = plain.length > MOST_CHARACTERS ? `${plain.slice(0, half)} ${plain.slice(-half)}` : plain;
    return this.encode(` ${cut}`);
  }

  /** An earlier answer as the decoder wrote it: references become pointers again. */
  #answer({ answer }: Turn, locate: (reference: Reference) => number | null): number[] {
    const located = new Map(answer.references.map((r) => [r.id, locate(r)]));
    const own = answer.parts.filter((part) => !part.added);
    const ids = own.flatMap((part, i) => {
      const pointers = (part.references ?? []).flatMap((id) => located.get(id) ?? []);
      // The colon that the reply leaves out after a number of things.
      const colon = pointers.length > 1 && /^there (are|may be) $/i.test(own[i - 1]?.text ?? '') ? ':' : '';
      const words = this.encode((i === 0 ? ' ' : '') + part.text + colon);
      return words.concat(pointers.map((pointer) => this.#pointer(pointer)));
    });
    return ids.length > 0 ? ids : this.encode(` ${sentence(answer)}`);
  }
}
