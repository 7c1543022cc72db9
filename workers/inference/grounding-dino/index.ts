import type * as Transformers from '@huggingface/transformers';
import {
  AnswerBuilder,
  askedThings,
  boxOf,
  centre,
  contains,
  durationInWords,
  linkBoxes,
  spanOf,
  type Answer,
  type Box,
  type FrameBoxes,
  type Geometry,
  type Pixels,
  type Span,
} from '../../../src/core/index.ts';
import {
  GroundingError,
  type GroundingEvent,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type PackManifest,
  type RunContext,
  type VideoData,
} from '../../../src/packs/index.ts';
import { LoadedModel } from '../loaded-model.ts';
import { replyOf, type PhraseFound } from '../reply.ts';
import { openTransformers, toRawImage, type OpenedLibrary } from '../transformers.ts';
import { readDetections, THRESHOLDS, type Detection } from './detections.ts';
import { askable, toPrompt, tokenRanges } from './prompt.ts';
import { partsAround, planFrames, type PlannedPart } from './frames.ts';

type Events = AsyncGenerator<GroundingEvent, void, void>;

/** Asked for everything, it is asked for these: it has no list of its own. */
const COMMON = ['person', 'animal', 'vehicle', 'furniture', 'food', 'plant', 'building', 'toy', 'bag', 'screen', 'cup', 'book'];

/** Longer side, in pixels, of a video's frames: the processor would shrink larger ones. */
const FRAME_SIDE = 1333;
/** How things are linked from frame to frame. */
const LINK = { minOverlap: 0.2, patience: 1 } as const;

interface Loaded extends OpenedLibrary {
  readonly processor: Transformers.Processor;
  readonly network: Transformers.PreTrainedModel;
  readonly parting: ReadonlySet<number>;
}

