import type * as Transformers from '@huggingface/transformers';
import type { Pixels } from '../../../src/core/index.ts';
import { GroundingError, type LoadContext, type Speed } from '../../../src/packs/index.ts';
import { openTransformers, toRawImage, type OpenedLibrary } from '../transformers.ts';
import type { Message } from './prompt.ts';
import { chanceOfYes } from './verdict.ts';

/** A picture as the processor takes it, made once for all that is asked about it. */
export type Look = Transformers.RawImage;

/** How a text is to be written. */
export interface WriteOptions {
  readonly signal: AbortSignal;
  /** Tokens, at most. */
  readonly most: number;
  /** Hears the text as it grows, by words; special tokens are in it. */
  readonly heard?: (text: string) => void;
}

export interface Written {
  /** With its special tokens. */
  readonly text: string;
  readonly speed: Speed;
}

/** The library refuses pictures beyond it (QwenLM/Qwen2-VL, smart_resize). */
const MOST_ASPECT = 200;

/** A loaded Qwen3.5 with its conversation format. */
export class Qwen {
  readonly #opened: OpenedLibrary;
  readonly #processor: Transformers.Qwen3VLProcessor;
  readonly #tokenizer: Transformers.PreTrainedTokenizer;
  readonly #network: Transformers.Qwen3_5ForConditionalGeneration;
  readonly #template: string | null;
  readonly #yes: readonly number[];
  readonly #no: readonly number[];

