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
import { answerByWords, inventory } from './matcher/answer.ts';

/** The built-in pack: proposals from the image encoder, answered by words until the trained decoder takes over. */
class Nano implements GroundingModel {
  readonly manifest: PackManifest;
  #encoder: ImageEncoder | null = null;
  #device: LoadContext['device'] = 'wasm';
  /** Proposals by medium: a second question about the same picture costs no encoding. */
  readonly #encoded = new Map<string, readonly Proposal[]>();

  constructor(manifest: PackManifest) {
    this.manifest = manifest;
  }

  async load(context: LoadContext): Promise<void> {
    const [ort, model] = await Promise.all([context.runtime(), context.file('detector')]);
    context.progress({ type: 'progress', stage: 'compile', done: 0, total: 1 });
    this.#device = context.device;
    this.#encoder = await createImageEncoder(ort, model, context.device);
    context.progress({ type: 'progress', stage: 'compile', done: 1, total: 1 });
  }

  async *ground(request: GroundingRequest, context: RunContext): AsyncGenerator<GroundingEvent, void, void> {
    const started = performance.now();
    let proposals = this.#encoded.get(request.medium.id);
    if (!proposals) {
      if (!this.#encoder) throw new GroundingError('INTERNAL', 'asked before the pack was loaded');
      yield { type: 'progress', stage: 'encode', done: 0, total: 1 };
      proposals = await this.#encoder.encode(context.medium.bitmap, { signal: context.signal });
      this.#encoded.set(request.medium.id, proposals);
      yield { type: 'progress', stage: 'encode', done: 1, total: 1 };
    }
    context.signal.throwIfAborted();
    const encoded = performance.now();
    const source = { pack: this.manifest.id, revision: this.manifest.revision };
    const region = request.region?.kind === 'box' ? request.region.box : null;
    const answer =
      request.task === 'inventory' ? inventory(proposals, source) : answerByWords(request.question, proposals, region, source);
    for (const reference of answer.references) yield { type: 'reference', reference };
    const timings = { encode: encoded - started, answer: performance.now() - encoded };
    yield { type: 'answer', answer, timings, device: this.#device };
  }

  forget(mediumId: string): void {
    this.#encoded.delete(mediumId);
  }

  async dispose(): Promise<void> {
    this.#encoded.clear();
    await this.#encoder?.dispose();
    this.#encoder = null;
  }
}

/** Makes the built-in pack's model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Nano(manifest);
}