/** Grounding DINO (Liu et al. 2023, arXiv 2303.05499): open words to boxes with scores. */
class GroundingDino extends LoadedModel<Loaded> {
  protected async open(context: LoadContext): Promise<Loaded> {
    const opened = await openTransformers(context);
    const { library, repo, files, model } = opened;
    const processor = await library.AutoProcessor.from_pretrained(repo, files);
    const network = await library.AutoModelForZeroShotObjectDetection.from_pretrained(repo, model);
    const { tokenizer } = processor;
    if (!tokenizer) throw new GroundingError('MODEL_CORRUPT', `${repo} has no tokenizer`);
    const parting = new Set(ids(tokenizer('.')));
    return { ...opened, processor, network, parting };
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Events {
    const started = performance.now();
    const { wish, phrases: asked } = askedThings(request.question);
    const everything = request.task === 'inventory';
    const phrases = (everything ? COMMON : asked).filter(askable);
    if (phrases.length === 0) {
      const text = 'I find things by their names. Name what you are looking for, “a red cup”, say.';
      yield this.#answer({ state: 'unsure', parts: [{ text }], text, references: [] }, started);
      return;
    }
    const source = { pack: this.manifest.id, revision: this.manifest.revision };
    const prefix = everything ? 'inventory-' : '';
    if (medium.kind === 'picture') {
      yield { type: 'progress', stage: 'encode', done: 0, total: 1 };
      const all = await this.#detect(medium.bitmap, phrases);
      signal.throwIfAborted();
      const detections = inside(all, request.region);
      const things = byPhrase(phrases, detections, ({ box, score }) => ({ geometry: { kind: 'box', box }, score }));
      const place = request.region ? 'in the place you marked' : 'in this picture';
      const sentence = new AnswerBuilder(source, { prefix });
      const answer = replyOf(
        wish,
        everything ? things.filter(({ found }) => found.length > 0) : things,
        { place, sure: THRESHOLDS.sure },
        sentence,
      );
      for (const reference of answer.references) yield { type: 'reference', reference };
      yield this.#answer(answer, started);
      return;
    }
    if (medium.kind === 'sound') throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} sees and does not hear`);
    const total = medium.duration;
    const within: Span = (request.region && spanOf(request.region)) ?? [0, total];
    const moments = request.moments ? partsAround(request.moments.spans, within, this.device) : null;
    const plan = planFrames(moments ?? [within], this.device);
    const frames = yield* this.#watch(medium, plan, phrases, signal);
    const tubes = plan.flatMap(({ span, step }, i) => linkBoxes(frames[i]!, { ...LINK, step, within: span }));
    const things = byPhrase(phrases, tubes, ({ tube, score }) => ({ geometry: { kind: 'tube', tube }, score }));
    const sentence = new AnswerBuilder(source, { duration: total, prefix });
    const seen = everything ? things.filter(({ found }) => found.length > 0) : things;
    const there = moments && `the ${moments.length === 1 ? 'moment' : 'moments'} that ${request.moments!.by} found`;
    const place = there ? `in ${there}` : request.region ? 'in this part of the video' : 'in this video';
    const answer = replyOf(wish, seen, { place, sure: THRESHOLDS.sure }, sentence);
    const every = `one frame every ${durationInWords(Math.max(...plan.map(({ step }) => step)))}`;
    const text = ` I looked at ${every}${there ? ` of ${there}` : ''}.`;
    const told = { ...answer, parts: [...answer.parts, { text, added: true }], text: answer.text + text };
    yield this.#answer(told, started);
  }

  protected close({ network }: Loaded): Promise<unknown> {
    return network.dispose();
  }

  async *#watch(
    video: VideoData,
    plan: readonly PlannedPart[],
    phrases: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<GroundingEvent, FrameBoxes[][], void> {
    const total = plan.reduce((sum, { times }) => sum + times.length, 0);
    const parts: FrameBoxes[][] = [];
    let done = 0;
    yield { type: 'progress', stage: 'watch', done, total };
    for (const { times } of plan) {
      const frames: FrameBoxes[] = [];
      for await (const { time, pixels } of video.frames(times, FRAME_SIDE, signal)) {
        frames.push({ time, boxes: await this.#detect(pixels, phrases) });
        signal.throwIfAborted();
        yield { type: 'progress', stage: 'watch', done: done + frames.length, total };
      }
      parts.push(frames);
      done += times.length;
    }
    return parts;
  }

  /** Boxes in one picture, by index of phrase. */
  async #detect(picture: ImageBitmap | Pixels, phrases: readonly string[]): Promise<Detection[]> {
    const { library, processor, network, parting } = this.loaded;
    const inputs = (await processor(toRawImage(library, picture), toPrompt(phrases))) as Record<string, Transformers.Tensor>;
    const ranges = tokenRanges(ids(inputs), parting);
    const { logits, pred_boxes: boxes } = (await network(inputs)) as Record<string, Transformers.Tensor>;
    if (!logits || !boxes) throw new GroundingError('MODEL_CORRUPT', 'the session has no logits or no boxes');
    const [, queries = 0, tokens = 0] = logits.dims;
    return readDetections({ logits: floats(logits), boxes: floats(boxes), queries, tokens }, ranges);
  }

  #answer(answer: Answer, started: number): GroundingEvent {
    return { type: 'answer', answer, timings: { detect: performance.now() - started }, device: this.device };
  }
}

const ids = (inputs: Record<string, Transformers.Tensor>): number[] =>
  Array.from(inputs['input_ids']!.data as BigInt64Array, Number);

const floats = ({ data }: Transformers.Tensor): Float32Array => data as Float32Array;

/** What lies in the place that was drawn, by its centre. */
function inside(detections: readonly Detection[], region: Geometry | undefined): readonly Detection[] {
  const place: Box | null = region ? boxOf(region) : null;
  return place ? detections.filter(({ box }) => contains(place, centre(box))) : detections;
}

function byPhrase<T extends { readonly kind: number }>(
  phrases: readonly string[],
  found: readonly T[],
  toFound: (one: T) => PhraseFound['found'][number],
): PhraseFound[] {
  return phrases.map((phrase, kind) => ({ phrase, found: found.filter((one) => one.kind === kind).map(toFound) }));
}

/** Makes the model; `load` makes its session. */
export function create(manifest: PackManifest): GroundingModel {
  return new GroundingDino(manifest);
}
