import { AnswerBuilder, askedThings, durationInWords, spanOf, type Answer, type Span } from '../../src/core/index.ts';
import {
  GroundingError,
  type DeviceKind,
  type GroundingEvent,
  type GroundingRequest,
  type HubContext,
  type KeptEmbeddings,
  type LoadContext,
  type MediumData,
  type PackManifest,
  type RunContext,
} from '../../src/packs/index.ts';
import { findMoments, planSteps, SURE, type Plan, type Scale } from './embeddings.ts';
import { LoadedModel } from './loaded-model.ts';
import { replyOf } from './reply.ts';

type Events = AsyncGenerator<GroundingEvent, void, void>;

/** A loaded model of two towers: one for words, one for looks (frames, or pieces of sound). All vectors have length one. */
export interface Towers {
  words(texts: readonly string[]): Promise<Float32Array[]>;
  /** One vector for each of the plan's steps from the `first` on, in order. */
  looks(medium: MediumData, plan: Plan, first: number, signal: AbortSignal): AsyncIterable<Float32Array>;
  dispose(): Promise<void>;
}

/** What a family of two towers has of its own. */
export interface TwoTowerFamily {
  open(context: LoadContext): Promise<Towers>;
  /** A phrase as the model was trained to read it. */
  toText(phrase: string): string;
  readonly sense: 'see' | 'hear';
  readonly scale: Scale;
  /** What a look is, to tell kept ones from those of another version of the family: "frames of 336 pixels". */
  readonly sampling: string;
  /** The shortest step in seconds, and the most looks by device. */
  readonly finest: number;
  readonly most: Readonly<Record<DeviceKind, number>>;
}

/** What is known of one medium: in memory while it is open, in storage beyond that, and gone on with after a stop. */
interface Index {
  readonly plan: Plan;
  readonly looks: Float32Array[];
  /** `null` where nothing can be kept. */
  kept: KeptEmbeddings | null;
  /** How many looks are in storage. */
  saved: number;
}

/** How often, in ms, what was looked at is put into storage: a tab that is closed loses no more than that. */
const SAVE_EVERY = 2000;

/**
 * Open words to moments: every step of a medium is compared with the words. A second question costs only its words, also in a later visit:
 * what was looked at is kept in the browser's storage.
 */
export class TwoTowers extends LoadedModel<Towers> {
  readonly #family: TwoTowerFamily;
  readonly #indices = new Map<string, Index>();
  #hub: HubContext | null = null;

  constructor(manifest: PackManifest, family: TwoTowerFamily) {
    super(manifest);
    this.#family = family;
  }

  protected open(context: LoadContext): Promise<Towers> {
    this.#hub = context.hub ?? null;
    return this.#family.open(context);
  }

  async *ground(request: GroundingRequest, context: RunContext): Events {
    const { medium, signal } = context;
    if (medium.kind === 'picture') throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} finds times, not places`);
    const { sense, scale } = this.#family;
    const started = performance.now();
    const { wish, phrases } = askedThings(request.task === 'ask' ? request.question : '');
    if (phrases.length === 0) {
      const text = `I find times by words. Say what you want to ${sense}.`;
      yield this.#answer({ state: 'unsure', parts: [{ text }], text, references: [] }, { all: performance.now() - started });
      return;
    }
    const { plan, looks } = yield* this.#look(request.medium.id, medium, context);
    const looked = performance.now();
    const words = await this.loaded.words(phrases.map((phrase) => this.#family.toText(phrase)));
    signal.throwIfAborted();
    const within: Span = (request.region && spanOf(request.region)) ?? [0, medium.duration];
    const things = findMoments(phrases, words, looks, plan.step, within, scale);
    const sentence = new AnswerBuilder(
      { pack: this.manifest.id, revision: this.manifest.revision },
      { duration: medium.duration },
    );
    const what = medium.kind === 'video' && sense === 'see' ? 'video' : 'recording';
    const place = `in this ${request.region ? 'part of the ' : ''}${what}`;
    const answer = replyOf(wish, things, { place, sure: SURE, sense }, sentence);
    const how = ` I compared one ${sense === 'see' ? 'frame' : 'piece'} every ${durationInWords(plan.step)} with your words.`;
    const told = { ...answer, parts: [...answer.parts, { text: how, added: true }], text: answer.text + how };
    yield this.#answer(told, { [sense === 'see' ? 'watch' : 'listen']: looked - started, match: performance.now() - looked });
  }

  override forget(mediumId: string): void {
    this.#indices.delete(mediumId);
  }

  protected close(towers: Towers): Promise<unknown> {
    this.#indices.clear();
    return towers.dispose();
  }

  /** Looks at every step that was not looked at yet. */
  async *#look(
    id: string,
    medium: Exclude<MediumData, { readonly kind: 'picture' }>,
    { signal, fingerprint }: RunContext,
  ): AsyncGenerator<GroundingEvent, Index, void> {
    const { finest, most, sense } = this.#family;
    const stage = sense === 'see' ? 'watch' : 'listen';
    // All of a long file may be read before anything else.
    if (!this.#indices.has(id)) yield { type: 'progress', stage, done: 0, total: 1 };
    const index =
      this.#indices.get(id) ?? (await this.#open(planSteps(medium.duration, finest, most, this.device), fingerprint));
    signal.throwIfAborted();
    this.#indices.set(id, index);
    const { plan, looks } = index;
    const total = plan.times.length;
    if (looks.length === total) return index;
    yield { type: 'progress', stage, done: looks.length, total };
    let savedAt = performance.now();
    try {
      for await (const look of this.loaded.looks(medium, plan, looks.length, signal)) {
        looks.push(look);
        signal.throwIfAborted();
        yield { type: 'progress', stage, done: looks.length, total };
        if (performance.now() - savedAt < SAVE_EVERY) continue;
        await save(index);
        savedAt = performance.now();
      }
    } finally {
      await save(index);
    }
    return index;
  }

  /** What an earlier visit has looked at. Where that cannot be known or read, nothing is there. */
  async #open(plan: Plan, fingerprint: RunContext['fingerprint']): Promise<Index> {
    const total = plan.times.length;
    try {
      const medium = this.#hub && (await fingerprint());
      const kept = medium ? this.#hub!.embeddings(medium, `${total} ${this.#family.sampling}`) : null;
      const looks = (await kept?.read())?.slice(0, total) ?? [];
      return { plan, looks, kept, saved: looks.length };
    } catch {
      return { plan, looks: [], kept: null, saved: 0 };
    }
  }

  #answer(answer: Answer, timings: Readonly<Record<string, number>>): GroundingEvent {
    return { type: 'answer', answer, timings, device: this.device };
  }
}

/** Puts into storage what is not there yet. A browser that has no room for it is not asked again. */
async function save(index: Index): Promise<void> {
  const { looks, kept, saved } = index;
  if (!kept || looks.length === saved) return;
  try {
    await kept.append(saved, looks.slice(saved));
    index.saved = looks.length;
  } catch {
    index.kept = null;
  }
}
