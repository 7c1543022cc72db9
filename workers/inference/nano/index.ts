import { GroundingError } from '../../../src/packs/index.ts';
import type {
  GroundingEvent,
  GroundingModel,
  GroundingRequest,
  LoadContext,
  PackManifest,
  RunContext,
} from '../../../src/packs/index.ts';
import { createImageEncoder, type ImageEncoder, type Proposal } from './image-encoder/index.ts';
import { LanguageModel } from './decoder/index.ts';
import { inventory } from './inventory.ts';

/** The built-in pack: proposals from the image encoder pass through the adapter into the decoder, which answers and points. */
class Nano implements GroundingModel {
  readonly manifest: PackManifest;
  #encoder: ImageEncoder | null = null;
  #language: LanguageModel | null = null;
  #device: LoadContext['device'] = 'wasm';
  /** Proposals by medium: a second question about the same picture costs no encoding. */
  readonly #encoded = new Map<string, readonly Proposal[]>();

  constructor(manifest: PackManifest) {
    this.manifest = manifest;
  }

  async load(context: LoadContext): Promise<void> {
    const { device } = context;
    const [ort, detector, adapter, decoder, embeddings, tokenizer, config] = await Promise.all([
      context.runtime(),
      ...['detector', 'adapter', 'decoder', 'embeddings', 'tokenizer', 'config'].map((name) => context.file(name)),
    ] as const);
    context.progress({ type: 'progress', stage: 'compile', done: 0, total: 2 });
    this.#device = device;
    this.#encoder = await createImageEncoder(ort, detector!, device);
    context.progress({ type: 'progress', stage: 'compile', done: 1, total: 2 });
    const files = { adapter: adapter!, decoder: decoder!, embeddings: embeddings!, tokenizer: tokenizer!, config: config! };
    this.#language = await LanguageModel.create(ort, files, device);
    context.progress({ type: 'progress', stage: 'compile', done: 2, total: 2 });
  }

  async *ground(request: GroundingRequest, context: RunContext): AsyncGenerator<GroundingEvent, void, void> {
    const started = performance.now();
    if (!this.#encoder || !this.#language) throw new GroundingError('INTERNAL', 'asked before the pack was loaded');
    let proposals = this.#encoded.get(request.medium.id);
    if (!proposals) {
      yield { type: 'progress', stage: 'encode', done: 0, total: 1 };
      proposals = await this.#encoder.encode(context.medium.bitmap, { signal: context.signal });
      this.#encoded.set(request.medium.id, proposals);
      yield { type: 'progress', stage: 'encode', done: 1, total: 1 };
    }
    context.signal.throwIfAborted();
    const encode = performance.now() - started;
    const source = { pack: this.manifest.id, revision: this.manifest.revision };
    if (request.task === 'inventory') {
      const answer = inventory(proposals, source);
      for (const reference of answer.references) yield { type: 'reference', reference };
      yield { type: 'answer', answer, timings: { encode }, device: this.#device };
      return;
    }
    yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
    const { answer, speed } = yield* this.#language.answer(request, proposals, source, context.signal);
    const timings = { encode, answer: performance.now() - started - encode };
    yield { type: 'answer', answer, timings, speed, device: this.#device };
  }

  forget(mediumId: string): void {
    this.#encoded.delete(mediumId);
  }

  async dispose(): Promise<void> {
    this.#encoded.clear();
    await this.#encoder?.dispose();
    this.#encoder = null;
    await this.#language?.release();
    this.#language = null;
  }
}

/** Makes the built-in pack's model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Nano(manifest);
}
