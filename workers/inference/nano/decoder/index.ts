import type * as OrtModule from 'onnxruntime-common';
import { boxOf, type Answer, type Provenance } from '../../../../src/core/index.ts';
import {
  GroundingError,
  type DeviceKind,
  type GroundingEvent,
  type GroundingRequest,
  type Speed,
} from '../../../../src/packs/index.ts';
import type { Proposal } from '../image-encoder/index.ts';
import { readConfig, type DecoderConfig } from './config.ts';
import { FEATURES, toFeatures } from './features.ts';
import { lazily, type Lazily } from '../lazily.ts';
import type { Segment } from '../sound/segment.ts';
import type { Tracklet } from '../tracks/tracklet.ts';
import { PromptWriter } from './prompt.ts';
import { PictureGrammar } from './picture-grammar.ts';
import { PictureReply } from './picture-reply.ts';
import { PlaceWords } from './place-words.ts';
import { Pointing } from './pointing.ts';
import type { Written } from './reply.ts';
import { nearest, readScene } from './scene.ts';
import { Decoder, type Step } from './session.ts';
import { besideSight } from './sight.ts';
import { Thought } from './thought.ts';
import { withoutCasts } from './without-casts.ts';
import { seen, type Happening } from './happening.ts';
import { chosen, fits, happeningsOf, inGroups, locate, type Pointable } from './pointable.ts';
import { soundFeatures, toSoundFeatures } from './sound-features.ts';
import { readSoundScene, type SoundScene } from './sound-scene.ts';
import { TimedReply } from './timed-reply.ts';
import { toTrackFeatures, TRACK_FEATURES } from './track-features.ts';
import { readTrackScene, type TrackScene } from './track-scene.ts';

/** The longest answer, in tokens. */
const MOST_TOKENS = 160;
/** The same word may be written so often in a row: a model that has lost its way says the same for ever. */
const MOST_REPEATS = 3;
/** The answer of a model that has lost its way and finds no end. */
const LOST: Answer = {
  state: 'unsure',
  parts: [{ text: 'I can only answer short English questions about things in this picture.' }],
  text: 'I can only answer short English questions about things in this picture.',
  references: [],
};
const UNKNOWN_WORD = 'The built-in pack knows 80 everyday things: people, animals, vehicles, furniture, food and the like.';

/** The trained parts as they are served. */
export interface LanguageFiles {
  readonly adapter: Uint8Array;
  /** Gives the adapter for tracks of a video; `null` for a decoder that knows pictures only. */
  readonly tracks: (() => Promise<Uint8Array>) | null;
  /** The adapter for segments of sound, likewise. */
  readonly sounds: (() => Promise<Uint8Array>) | null;
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

/** What is in a medium with time. */
export interface Timed {
  readonly tracklets: readonly Tracklet[];
  readonly segments?: readonly Segment[];
  /** Seconds. */
  readonly duration: number;
}

/** What an answer about it needs besides. */
export interface TimedContext {
  readonly source: Provenance;
  readonly signal: AbortSignal;
  /** Looks closer at when a thing comes and goes; called for what the answer points at. */
  readonly refine: (tracklet: Tracklet) => Promise<Tracklet>;
}

/** How one answer is written. */
interface Writing {
  readonly push: (step: Step) => Written;
  /** When the answer began, as `performance.now()` tells it. */
  readonly started: number;
  readonly signal: AbortSignal;
  /** Tokens that have no meaning in this answer, beside pointers to nothing. */
  readonly barred?: () => readonly number[];
  /** See `Decoder.generate`. */
  readonly correct?: (token: number) => number;
}

/** Groups of tracks that are asked about one by one when there are more than the decoder can point at. */
const MOST_GROUPS = 8;

interface Adapters {
  readonly pictures: OrtModule.InferenceSession;
  readonly tracks: Lazily<OrtModule.InferenceSession> | null;
  readonly sounds: Lazily<OrtModule.InferenceSession> | null;
}

/** Adapters and decoder: proposals or tracks and a question in, a grounded answer out. */
export class LanguageModel {
  readonly #ort: typeof OrtModule;
  readonly #adapters: Adapters;
  readonly #decoder: Decoder;
  readonly #writer: PromptWriter;
  readonly #config: DecoderConfig;

  private constructor(
    ort: typeof OrtModule,
    adapters: Adapters,
    decoder: Decoder,
    writer: PromptWriter,
    config: DecoderConfig,
  ) {
    this.#ort = ort;
    this.#adapters = adapters;
    this.#decoder = decoder;
    this.#writer = writer;
    this.#config = config;
  }