  private constructor(
    opened: OpenedLibrary,
    processor: Transformers.Qwen3VLProcessor,
    tokenizer: Transformers.PreTrainedTokenizer,
    network: Transformers.Qwen3_5ForConditionalGeneration,
    template: string | null,
  ) {
    this.#opened = opened;
    this.#processor = processor;
    this.#tokenizer = tokenizer;
    this.#network = network;
    this.#template = template;
    const firsts = (words: readonly string[]): number[] => [
      ...new Set(words.flatMap((word) => tokenizer.encode(word, { add_special_tokens: false }).slice(0, 1))),
    ];
    this.#yes = firsts(['Yes', 'yes', ' Yes', ' yes']);
    this.#no = firsts(['No', 'no', ' No', ' no']);
    if (this.#yes.length === 0 || this.#no.length === 0)
      throw new GroundingError('MODEL_CORRUPT', `${opened.repo} has no tokens for yes and no`);
  }

  static async open(context: LoadContext): Promise<Qwen> {
    const opened = await openTransformers(context);
    const { library, repo, files, model } = opened;
    const processor = (await library.Qwen3VLProcessor.from_pretrained(repo, files)) as Transformers.Qwen3VLProcessor;
    const { tokenizer } = processor;
    if (!tokenizer) throw new GroundingError('MODEL_CORRUPT', `${repo} has no tokenizer`);
    // The library takes a configuration that does not say so for "no"; the model family normalises always (transformers' default).
    if (processor.image_processor) processor.image_processor.do_normalize ??= true;
    // The library reads the template out of the tokenizer's configuration only; newer checkpoints have it in a file.
    const template = (await (await context.hub?.blob('chat_template.jinja'))?.text()) ?? null;
    if (template === null && !tokenizer.chat_template)
      throw new GroundingError('MODEL_CORRUPT', `${repo} has no chat template`);
    const network = (await library.Qwen3_5ForConditionalGeneration.from_pretrained(
      repo,
      model,
    )) as Transformers.Qwen3_5ForConditionalGeneration;
    return new Qwen(opened, processor, tokenizer, network, template);
  }

  /**
   * A picture, made smaller where it has more than `pixels`: a token is 32 x 32 of them. A bitmap stays open.
   *
   * @throws GroundingError `MEDIUM_UNSUPPORTED` where it is a hair's breadth.
   */
  async look(picture: ImageBitmap | Pixels, pixels: number): Promise<Look> {
    const { width, height } = picture;
    if (Math.max(width / height, height / width) >= MOST_ASPECT)
      throw new GroundingError('MEDIUM_UNSUPPORTED', `${width} x ${height} is too narrow for this model`);
    const scale = Math.sqrt(pixels / (width * height));
    if (scale >= 1) return toRawImage(this.#opened.library, picture);
    const source = 'data' in picture ? new ImageData(picture.data, width, height) : picture;
    const smaller = await createImageBitmap(source, {
      resizeWidth: Math.max(1, Math.round(width * scale)),
      resizeHeight: Math.max(1, Math.round(height * scale)),
      resizeQuality: 'high',
    });
    try {
      return toRawImage(this.#opened.library, smaller);
    } finally {
      smaller.close();
    }
  }

  /** Writes the next message of a conversation about a picture. A stop is heard after each token. */
  async write(messages: readonly Message[], look: Look, { signal, most, heard }: WriteOptions): Promise<Written> {
    const { TextStreamer } = this.#opened.library;
    const started = performance.now();
    let first = 0;
    let tokens = 0;
    const streamer = new TextStreamer(this.#tokenizer, {
      skip_prompt: true,
      skip_special_tokens: false,
      callback_function: (text) => heard?.(text),
      token_callback_function: () => {
        tokens += 1;
        if (tokens === 1) first = performance.now();
      },
    });
    const ids = await this.#generate(messages, look, signal, { max_new_tokens: most, streamer });
    const seconds = (performance.now() - first) / 1000;
    const speed = { firstToken: first - started, tokens, tokensPerSecond: tokens > 1 ? (tokens - 1) / seconds : 0 };
    return { text: this.#tokenizer.decode(ids, { skip_special_tokens: false }), speed };
  }

  /** How likely the next message of a conversation begins with "yes" and not with "no", 0..1: one step of the decoder. */
  async chance(messages: readonly Message[], look: Look, signal: AbortSignal): Promise<number> {
    const { LogitsProcessor, LogitsProcessorList } = this.#opened.library;
    const [yes, no] = [this.#yes, this.#no];
    let chance = 0.5;
    class ReadVerdict extends LogitsProcessor {
      override _call(_: bigint[][], logits: Transformers.Tensor): Transformers.Tensor {
        chance = chanceOfYes(logits.data as Float32Array, yes, no);
        return logits;
      }
    }
    const readers = new LogitsProcessorList();
    readers.push(new ReadVerdict());
    await this.#generate(messages, look, signal, { max_new_tokens: 1, logits_processor: readers });
    return chance;
  }

  async dispose(): Promise<void> {
    await this.#network.dispose();
  }

  #render(messages: readonly Message[]): string {
    const options: TemplateOptions = {
      tokenize: false,
      add_generation_prompt: true,
      // It answers at once: thoughts of a small model take long and help little.
      enable_thinking: false,
      ...(this.#template === null ? {} : { chat_template: this.#template }),
    };
    return this.#tokenizer.apply_chat_template([...messages] as Transformers.Message[], options);
  }

  /** The tokens that are added to a conversation. */
  async #generate(
    messages: readonly Message[],
    look: Look,
    signal: AbortSignal,
    options: Partial<Transformers.GenerationConfig> & Pick<GenerateOptions, 'streamer' | 'logits_processor'>,
  ): Promise<number[]> {
    signal.throwIfAborted();
    const prompt = this.#render(messages);
    const inputs = (await this.#processor(prompt, look)) as Record<string, Transformers.Tensor>;
    signal.throwIfAborted();
    // Ended in order, a run gives its cache on the graphics card back; thrown out of, it does not.
    const stop = new this.#opened.library.InterruptableStoppingCriteria();
    const interrupt = (): void => stop.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      const output = (await this.#network.generate({
        ...inputs,
        do_sample: false,
        stopping_criteria: stop,
        ...options,
      })) as Transformers.Tensor;
      signal.throwIfAborted();
      const before = inputs['input_ids']!.dims.at(-1)!;
      return Array.from(output.data as BigInt64Array, Number).slice(before);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

/** What the library hands to a template beyond what its types name. */
interface TemplateOptions {
  readonly tokenize: false;
  readonly add_generation_prompt: true;
  readonly enable_thinking: false;
  readonly chat_template?: string;
}

type GenerateOptions = Parameters<Transformers.PreTrainedModel['generate']>[0];
