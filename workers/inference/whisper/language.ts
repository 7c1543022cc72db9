import type * as Transformers from '@huggingface/transformers';

/** What of `generation_config.json` says which languages a checkpoint knows. */
interface Languages {
  readonly is_multilingual?: boolean;
  /** By token: `<|de|>`. */
  readonly lang_to_id?: Readonly<Record<string, number>> | null;
  readonly decoder_start_token_id?: number | null;
}

/**
 * The language of a piece of sound: the likeliest language token after `<|startoftranscript|>`, as in the authors' `detect_language`
 * (openai/whisper, whisper/decoding.py). The library has no detection of its own and takes everything for English.
 *
 * @returns a code of Whisper's (`de`), or `null` for checkpoints of English alone
 */
export async function detectLanguage(
  { Tensor }: typeof Transformers,
  network: Transformers.WhisperForConditionalGeneration,
  processor: Transformers.Processor,
  samples: Float32Array,
): Promise<string | null> {
  const config = network.generation_config as Languages | null;
  const start = config?.decoder_start_token_id;
  const languages = Object.entries(config?.lang_to_id ?? {});
  if (!config?.is_multilingual || languages.length === 0 || typeof start !== 'number') return null;
  const { input_features } = (await processor(samples)) as Record<string, Transformers.Tensor>;
  const decoder_input_ids = new Tensor('int64', BigInt64Array.of(BigInt(start)), [1, 1]);
  const output = (await network({ input_features, decoder_input_ids })) as Record<string, Transformers.Tensor>;
  // [1, 1, vocabulary]
  const logits = output['logits']!.data as Float32Array;
  const [token] = languages.reduce((best, one) => (logits[one[1]]! > logits[best[1]]! ? one : best));
  for (const tensor of Object.values(output)) tensor.dispose();
  return token.slice(2, -2);
}

/** Written without spaces between words: the library gives such speech as runs of many words. */
const WITHOUT_SPACES: ReadonlySet<string> = new Set(['zh', 'yue', 'ja', 'th', 'lo', 'my']);

export const hasSpaces = (language: string): boolean => !WITHOUT_SPACES.has(language);

/** Whisper's own code of Javanese is not the standard's. */
const standard = (code: string): string => (code === 'jw' ? 'jv' : code);

/** A language in English: `German`. */
export const languageName = (code: string): string =>
  new Intl.DisplayNames(['en'], { type: 'language' }).of(standard(code)) ?? code;

/** Parts a run of words of a language without spaces; the words share its time by their letters. */
export function partWords(
  { text, span: [from, to] }: { readonly text: string; readonly span: readonly [number, number] },
  language: string,
): { readonly text: string; readonly span: readonly [number, number] }[] {
  const segments = new Intl.Segmenter(language, { granularity: 'word' }).segment(text);
  const at = (index: number): number => from + ((to - from) * index) / text.length;
  return Array.from(segments, ({ segment, index }) => ({ text: segment, span: [at(index), at(index + segment.length)] }));
}