  /** Makes the sessions. Throws when a file is not what it should be. */
  static async create(ort: typeof OrtModule, files: LanguageFiles, device: DeviceKind): Promise<LanguageModel> {
    const text = new TextDecoder();
    const config = readConfig(text.decode(files.config));
    if (config.features !== FEATURES) throw new Error(`the adapter takes ${config.features} features, not ${FEATURES}`);
    if (files.tracks && config.trackFeatures !== TRACK_FEATURES)
      throw new Error(`the adapter for tracks takes ${config.trackFeatures} features, not ${TRACK_FEATURES}`);
    if (files.sounds && config.soundFeatures !== soundFeatures(config.sounds?.length ?? 0))
      throw new Error(`the adapter for sounds takes ${config.soundFeatures} features`);
    const writer = new PromptWriter(text.decode(files.tokenizer), config);
    // A few small multiplications: not worth a trip to the GPU.
    const open = (bytes: Uint8Array): Promise<OrtModule.InferenceSession> =>
      // The runtime's optimizer takes 150 ms the first time and finds nothing in these graphs that makes them faster.
      ort.InferenceSession.create(withoutCasts(bytes), { executionProviders: ['wasm'], graphOptimizationLevel: 'disabled' });
    const pictures = await open(files.adapter);
    // A question about a picture needs neither.
    const later = (file: (() => Promise<Uint8Array>) | null) => file && lazily(async () => open(await file()));
    const [tracks, sounds] = [later(files.tracks), later(files.sounds)];
    const table = new Uint16Array(files.embeddings.slice().buffer);
    const decoder = await Decoder.create(ort, files.decoder, table, config, device);
    return new LanguageModel(ort, { pictures, tracks, sounds }, decoder, writer, config);
  }

