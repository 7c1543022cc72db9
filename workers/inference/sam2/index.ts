import type * as Transformers from '@huggingface/transformers';
import { AnswerBuilder, boundSize, boxOf, MASK_SIDE, maskOfRaster, type Box, type Size } from '../../../src/core/index.ts';
import {
  GroundingError,
  type GroundingEvent,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type PackManifest,
  type RunContext,
} from '../../../src/packs/index.ts';
import { LoadedModel } from '../loaded-model.ts';
import { openTransformers, toRawImage, type OpenedLibrary } from '../transformers.ts';
import { toPrompt, type Prompt } from './prompt.ts';
import { askForBox, best, outlineReply, type Outlined } from './reply.ts';

type Events = AsyncGenerator<GroundingEvent, void, void>;

/** Pictures whose embeddings are kept: 17 MB each. */
const MOST_KEPT = 2;

interface Loaded extends OpenedLibrary {
  readonly processor: Transformers.Sam2Processor;
  readonly network: Transformers.Sam2Model;
}

/** A picture as the mask decoder takes it. */
interface Embedded {
  readonly embeddings: Readonly<Record<string, Transformers.Tensor>>;
  /** Pixels of the picture in the model's input, without padding. */
  readonly input: Size;
}

/** SAM 2 (Ravi et al. 2024, arXiv 2408.00714): a box or a point to an outline. */
class Sam2 extends LoadedModel<Loaded> {
  /** By medium; the one used last is the last. */
  readonly #kept = new Map<string, Embedded>();

  protected async open(context: LoadContext): Promise<Loaded> {
    const opened = await openTransformers(context);
    const { library, repo, files, model } = opened;
    const processor = (await library.Sam2Processor.from_pretrained(repo, files)) as Transformers.Sam2Processor;
    const network = (await library.Sam2Model.from_pretrained(repo, model)) as Transformers.Sam2Model;
    return { ...opened, processor, network };
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Events {
    if (medium.kind !== 'picture') throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} sees pictures only`);
    const timings: Record<string, number> = {};
    const sentence = new AnswerBuilder({ pack: this.manifest.id, revision: this.manifest.revision });
    const region = request.task === 'ask' && request.region ? boxOf(request.region) : null;
    if (!region) {
      yield { type: 'answer', answer: askForBox(sentence), timings, device: this.device };
      return;
    }
    let embedded = this.#kept.get(request.medium.id);
    if (!embedded) {
      yield { type: 'progress', stage: 'encode', done: 0, total: 1 };
      const started = performance.now();
      embedded = await this.#embed(medium.bitmap);
      timings['encode'] = performance.now() - started;
    }
    // A question that was stopped meanwhile has made the next one faster.
    this.#keep(request.medium.id, embedded);
    signal.throwIfAborted();
    yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
    const started = performance.now();
    const outlined = await this.#outline(embedded, region, boundSize(medium.bitmap, MASK_SIDE));
    timings['answer'] = performance.now() - started;
    signal.throwIfAborted();
    const answer = outlineReply(outlined, sentence);
    for (const reference of answer.references) yield { type: 'reference', reference };
    yield { type: 'answer', answer, timings, device: this.device };
  }

  override forget(mediumId: string): void {
    this.#kept.delete(mediumId);
  }

  protected close({ network }: Loaded): Promise<unknown> {
    this.#kept.clear();
    return network.dispose();
  }

  #keep(id: string, embedded: Embedded): void {
    this.#kept.delete(id);
    this.#kept.set(id, embedded);
    for (const old of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(old);
  }

  /** The slow part, once for each picture. */
  async #embed(bitmap: ImageBitmap): Promise<Embedded> {
    const { library, processor, network } = this.loaded;
    const inputs = (await processor(toRawImage(library, bitmap))) as Transformers.SamImageProcessorResult;
    const [height, width] = inputs.reshaped_input_sizes[0]!;
    return { embeddings: await network.get_image_embeddings(inputs), input: { width, height } };
  }

  /** @param size pixels of the mask that is made */
  async #outline({ embeddings, input }: Embedded, region: Box, size: Size): Promise<Outlined> {
    const { processor, network } = this.loaded;
    const output = (await network({ ...embeddings, ...this.#tensors(toPrompt(region, input)) })) as SamOutput;
    const { iou_scores: scores, pred_masks: masks, object_score_logits: present } = output;
    const index = best(scores.data as Float32Array);
    // [1, 1, 1, height, width]: one picture, one prompt, the best mask.
    const chosen = masks.slice(null, null, [index, index + 1]).squeeze(0);
    const scaled = (await processor.post_process_masks(
      [chosen],
      [[size.height, size.width]],
      [[input.height, input.width]],
    )) as readonly Transformers.Tensor[];
    const raster = scaled[0]!.data as Uint8Array;
    return {
      mask: maskOfRaster(raster, size),
      score: (scores.data as Float32Array)[index]!,
      present: (present.data as Float32Array)[0]!,
    };
  }

  #tensors(prompt: Prompt): Record<string, Transformers.Tensor> {
    const { Tensor } = this.loaded.library;
    if (prompt.kind === 'box') return { input_boxes: new Tensor('float32', Float32Array.from(prompt.corners), [1, 1, 4]) };
    return {
      input_points: new Tensor('float32', Float32Array.from(prompt.at), [1, 1, 1, 2]),
      // A point inside.
      input_labels: new Tensor('int64', BigInt64Array.of(1n), [1, 1, 1]),
    };
  }
}

/** Three masks for each prompt. */
type SamOutput = Readonly<Record<'iou_scores' | 'pred_masks' | 'object_score_logits', Transformers.Tensor>>;

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Sam2(manifest);
}
