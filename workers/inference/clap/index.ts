import type * as Transformers from '@huggingface/transformers';
import {
  GroundingError,
  type GroundingModel,
  type LoadContext,
  type MediumData,
  type PackManifest,
  type SoundSource,
} from '../../../src/packs/index.ts';
import { normalize, type Plan } from '../embeddings.ts';
import { openTransformers } from '../transformers.ts';
import { TwoTowers, type Towers, type TwoTowerFamily } from '../two-towers.ts';

/** Hz that the model listens at, and seconds of what it takes at once. */
const RATE = 48_000;
const TAKES = 10;
/** Seconds of sound that are compared with the words at once: longer ones blur when, shorter ones what. */
const PIECE = 2;

/** Cosines of `clap-htsat-unfused` as its users report them; where to cut was not measured with the real checkpoint. */
const SCALE = { least: 0.2, sure: 0.3 } as const;

/** CLAP (Wu et al. 2022, arXiv 2211.06687): every piece of sound is compared with the words. */
const FAMILY: TwoTowerFamily = {
  open,
  // The prompt of the authors' own zero-shot examples.
  toText: (phrase) => `This is a sound of ${phrase.toLowerCase()}.`,
  sense: 'hear',
  scale: SCALE,
  sampling: `pieces of ${PIECE} s at ${RATE} Hz`,
  finest: 1,
  most: { webgpu: 1800, 'wasm-threads': 300, wasm: 150 },
};

async function open(context: LoadContext): Promise<Towers> {
  const { library, repo, files, model } = await openTransformers(context);
  const extractor = await library.AutoFeatureExtractor.from_pretrained(repo, files);
  const tokenizer = await library.AutoTokenizer.from_pretrained(repo, files);
  const hearing = await library.ClapAudioModelWithProjection.from_pretrained(repo, model);
  // Asked once a question: not worth the memory of the graphics card.
  const reader = await library.ClapTextModelWithProjection.from_pretrained(repo, {
    ...model,
    session_options: { executionProviders: ['wasm'] },
  });
  return {
    async words(texts) {
      return rowsOf(await reader(tokenizer([...texts], { padding: true, truncation: true })), 'text_embeds');
    },
    async *looks(medium: MediumData, { times }: Plan, first: number, signal: AbortSignal) {
      const sound = medium.kind === 'video' ? medium.sound : medium.kind === 'sound' ? medium : null;
      if (medium.kind === 'picture' || !sound) throw new GroundingError('INVALID_REQUEST', 'there is no sound to listen to');
      for (const time of times.slice(first)) {
        const samples = await pieceAround(sound, time, medium.duration, signal);
        const inputs = (await extractor(samples)) as Record<string, unknown>;
        yield rowsOf(await hearing(inputs), 'audio_embeds')[0]!;
      }
    },
    async dispose() {
      await hearing.dispose();
      await reader.dispose();
    },
  };
}

/** The sound around a time, repeated until it fills what the model takes: given more, the library would cut out a part at random. */
async function pieceAround(sound: SoundSource, time: number, duration: number, signal: AbortSignal): Promise<Float32Array> {
  const from = Math.max(0, Math.min(time - PIECE / 2, duration - PIECE));
  const whole = new Float32Array(TAKES * RATE);
  let filled = 0;
  for await (const samples of sound.samples(from, Math.min(duration, from + PIECE), signal, RATE)) {
    const fits = samples.subarray(0, PIECE * RATE - filled);
    whole.set(fits, filled);
    filled += fits.length;
  }
  if (filled === 0) return whole;
  for (let at = filled; at < whole.length; at += filled) whole.set(whole.subarray(0, Math.min(filled, whole.length - at)), at);
  return whole;
}

/** The projected vectors of a tower's output, of length one. */
function rowsOf(output: unknown, name: 'text_embeds' | 'audio_embeds'): Float32Array[] {
  const embeds = (output as Record<string, Transformers.Tensor | undefined>)[name];
  const [rows = 0, width = 0] = embeds?.dims ?? [];
  if (!embeds || !(embeds.data instanceof Float32Array))
    throw new GroundingError('MODEL_CORRUPT', `the session has no ${name}`);
  const data = normalize(embeds.data.slice(), width);
  return Array.from({ length: rows }, (_, row) => data.subarray(row * width, (row + 1) * width));
}

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new TwoTowers(manifest, FAMILY);
}