  /** Answers about a picture: yields tokens and references as they come, and returns the whole. */
  async *answer(
    request: GroundingRequest,
    all: readonly Proposal[],
    source: Provenance,
    signal: AbortSignal,
  ): AsyncGenerator<GroundingEvent, Finished, void> {
    const started = performance.now();
    const scene = readScene(request, all, this.#config.mostProposals);
    const { proposals } = scene;
    const prompt = [
      ...this.#writer.picture(proposals.length),
      ...this.#writer.conversation(scene, request.history ?? [], (r) => {
        const box = boxOf(r);
        return box && nearest(box, proposals);
      }),
    ];
    const embedded = await this.#adapt(this.#adapters.pictures, toFeatures(proposals), proposals.length);
    const push = (step: Step): Written => reply.push(step);
    const kinds = this.#config.kinds ?? {};
    const reply = new PictureReply(this.#writer, proposals, kinds, source);
    const pointing = new Pointing(this.#writer, new PlaceWords(proposals, kinds), this.#config.operators?.['think']);
    const grammar = new PictureGrammar(this.#config, (text) => this.#writer.encode(text));
    const correct = (token: number): number => {
      const corrected = pointing.correct(token);
      grammar.took(corrected);
      return corrected;
    };
    const barred = (): readonly number[] => grammar.barred;
    const speed = yield* this.#write(prompt, embedded, { push, started, signal, barred, correct });
    return { answer: speed.tokens < MOST_TOKENS ? reply.finish(UNKNOWN_WORD) : LOST, speed };
  }

  /** Answers about a video or a recording: as `answer`, over tracks and segments. */
  async *answerTimed(
    request: GroundingRequest,
    { tracklets: all, segments = [], duration }: Timed,
    { source, signal, refine }: TimedContext,
  ): AsyncGenerator<GroundingEvent, Finished, void> {
    if ((all.length > 0 && !this.#adapters.tracks) || (segments.length > 0 && !this.#adapters.sounds))
      throw new GroundingError('INVALID_REQUEST', 'this pack does not know such media');
    const started = performance.now();
    const scene = readTrackScene(request, all, duration);
    const sounds = readSoundScene(scene.question, scene.span, besideSight(scene.question, all, segments));
    const most = this.#config.mostProposals;
    const ask = (pointable: Pointable): [TimedReply, AsyncGenerator<GroundingEvent, Speed, void>] => {
      const reply = new TimedReply(this.#writer, happeningsOf(pointable), duration, source);
      const writing = { push: (step: Step) => reply.push(step), started, signal };
      return [reply, this.#writeAbout(pointable, { scene, sounds }, request, duration, writing)];
    };
    let pointable: Pointable = { tracklets: scene.tracklets, segments: sounds.segments };
    if (!fits(pointable, most)) {
      // More than can be pointed at: each group is asked, and what they point at is asked again.
      const groups = inGroups(pointable, most, MOST_GROUPS);
      const winners = new Set<Tracklet | Segment>();
      for (const group of groups) {
        const [reply, drained] = ask(group);
        while (!(await drained.next()).done);
        const items = [...group.tracklets, ...group.segments];
        for (const i of reply.pointedAt) winners.add(items[i]!);
      }
      pointable = chosen(pointable, winners, most);
    }
    const [reply, written] = ask(pointable);
    const speed = yield* written;
    const better = new Map<Happening, Happening>();
    for (const [i, tracklet] of pointable.tracklets.entries())
      if (reply.pointedAt.has(i)) better.set(reply.all[i]!, seen(await refine(tracklet)));
    return { answer: reply.finish(UNKNOWN_WORD, better), speed };
  }

  /** Asks with what can be pointed at. */
  async *#writeAbout(
    pointable: Pointable,
    { scene, sounds }: { readonly scene: TrackScene; readonly sounds: SoundScene },
    request: GroundingRequest,
    duration: number,
    writing: Writing,
  ): AsyncGenerator<GroundingEvent, Speed, void> {
    const { tracklets, segments } = pointable;
    const place = scene.pointed === null ? -1 : tracklets.indexOf(scene.tracklets[scene.pointed]!);
    const sound = sounds.pointed === null ? -1 : segments.indexOf(sounds.segments[sounds.pointed]!);
    const pointed = place >= 0 ? place : sound >= 0 && tracklets.length === 0 ? sound : null;
    const words = this.#writer.conversation({ question: scene.question, pointed }, request.history ?? [], (reference) =>
      locate(reference, pointable),
    );
    const { tracks, sounds: adapter } = this.#adapters;
    const embedded = new Float32Array((tracklets.length + segments.length) * this.#config.width);
    if (tracks && tracklets.length > 0)
      embedded.set(await this.#adapt(await tracks.get(), toTrackFeatures(tracklets, duration), tracklets.length));
    if (adapter && segments.length > 0) {
      const rows = toSoundFeatures(segments, duration, this.#config.sounds?.length ?? 0);
      embedded.set(await this.#adapt(await adapter.get(), rows, segments.length), tracklets.length * this.#config.width);
    }
    const prompt = [...this.#writer.picture(tracklets.length + segments.length), ...words];
    return yield* this.#write(prompt, embedded, writing);
  }

  async release(): Promise<void> {
    await this.#adapters.pictures.release();
    await (await this.#adapters.tracks?.made())?.release();
    await (await this.#adapters.sounds?.made())?.release();
    await this.#decoder.release();
  }

  /** Decodes one answer into `push`, without its thought. */
  async *#write(
    prompt: readonly number[],
    embedded: Float32Array,
    { push, started, signal, barred, correct }: Writing,
  ): AsyncGenerator<GroundingEvent, Speed, void> {
    const thought = new Thought(this.#config.operators?.['think'], this.#config.tokens.eos);
    const meaningless = [...this.#writer.pointersFrom(embedded.length / this.#config.width)];
    let tokens = 0;
    let firstToken = 0;
    let last = -1;
    let repeats = 0;
    const nowCorrect = (token: number): number => {
      const next = thought.correct(token);
      const taken = correct?.(next) ?? next;
      repeats = taken === last ? repeats + 1 : 1;
      last = taken;
      return taken;
    };
    const nowBarred = () => [
      ...(repeats >= MOST_REPEATS ? [last] : []),
      ...meaningless,
      ...(barred?.() ?? []),
      ...thought.barred,
    ];
    for await (const step of this.#decoder.generate(prompt, embedded, MOST_TOKENS, signal, nowBarred, nowCorrect)) {
      tokens += 1;
      if (tokens === 1) firstToken = performance.now() - started;
      if (thought.hides(step)) continue;
      const { text, reference } = push(step);
      if (text !== '') yield { type: 'token', text };
      if (reference) yield { type: 'reference', reference };
    }
    const rest = (performance.now() - started - firstToken) / 1000;
    return { firstToken, tokens, tokensPerSecond: rest > 0 ? Math.max(0, tokens - 1) / rest : 0 };
  }

  /** An adapter's output `[count, width]`. */
  async #adapt(adapter: OrtModule.InferenceSession, rows: Float32Array, count: number): Promise<Float32Array> {
    if (count === 0) return new Float32Array(0);
    const features = new this.#ort.Tensor('float32', rows, [count, rows.length / count]);
    const { embeds } = await adapter.run({ features });
    return embeds!.data as Float32Array;
  }
}
