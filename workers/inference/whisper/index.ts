import type * as Transformers from '@huggingface/transformers';
import { AnswerBuilder, spanOf, type Answer, type Span } from '../../../src/core/index.ts';
import {
  GroundingError,
  type GroundingEvent,
  type GroundingModel,
  type GroundingRequest,
  type LoadContext,
  type PackManifest,
  type RunContext,
  type SoundSource,
} from '../../../src/packs/index.ts';
import { openTransformers } from '../transformers.ts';
import { nextPiece } from './pieces.ts';
import { findSaid, sentencesOf, speechOf, speechQuestion, type Said, type Word } from './transcript.ts';

type Events = AsyncGenerator<GroundingEvent, void, void>;

/** What the pipeline gives for `return_timestamps: 'word'`. */
interface Recognized {
  readonly chunks?: readonly { readonly text: string; readonly timestamp: readonly [number, number | null] }[];
}

/** What is known of one medium: listened to once, and gone on with after a stop. */
interface Transcript {
  readonly words: Word[];
  /** Seconds that were listened to. */
  until: number;
}

/** Whisper (Radford et al. 2022, arXiv 2212.04356): spoken words with the time of each, out of its cross-attention. */
class Whisper implements GroundingModel {
  readonly manifest: PackManifest;
  readonly #transcripts = new Map<string, Transcript>();
  #recognize: Transformers.AutomaticSpeechRecognitionPipeline | null = null;
  #device: LoadContext['device'] = 'wasm';

  constructor(manifest: PackManifest) {
    this.manifest = manifest;
  }

  async load(context: LoadContext): Promise<void> {
    const { library, repo, files, model } = await openTransformers(context);
    this.#device = context.device;
    context.progress({ type: 'progress', stage: 'compile', done: 0, total: 1 });
    const processor = await library.AutoProcessor.from_pretrained(repo, files);
    const network = await library.WhisperForConditionalGeneration.from_pretrained(repo, model);
    const { tokenizer } = processor;
    if (!tokenizer) throw new GroundingError('MODEL_CORRUPT', `${repo} has no tokenizer`);
    this.#recognize = new library.AutomaticSpeechRecognitionPipeline({
      task: 'automatic-speech-recognition',
      model: network,
      tokenizer,
      processor,
    });
    context.progress({ type: 'progress', stage: 'compile', done: 1, total: 1 });
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Events {
    const sound = medium.kind === 'video' ? medium.sound : medium.kind === 'sound' ? medium : null;
    if (medium.kind === 'picture' || !sound)
      throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} listens, and there is no sound here`);
    const { duration } = medium;
    const started = performance.now();
    const all = yield* this.#listen(request.medium.id, sound, duration, signal);
    const listened = performance.now();
    const [from, to]: Span = (request.region && spanOf(request.region)) ?? [0, duration];
    const words = all.filter(({ span }) => span[1] > from && span[0] < to);
    const sentence = new AnswerBuilder({ pack: this.manifest.id, revision: this.manifest.revision }, { duration });
    const answer = reply(request.task === 'ask' ? request.question : '', words, sentence);
    const timings = { listen: listened - started, match: performance.now() - listened };
    yield { type: 'answer', answer, timings, device: this.#device };
  }

  forget(mediumId: string): void {
    this.#transcripts.delete(mediumId);
  }

  async dispose(): Promise<void> {
    this.#transcripts.clear();
    await this.#recognize?.dispose();
    this.#recognize = null;
  }

  async *#listen(
    id: string,
    sound: SoundSource,
    duration: number,
    signal: AbortSignal,
  ): AsyncGenerator<GroundingEvent, readonly Word[], void> {
    if (!this.#recognize) throw new GroundingError('INTERNAL', 'asked before the pack was loaded');
    const transcript = this.#transcripts.get(id) ?? { words: [], until: 0 };
    this.#transcripts.set(id, transcript);
    while (transcript.until < duration) {
      yield { type: 'progress', stage: 'listen', done: transcript.until, total: duration };
      const { from, to, samples } = await nextPiece(sound, transcript.until, duration, signal);
      signal.throwIfAborted();
      if (samples) {
        const recognized = (await this.#recognize(samples, { return_timestamps: 'word' })) as Recognized;
        signal.throwIfAborted();
        for (const { text, timestamp } of recognized.chunks ?? []) {
          const start = Math.min(to, from + timestamp[0]);
          transcript.words.push({ text, span: [start, Math.min(to, Math.max(start, from + (timestamp[1] ?? timestamp[0])))] });
        }
      }
      transcript.until = to;
    }
    return transcript.words;
  }
}

const found = ({ span }: Pick<Said, 'span'>) => ({ geometry: { kind: 'span' as const, span } });

/** The answer, in words of this app around the words that were heard. */
function reply(question: string, words: readonly Word[], sentence: AnswerBuilder): Answer {
  if (words.length === 0) return sentence.say('I hear nobody speak here.').finish('absent');
  const asked = speechQuestion(question);
  switch (asked.wants) {
    case 'words': {
      const said = findSaid(words, asked.phrase);
      if (said.length === 0) return sentence.say(`I do not hear “${asked.phrase}” here.`).finish('absent');
      const times = said.length === 1 ? ' is said once.' : ` is said ${said.length} times.`;
      return sentence.point(`“${asked.phrase}”`, said.map(found), asked.phrase).say(times).finish('found');
    }
    case 'all': {
      for (const [i, one] of sentencesOf(words).entries()) sentence.say(i === 0 ? '' : ' ').point(one.text, [found(one)]);
      return sentence.finish('found');
    }
    case 'speech': {
      const spans = speechOf(words).map((span) => found({ span }));
      return sentence
        .point('Somebody speaks', spans, 'speech')
        .say(spans.length === 1 ? '.' : ` ${spans.length} times.`)
        .finish('found');
    }
  }
}

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new Whisper(manifest);
}
