import type * as Transformers from '@huggingface/transformers';
import { AnswerBuilder, askedThings, boxOf, type Answer, type Box } from '../../../src/core/index.ts';
import {
  GroundingError,
  tasksOf,
  type GroundingEvent,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type PackManifest,
  type RunContext,
} from '../../../src/packs/index.ts';
import { LoadedModel } from '../loaded-model.ts';
import { openTransformers, toRawImage, type OpenedLibrary } from '../transformers.ts';
import { readLocations } from './locations.ts';
import { PROMPTS } from './prompt.ts';
import { textReply, thingsReply, wordsReply } from './reply.ts';

type Events = AsyncGenerator<GroundingEvent, void, void>;

/** The longest answer, in tokens: a page of text with places is long. */
const MOST_TOKENS = 512;

interface Loaded extends OpenedLibrary {
  readonly processor: Transformers.Processor;
  readonly tokenizer: Transformers.PreTrainedTokenizer;
  readonly network: Transformers.PreTrainedModel;
}

/** Florence-2 (Xiao et al. 2023, arXiv 2311.06242): places, descriptions and written text, all as words. */
class Florence2 extends LoadedModel<Loaded> {
  protected async open(context: LoadContext): Promise<Loaded> {
    const opened = await openTransformers(context);
    const { library, repo, files, model } = opened;
    const processor = await library.AutoProcessor.from_pretrained(repo, files);
    const network = await library.Florence2ForConditionalGeneration.from_pretrained(repo, model);
    const { tokenizer } = processor;
    if (!tokenizer) throw new GroundingError('MODEL_CORRUPT', `${repo} has no tokenizer`);
    return { ...opened, processor, tokenizer, network };
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Events {
    if (medium.kind !== 'picture') throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} sees pictures only`);
    const started = performance.now();
    yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
    const answer = await this.#answer(request, medium.bitmap, signal);
    signal.throwIfAborted();
    for (const reference of answer.references) yield { type: 'reference', reference };
    yield { type: 'answer', answer, timings: { answer: performance.now() - started }, device: this.device };
  }

  protected close({ network }: Loaded): Promise<unknown> {
    return network.dispose();
  }

  async #answer(request: GroundingRequest, bitmap: ImageBitmap, signal: AbortSignal): Promise<Answer> {
    const { question } = request;
    const everything = request.task === 'inventory';
    const region: Box | null = request.region ? boxOf(request.region) : null;
    const sentence = new AnswerBuilder(
      { pack: this.manifest.id, revision: this.manifest.revision },
      { prefix: everything ? 'inventory-' : '' },
    );
    const write = (prompt: string): Promise<string> => this.#write(bitmap, prompt, signal);
    if (everything) return thingsReply('where', ['thing'], readLocations(await write(PROMPTS.objects)), sentence);
    const { wish, phrases } = askedThings(question);
    const task = tasksOf({ question, medium: 'picture', region: region !== null }).find((one) =>
      this.manifest.tasks.includes(one),
    );
    if (task === 'read') return textReply(readLocations(await write(PROMPTS.text), 8), sentence);
    if (region) return wordsReply(readLocations(await write(PROMPTS.region(region))), region, sentence);
    if (task === 'caption') return wordsReply(readLocations(await write(PROMPTS.caption)), null, sentence);
    if (phrases.length === 0) return sentence.say('Say what you are looking for.').finish('unsure');
    const prompt = task === 'detect' ? PROMPTS.kind(phrases.join(' <and> ')) : PROMPTS.phrases(phrases.join(' and '));
    return thingsReply(wish, phrases, readLocations(await write(prompt)), sentence);
  }

  /** The model's text, with its location tokens. */
  async #write(bitmap: ImageBitmap, prompt: string, signal: AbortSignal): Promise<string> {
    const { library, processor, tokenizer, network } = this.loaded;
    const inputs = (await processor(toRawImage(library, bitmap), prompt)) as Record<string, Transformers.Tensor>;
    const stop = new library.InterruptableStoppingCriteria();
    const interrupt = (): void => stop.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      const output = (await network.generate({
        ...inputs,
        max_new_tokens: MOST_TOKENS,
        // The checkpoint's own configuration asks for beams, which the library only runs slower.
        num_beams: 1,
        do_sample: false,
        stopping_criteria: stop,
      })) as Transformers.Tensor;
      return tokenizer.batch_decode(output, { skip_special_tokens: false })[0] ?? '';
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Florence2(manifest);
}
