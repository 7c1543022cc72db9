import { AnswerBuilder, boxOf, centre, contains, type Answer, type Box, type Wish } from '../../../src/core/index.ts';
import {
  GroundingError,
  type DeviceKind,
  type GroundingEvent,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type PackManifest,
  type RunContext,
  type Speed,
} from '../../../src/packs/index.ts';
import { intentOf } from './intent.ts';
import { readPieces, readPlaces, shownSoFar } from './places.ts';
import { PROMPTS, toMessages } from './prompt.ts';
import { Qwen, type Look } from './qwen.ts';
import { relay } from './relay.ts';
import { byLabel, distinct, thingsReply, wordsReply, type Looked } from './reply.ts';
import { verdictOf } from './verdict.ts';

/** The answer of one request, with how fast it was written where it is in the model's own words. */
interface Told {
  readonly answer: Answer;
  readonly speed?: Speed;
}
type Steps<T> = AsyncGenerator<GroundingEvent, T, void>;

/** The longest answers, in tokens. A box is about 40. */
const MOST_TOKENS = { words: 400, places: 600 } as const;
/** Pixels of a picture, at most; each 1024 of them are a token to read before the first word. */
const PIXELS = { webgpu: 1024 * 1024, 'wasm-threads': 640 * 640, wasm: 512 * 512 } as const satisfies Record<
  DeviceKind,
  number
>;

/** Qwen3.5 (Alibaba Cloud; the vision part is that of Qwen3-VL, arXiv 2511.21631): conversation about what is seen, with places as JSON. */
class Qwen35 implements GroundingModel {
  readonly manifest: PackManifest;
  #qwen: Qwen | null = null;
  #device: DeviceKind = 'wasm';

  constructor(manifest: PackManifest) {
    this.manifest = manifest;
  }

  async load(context: LoadContext): Promise<void> {
    this.#device = context.device;
    context.progress({ type: 'progress', stage: 'compile', done: 0, total: 1 });
    this.#qwen = await Qwen.open(context);
    context.progress({ type: 'progress', stage: 'compile', done: 1, total: 1 });
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Steps<void> {
    if (!this.#qwen) throw new GroundingError('INTERNAL', 'asked before the pack was loaded');
    const started = performance.now();
    if (medium.kind !== 'picture') throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} sees pictures only`);
    const look = await this.#qwen.look(medium.bitmap, PIXELS[this.#device]);
    const { answer, speed } = yield* this.#picture(this.#qwen, request, look, signal);
    for (const reference of answer.references) yield { type: 'reference', reference };
    const timings = { answer: performance.now() - started };
    yield { type: 'answer', answer, timings, ...(speed ? { speed } : {}), device: this.#device };
  }

  forget(): void {
    // Words and picture go through the model together: there is nothing to keep.
  }

  async dispose(): Promise<void> {
    await this.#qwen?.dispose();
    this.#qwen = null;
  }

  async *#picture(qwen: Qwen, request: GroundingRequest, look: Look, signal: AbortSignal): Steps<Told> {
    const everything = request.task === 'inventory';
    const sentence = this.#sentence(everything ? 'inventory-' : '');
    if (everything) {
      yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
      const { text } = await qwen.write(toMessages([], PROMPTS.everything), look, { signal, most: MOST_TOKENS.places });
      const { state, places } = readPlaces(text);
      if (state === 'places') return { answer: thingsReply('where', byLabel(distinct(places)), '', sentence) };
      if (state === 'none') return { answer: sentence.say('The model names nothing in this picture.').finish('absent') };
      return { answer: wordsReply([], null, sentence) };
    }
    const region = request.region ? boxOf(request.region) : null;
    const intent = intentOf(request.question, 'picture', region !== null);
    if (intent.kind === 'words') return yield* this.#words(qwen, request, look, region, signal);
    const { wish, phrases } = intent;
    const looked: Looked[] = [];
    for (const [i, phrase] of phrases.entries()) {
      yield { type: 'progress', stage: 'answer', done: i, total: phrases.length };
      looked.push(await this.#thing(qwen, request, look, { wish, phrase, region }, signal));
    }
    const where = region ? 'in the place you marked' : 'in this picture';
    return { answer: thingsReply(wish, looked, where, sentence) };
  }

  /** Looks for one thing: its places, and a question for yes or no where these do not settle it. */
  async #thing(
    qwen: Qwen,
    { history = [] }: GroundingRequest,
    look: Look,
    { wish, phrase, region }: { readonly wish: Wish; readonly phrase: string; readonly region: Box | null },
    signal: AbortSignal,
  ): Promise<Looked> {
    const within = region ? PROMPTS.within(region) : '';
    const ask = (prompt: string) => toMessages(history, within + prompt);
    const verdict = async () => verdictOf(await qwen.chance(ask(PROMPTS.presence(phrase)), look, signal));
    const first = wish === 'whether' ? await verdict() : null;
    if (first === 'absent') return { phrase, places: [], verdict: first, unreadable: false };
    const { text } = await qwen.write(ask(PROMPTS.places(phrase)), look, { signal, most: MOST_TOKENS.places });
    const { state, places: all } = readPlaces(text);
    const places = distinct(all).filter(({ box }) => !region || contains(region, centre(box)));
    const asked = first ?? (places.length === 0 && state !== 'unreadable' ? await verdict() : null);
    return { phrase, places, verdict: asked, unreadable: state === 'unreadable' };
  }

  /** An answer in the model's own words, shown as they come. */
  async *#words(qwen: Qwen, request: GroundingRequest, look: Look, region: Box | null, signal: AbortSignal): Steps<Told> {
    const question = request.question.trim();
    if (question === '') return { answer: this.#sentence().say('Say what you want to know.').finish('unsure') };
    yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
    const messages = toMessages(request.history ?? [], (region ? PROMPTS.within(region) : '') + question);
    const written = relay<string, Awaited<ReturnType<Qwen['write']>>>((emit) =>
      qwen.write(messages, look, { signal, most: MOST_TOKENS.words, heard: emit }),
    );
    let heard = '';
    let shown = '';
    for (;;) {
      const step = await written.next();
      if (step.done) {
        const { text, speed } = step.value;
        return { answer: wordsReply(readPieces(text), region, this.#sentence()), speed };
      }
      heard += step.value;
      const now = shownSoFar(heard);
      if (now.length > shown.length && now.startsWith(shown)) {
        yield { type: 'token', text: now.slice(shown.length) };
        shown = now;
      }
    }
  }

  #sentence(prefix = ''): AnswerBuilder {
    return new AnswerBuilder({ pack: this.manifest.id, revision: this.manifest.revision }, { prefix });
  }
}

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Qwen35(manifest);
}
