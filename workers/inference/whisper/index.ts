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
import { LoadedModel } from '../loaded-model.ts';
import { openTransformers, type OpenedLibrary } from '../transformers.ts';
import { detectLanguage, hasSpaces, languageName, partWords } from './language.ts';
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
  /** Whisper's code of the language of the first speech; `null` before that, and where the checkpoint knows English alone. */
  language: string | null;
}

interface Loaded {
  readonly library: OpenedLibrary['library'];
  readonly processor: Transformers.Processor;
  readonly network: Transformers.WhisperForConditionalGeneration;
  readonly recognize: Transformers.AutomaticSpeechRecognitionPipeline;
}

/** Whisper (Radford et al. 2022, arXiv 2212.04356): spoken words with the time of each, out of its cross-attention. */
class Whisper extends LoadedModel<Loaded> {
  readonly #transcripts = new Map<string, Transcript>();

  protected async open(context: LoadContext): Promise<Loaded> {
    const { library, repo, files, model } = await openTransformers(context);
    const processor = await library.AutoProcessor.from_pretrained(repo, files);
    const network = await library.WhisperForConditionalGeneration.from_pretrained(repo, model);
    const { tokenizer } = processor;
    if (!tokenizer) throw new GroundingError('MODEL_CORRUPT', `${repo} has no tokenizer`);
    const task = 'automatic-speech-recognition';
    const recognize = new library.AutomaticSpeechRecognitionPipeline({ task, model: network, tokenizer, processor });
    return { library, processor, network: network as Loaded['network'], recognize };
  }

  async *ground(request: GroundingRequest, { medium, signal }: RunContext): Events {
    const sound = medium.kind === 'video' ? medium.sound : medium.kind === 'sound' ? medium : null;
    if (medium.kind === 'picture' || !sound)
      throw new GroundingError('INVALID_REQUEST', `${this.manifest.id} listens, and there is no sound here`);
    const { duration } = medium;
    const started = performance.now();
    const { words: all, language } = yield* this.#listen(request.medium.id, sound, duration, signal);
    const listened = performance.now();
    const [from, to]: Span = (request.region && spanOf(request.region)) ?? [0, duration];
    const words = all.filter(({ span }) => span[1] > from && span[0] < to);
    const sentence = new AnswerBuilder({ pack: this.manifest.id, revision: this.manifest.revision }, { duration });
    const answer = inLanguage(reply(request.task === 'ask' ? request.question : '', words, sentence), language);
    const timings = { listen: listened - started, match: performance.now() - listened };
    yield { type: 'answer', answer, timings, device: this.device };
  }

  override forget(mediumId: string): void {
    this.#transcripts.delete(mediumId);
  }

  protected close({ recognize }: Loaded): Promise<unknown> {
    this.#transcripts.clear();
    return recognize.dispose();
  }

  async *#listen(
    id: string,
    sound: SoundSource,
    duration: number,
    signal: AbortSignal,
  ): AsyncGenerator<GroundingEvent, Transcript, void> {
    const { library, processor, network, recognize } = this.loaded;
    const transcript = this.#transcripts.get(id) ?? { words: [], until: 0, language: null };
    this.#transcripts.set(id, transcript);
    while (transcript.until < duration) {
      yield { type: 'progress', stage: 'listen', done: transcript.until, total: duration };
      const { from, to, samples } = await nextPiece(sound, transcript.until, duration, signal);
      signal.throwIfAborted();
      if (samples) {
        transcript.language ??= await detectLanguage(library, network, processor, samples);
        const { language } = transcript;
        signal.throwIfAborted();
        const options = { return_timestamps: 'word' as const, ...(language === null ? {} : { language }) };
        const recognized = (await recognize(samples, options)) as Recognized;
        signal.throwIfAborted();
        for (const { text, timestamp } of recognized.chunks ?? []) {
          const start = Math.min(to, from + timestamp[0]);
          const word: Word = { text, span: [start, Math.min(to, Math.max(start, from + (timestamp[1] ?? timestamp[0])))] };
          transcript.words.push(...(language === null || hasSpaces(language) ? [word] : partWords(word, language)));
        }
      }
      transcript.until = to;
    }
    return transcript;
  }
}

const found = ({ span }: Pick<Said, 'span'>) => ({ geometry: { kind: 'span' as const, span } });

/** Says which language is spoken where it is not the page's. */
function inLanguage(answer: Answer, language: string | null): Answer {
  if (language === null || language === 'en' || answer.references.length === 0) return answer;
  const text = ` The language is ${languageName(language)}.`;
  return { ...answer, parts: [...answer.parts, { text, added: true }], text: answer.text + text };
}

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
