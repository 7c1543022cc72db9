import type * as OrtModule from 'onnxruntime-common';
import type { Provenance } from '../../../../src/core/index.ts';
import type { Answer } from '../../../../src/core/index.ts';
import type { DeviceKind, GroundingEvent, GroundingRequest, Speed } from '../../../../src/packs/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { readConfig, type DecoderConfig } from './config.ts';
import { FEATURES, toFeatures } from './features.ts';
import { PromptWriter } from './prompt.ts';
import { Reply } from './reply.ts';
import { readScene } from './scene.ts';
import { Decoder } from './session.ts';

/** The longest answer, in tokens. */
const MOST_TOKENS = 160;
/** The same token so often in a row means nothing more will come. */
const MOST_REPEATS = 6;
const UNKNOWN_WORD = 'The built-in pack knows 80 everyday things: people, animals, vehicles, furniture, food and the like.';

/** The trained parts as they are served. */
export interface LanguageFiles {
  readonly adapter: Uint8Array;
  readonly decoder: Uint8Array;
  /** float16 `[vocabulary, width]`, little-endian. */
  readonly embeddings: Uint8Array<ArrayBuffer>;
  readonly tokenizer: Uint8Array;
  readonly config: Uint8Array;
}

export interface Finished {
  readonly answer: Answer;
  readonly speed: Speed;
}

/** Adapter and decoder: proposals and a question in, a grounded answer out. */
export class LanguageModel {
  readonly #ort: typeof OrtModule;
  readonly #adapter: OrtModule.InferenceSession;
  readonly #decoder: Decoder;
  readonly #writer: PromptWriter;
  readonly #config: DecoderConfig;

  private constructor(
    ort: typeof OrtModule,
    adapter: OrtModule.InferenceSession,
    decoder: Decoder,
    writer: PromptWriter,
    config: DecoderConfig,
  ) {
    this.#ort = ort;
    this.#adapter = adapter;
    this.#decoder = decoder;
    this.#writer = writer;
    this.#config = config;
  }

  /** Makes the sessions. Throws when a file is not what it should be. */
  static async create(ort: typeof OrtModule, files: LanguageFiles, device: DeviceKind): Promise<LanguageModel> {
    const text = new TextDecoder();
    const config = readConfig(text.decode(files.config));
    if (config.features !== FEATURES) throw new Error(`the adapter takes ${config.features} features, not ${FEATURES}`);
    const writer = new PromptWriter(text.decode(files.tokenizer), config);
    // A few small multiplications: not worth a trip to the GPU.
    const adapter = await ort.InferenceSession.create(files.adapter, { executionProviders: ['wasm'] });
    const table = new Uint16Array(files.embeddings.slice().buffer);
    const decoder = await Decoder.create(ort, files.decoder, table, config, device);
    return new LanguageModel(ort, adapter, decoder, writer, config);
  }

  /** Writes the answer: yields tokens and references as they come, and returns the whole. */
  async *answer(
    request: GroundingRequest,
    all: readonly Proposal[],
    source: Provenance,
    signal: AbortSignal,
  ): AsyncGenerator<GroundingEvent, Finished, void> {
    const started = performance.now();
    const scene = readScene(request, all, this.#config.mostProposals);
    const { proposals } = scene;
    const ids = [...this.#writer.picture(proposals.length), ...this.#writer.conversation(scene, request.history ?? [])];
    const embedded = await this.#adapt(proposals);
    const reply = new Reply(this.#writer, proposals, source);
    let tokens = 0;
    let firstToken = 0;
    let last = -1;
    let repeats = 0;
    for await (const step of this.#decoder.generate(ids, embedded, MOST_TOKENS, signal)) {
      tokens += 1;
      if (tokens === 1) firstToken = performance.now() - started;
      repeats = step.token === last ? repeats + 1 : 0;
      last = step.token;
      // A small model that has lost its way says the same for ever.
      if (repeats === MOST_REPEATS) break;
      const { text, reference } = reply.push(step);
      if (text !== '') yield { type: 'token', text };
      if (reference) yield { type: 'reference', reference };
    }
    const rest = (performance.now() - started - firstToken) / 1000;
    const speed = { firstToken, tokens, tokensPerSecond: rest > 0 ? Math.max(0, tokens - 1) / rest : 0 };
    return { answer: reply.finish(UNKNOWN_WORD), speed };
  }

  async release(): Promise<void> {
    await this.#adapter.release();
    await this.#decoder.release();
  }

  /** The adapter's output `[proposals, width]`. */
  async #adapt(proposals: readonly Proposal[]): Promise<Float32Array> {
    if (proposals.length === 0) return new Float32Array(0);
    const features = new this.#ort.Tensor('float32', toFeatures(proposals), [proposals.length, FEATURES]);
    const { embeds } = await this.#adapter.run({ features });
    return embeds!.data as Float32Array;
  }
}
