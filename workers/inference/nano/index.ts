import type { Answer } from '../../../src/core/index.ts';
import { GroundingError } from '../../../src/packs/index.ts';
import type {
  GroundingEvent,
  GroundingModel,
  GroundingRequest,
  LoadContext,
  PackManifest,
  PictureData,
  RunContext,
  SoundData,
  SoundSource,
  VideoData,
} from '../../../src/packs/index.ts';
import { createImageEncoder, type ImageEncoder, type Proposal } from './image-encoder/index.ts';
import { startImageEncoder } from './image-encoder/on-cpu.ts';
import { networkOnGpu } from './image-encoder/on-gpu.ts';
import { LanguageModel, type Timed, type TimedContext } from './decoder/index.ts';
import { fetchLanguage } from './files.ts';
import { LaterFiles } from './later-files.ts';
import { lazily, type Lazily } from './lazily.ts';
import { inventory, timedInventory } from './inventory.ts';
import { Listener, SoundEncoder, type Told } from './sound/listener.ts';
import { refineEdges } from './tracks/edges.ts';
import { Watcher, type Watched } from './tracks/watcher.ts';
import type { Tracklet } from './tracks/tracklet.ts';
import { remark, soundRemark } from './remark.ts';
import { asksForSilence, silenceAnswer } from './silence-answer.ts';

type Source = { readonly pack: string; readonly revision: string };
type Events = AsyncGenerator<GroundingEvent, void, void>;

/** When the language model is made at the latest, ms after loading: a question that waits already has its picture looked at meanwhile. */
const SOON = 150;

/** The built-in pack: proposals or tracks pass through their adapter into the decoder, which answers and points. */
class Nano implements GroundingModel {
  readonly manifest: PackManifest;
  readonly #source: Source;
  #encoder: ImageEncoder | null = null;
  /** Made, with the runtime, while the first medium is being looked at, or soon after loading: it takes most of a second, and the encoder need not wait. */
  #language: Lazily<LanguageModel> | null = null;
  #later: LaterFiles | null = null;
  /** `null` for a pack without ears. */
  #ears: Lazily<SoundEncoder> | null = null;
  #device: LoadContext['device'] = 'wasm';
  /** Proposals by medium: a second question about the same picture costs no encoding. */
  readonly #encoded = new Map<string, readonly Proposal[]>();
  /** What was seen of each video so far, and heard of each sound. */
  readonly #watchers = new Map<string, Watcher>();
  readonly #listeners = new Map<string, Listener>();

  constructor(manifest: PackManifest) {
    this.manifest = manifest;
    this.#source = { pack: manifest.id, revision: manifest.revision };
  }

