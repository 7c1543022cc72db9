import type * as OrtModule from 'onnxruntime-common';
import { fromHalves } from '../../../../src/core/half.ts';
import type { DeviceKind } from '../../../../src/packs/index.ts';
import type { DecoderConfig } from './config.ts';
import { withoutCasts } from './without-casts.ts';

type Ort = typeof OrtModule;
type Session = OrtModule.InferenceSession;
type Tensor = OrtModule.Tensor;

/** More tokens than the longest prompt, with its answer, has. */
const MOST_POSITIONS = 4096;

/** One token that the decoder chose. */
export interface Step {
  readonly token: number;
  /** Probability of the token, 0..1. */
  readonly probability: number;
}

/** Greedy decoding with the key-value cache kept where the model runs. */
export class Decoder {
  readonly #ort: Ort;
  readonly #session: Session;
  readonly #config: DecoderConfig;
  readonly #table: Float32Array;
  readonly #names: readonly { readonly past: string; readonly present: string }[];

  private constructor(ort: Ort, session: Session, config: DecoderConfig, table: Float32Array) {
    this.#ort = ort;
    this.#session = session;
    this.#config = config;
    this.#table = table;
    this.#names = presentNames(config).map((present) => ({ present, past: toPast(present) }));
  }

  /**
   * @param table token embeddings `[vocabulary, width]`, float16 as stored
   */
  static async create(
    ort: Ort,
    model: Uint8Array,
    table: Uint16Array,
    config: DecoderConfig,
    device: DeviceKind,
  ): Promise<Decoder> {
    const cache = presentNames(config).map((name) => [name, device === 'webgpu' ? 'gpu-buffer' : 'cpu'] as const);
    const session = await ort.InferenceSession.create(device === 'webgpu' ? model : withoutCasts(model, MOST_POSITIONS), {
      executionProviders: [device === 'webgpu' ? 'webgpu' : 'wasm'],
      // On the processor an optimized graph is no faster, and optimizing it puts off the first answer.
      graphOptimizationLevel: device === 'webgpu' ? 'all' : 'disabled',
      ...(device === 'webgpu' ? { preferredOutputLocation: Object.fromEntries(cache) } : {}),
    });
    return new Decoder(ort, session, config, fromHalves(table));
  }

  /**
   * Writes the answer to a prompt, token by token, up to `<eos>` (not given out) or `most` tokens.
   *
   * @param prompt token ids
   * @param scene the adapter's output `[proposals, width]`: a pointer carries its proposal wherever it stands, and is the likelier the
   *   better that fits
   * @param barred tokens that have no meaning at this place of the answer; asked before each token
   * @param correct the token to go on with in place of the likeliest one
   */
  async *generate(
    prompt: readonly number[],
    scene: Float32Array,
    most: number,
    signal: AbortSignal,
    barred: () => readonly number[] = () => [],
    correct: (token: number) => number = (token) => token,
  ): AsyncGenerator<Step, void, void> {
    const { width, tokens, mostProposals } = this.#config;
    const isPointer = (token: number): boolean => token >= tokens.pointer0 && token < tokens.pointer0 + mostProposals;
    const carried = new Float32Array(mostProposals * width);
    carried.set(scene);
    let past = this.#empty();
    let input = this.#embed(prompt, scene);
    let at = 0;
    let last = -1;
    try {
      for (let written = 0; written < most; written += 1) {
        signal.throwIfAborted();
        const length = input.length / width;
        const { logits, present } = await this.#run(input, carried, at, past);
        dispose(past);
        past = present;
        at += length;
        // The same thing twice in a row says nothing: a model that has lost its way does so.
        const likeliest = best(logits, length, isPointer(last) ? [...barred(), last] : barred());
        const step = { ...likeliest, token: correct(likeliest.token) };
        last = step.token;
        if (step.token === tokens.eos) return;
        yield step;
        input = this.#embed([step.token], scene);
      }
    } finally {
      dispose(past);
    }
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  /** `[ids.length, width]`: the table's rows, and for pointers what the adapter made of their proposals. */
  #embed(ids: readonly number[], scene: Float32Array): Float32Array<ArrayBuffer> {
    const { width, tokens } = this.#config;
    const rows = new Float32Array(ids.length * width);
    for (const [i, id] of ids.entries()) {
      rows.set(this.#table.subarray(id * width, (id + 1) * width), i * width);
      const proposal = (id - tokens.pointer0) * width;
      if (proposal < 0 || proposal >= scene.length) continue;
      for (let k = 0; k < width; k += 1) rows[i * width + k]! += scene[proposal + k]!;
    }
    return rows;
  }

  #empty(): Record<string, Tensor> {
    const { heads, headSize } = this.#config;
    const empty = (): Tensor => new this.#ort.Tensor('float32', new Float32Array(0), [1, heads, 0, headSize]);
    return Object.fromEntries(this.#names.map(({ past }) => [past, empty()]));
  }

  async #run(
    input: Float32Array<ArrayBuffer>,
    scene: Float32Array<ArrayBuffer>,
    at: number,
    past: Record<string, Tensor>,
  ): Promise<{ logits: Float32Array; present: Record<string, Tensor> }> {
    const { Tensor } = this.#ort;
    const { width, mostProposals } = this.#config;
    const length = input.length / width;
    const positions = new BigInt64Array(length);
    for (let i = 0; i < length; i += 1) positions[i] = BigInt(at + i);
    const outputs = await this.#session.run({
      inputs_embeds: new Tensor('float32', input, [1, length, width]),
      attention_mask: new Tensor('int64', new BigInt64Array(at + length).fill(1n), [1, at + length]),
      position_ids: new Tensor('int64', positions, [1, length]),
      scene: new Tensor('float32', scene, [mostProposals, width]),
      ...past,
    });
    const present: Record<string, Tensor> = {};
    for (const name of this.#names) present[name.past] = outputs[name.present]!;
    return { logits: outputs['logits']!.data as Float32Array, present };
  }
}

const presentNames = ({ layers }: DecoderConfig): string[] =>
  Array.from({ length: layers }, (_, i) => [`present.${i}.key`, `present.${i}.value`]).flat();
const toPast = (name: string): string => name.replace('present', 'past_key_values');

function dispose(tensors: Record<string, Tensor>): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}

/** The likeliest token after the last position that is not barred; `logits` is `[1, length, vocabulary]`. */
function best(logits: Float32Array, length: number, barred: readonly number[]): Step {
  const vocabulary = logits.length / length;
  const from = logits.length - vocabulary;
  for (const token of barred) logits[from + token] = Number.NEGATIVE_INFINITY;
  let token = 0;
  for (let i = 1; i < vocabulary; i += 1) if (logits[from + i]! > logits[from + token]!) token = i;
  const top = logits[from + token]!;
  let total = 0;
  for (let i = 0; i < vocabulary; i += 1) total += Math.exp(logits[from + i]! - top);
  return { token, probability: 1 / total };
}