  async load(context: LoadContext): Promise<void> {
    const { device, threads } = context;
    this.#device = device;
    // What is needed first comes first, for a browser has few connections to one server; the other files come while the encoder is made ready. All
    // are waited for below, where their failure is the load's.
    const detector = context.file('detector');
    const encoder =
      device === 'webgpu'
        ? Promise.all([context.runtime(), detector]).then(async ([ort, model]) =>
            createImageEncoder(await networkOnGpu(ort, model)),
          )
        : startImageEncoder(detector, threads);
    encoder.catch(() => undefined);
    try {
      await detector;
      context.prefetchRuntime();
      const later = new LaterFiles(this.manifest, (name, onProgress) => context.file(name, onProgress));
      const language = await fetchLanguage(context, later);
      this.#encoder = await encoder;
      this.#later = later;
      this.#language = lazily(async () => LanguageModel.create(await context.runtime(), language, device));
      const [sound, classes] = [later.of('sound'), later.of('soundClasses')];
      if (sound && classes)
        this.#ears = lazily(async () => SoundEncoder.create(await context.runtime(), await sound(), await classes()));
    } catch (error) {
      encoder.then((started) => started.dispose()).catch(() => undefined);
      throw error;
    }
    setTimeout(() => this.#prepare(), SOON);
    context.progress({ type: 'progress', stage: 'compile', done: 1, total: 1 });
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Events {
    if (!this.#encoder || !this.#language || !this.#later)
      throw new GroundingError('INTERNAL', 'asked before the pack was loaded');
    switch (medium.kind) {
      case 'picture':
        yield* this.#groundPicture(request, medium, signal);
        break;
      case 'video':
        yield* this.#groundVideo(request, medium, signal);
        break;
      case 'sound':
        yield* this.#groundSound(request, medium, signal);
        break;
    }
  }

  /** Begins to make the language model; whoever needs it hears of a failure. */
  #prepare(): void {
    this.#language?.get().catch(() => undefined);
  }

  forget(mediumId: string): void {
    this.#encoded.delete(mediumId);
    this.#watchers.delete(mediumId);
    this.#listeners.delete(mediumId);
  }

  async dispose(): Promise<void> {
    this.#encoded.clear();
    this.#watchers.clear();
    this.#listeners.clear();
    await this.#encoder?.dispose();
    this.#encoder = null;
    await (await this.#ears?.made()?.catch(() => null))?.release();
    this.#ears = null;
    await (await this.#language?.made()?.catch(() => null))?.release();
    this.#language = null;
  }

  async *#groundPicture(request: GroundingRequest, { bitmap }: PictureData, signal: AbortSignal): Events {
    const started = performance.now();
    let proposals = this.#encoded.get(request.medium.id);
    if (!proposals) {
      yield { type: 'progress', stage: 'encode', done: 0, total: 1 };
      const seeing = this.#encoder!.encode(bitmap, { signal });
      this.#prepare();
      proposals = await seeing;
      this.#encoded.set(request.medium.id, proposals);
      yield { type: 'progress', stage: 'encode', done: 1, total: 1 };
    }
    signal.throwIfAborted();
    const encode = performance.now() - started;
    if (request.task === 'inventory') {
      const answer = inventory(proposals, this.#source);
      for (const reference of answer.references) yield { type: 'reference', reference };
      yield { type: 'answer', answer, timings: { encode }, device: this.#device };
      return;
    }
    yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
    const language = await this.#language!.get();
    const { answer, speed } = yield* language.answer(request, proposals, this.#source, signal);
    const timings = { encode, answer: performance.now() - started - encode };
    yield { type: 'answer', answer, timings, speed, device: this.#device };
    // The network may be gone when a video is opened.
    this.#later!.prefetch();
  }

  async *#groundVideo(request: GroundingRequest, video: VideoData, signal: AbortSignal): Events {
    const started = performance.now();
    this.#later!.prefetch();
    const watched = yield* this.#watch(request.medium.id, video, signal);
    yield* this.#later!.fetched(signal);
    const told =
      video.sound && this.#ears ? yield* this.#listen(request.medium.id, video.sound, watched.duration, signal) : null;
    const encode = performance.now() - started;
    if (request.task === 'inventory') {
      const answer = timedInventory(watched, told, this.#source);
      yield { type: 'answer', answer, timings: { encode }, device: this.#device };
      return;
    }
    if (told && asksForSilence(request)) {
      yield this.#silence(told, encode);
      return;
    }
    const { sampling, duration } = watched;
    const timed = { tracklets: watched.tracklets, segments: told?.segments ?? [], duration };
    // Where frames are close together there is nothing to be gained.
    const refine = async (tracklet: Tracklet): Promise<Tracklet> =>
      sampling.followable
        ? tracklet
        : refineEdges(tracklet, { step: sampling.step, total: duration }, video, this.#encoder!, signal);
    yield* this.#answerTimed(request, timed, { source: this.#source, signal, refine }, started, (answer) =>
      remark(answer, watched),
    );
  }

  async *#groundSound(request: GroundingRequest, sound: SoundData, signal: AbortSignal): Events {
    if (!this.#ears) throw new GroundingError('INVALID_REQUEST', 'this pack does not know sound');
    const started = performance.now();
    yield* this.#later!.fetched(signal);
    const told = yield* this.#listen(request.medium.id, sound, sound.duration, signal);
    const encode = performance.now() - started;
    if (request.task === 'inventory') {
      const answer = timedInventory(null, told, this.#source);
      yield { type: 'answer', answer, timings: { encode }, device: this.#device };
      return;
    }
    if (asksForSilence(request)) {
      yield this.#silence(told, encode);
      return;
    }
    const { segments, duration } = told;
    const context = { source: this.#source, signal, refine: (tracklet: Tracklet) => Promise.resolve(tracklet) };
    yield* this.#answerTimed(request, { tracklets: [], segments, duration }, context, started, (answer) =>
      soundRemark(answer, told),
    );
  }

  #silence(told: Told, encode: number): GroundingEvent {
    const answer = soundRemark(silenceAnswer(told, this.#source), told);
    return { type: 'answer', answer, timings: { encode }, device: this.#device };
  }

  /** The answer about a medium with time, once it was looked at and listened to. */
  async *#answerTimed(
    request: GroundingRequest,
    timed: Timed,
    context: TimedContext,
    started: number,
    add: (answer: Answer) => Answer,
  ): Events {
    const encode = performance.now() - started;
    yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
    const language = await this.#language!.get();
    const { answer, speed } = yield* language.answerTimed(request, timed, context);
    const timings = { encode, answer: performance.now() - started - encode };
    yield { type: 'answer', answer: add(answer), timings, speed, device: this.#device };
  }

  /** What is heard in a medium: listened to once, and gone on with after a stop. */
  async *#listen(
    id: string,
    sound: SoundSource,
    duration: number,
    signal: AbortSignal,
  ): AsyncGenerator<GroundingEvent, Told, void> {
    const listener = this.#listeners.get(id) ?? new Listener(await this.#ears!.get());
    this.#listeners.set(id, listener);
    const listening = listener.listen(sound, duration, signal);
    for (;;) {
      const { done, value } = await listening.next();
      if (done) return value;
      yield { type: 'progress', stage: 'listen', ...value };
    }
  }

  /** What is in a video: looked at once, and gone on with after a stop. */
  async *#watch(id: string, video: VideoData, signal: AbortSignal): AsyncGenerator<GroundingEvent, Watched, void> {
    const watcher = this.#watchers.get(id) ?? new Watcher(this.#encoder!);
    this.#watchers.set(id, watcher);
    const looking = watcher.watch(video, signal);
    for (;;) {
      const { done, value } = await looking.next();
      if (done) return value;
      yield { type: 'progress', stage: 'watch', ...value };
    }
  }
}

/** Makes the built-in pack's model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Nano(manifest);
}
