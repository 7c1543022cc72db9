/** What a checkpoint's byte-level BPE tokenizer has of its own. */
interface ByteLevelPlan {
  /** Every token, in the order of the ids. */
  readonly tokens: readonly string[];
  /** Tokens that are found in a text before it is cut; `special` ones are left out where text is read. */
  readonly added: readonly { readonly id: number; readonly content: string; readonly special: boolean }[];
  /** Words that are joined from all letters but the last, and the last. */
  readonly merged?: readonly string[];
  readonly trimOffsets?: boolean;
  readonly normalizer?: object | null;
  readonly postProcessor?: object | null;
}

/** Content of a `tokenizer.json` of a byte-level BPE tokenizer. */
export function byteLevelTokenizer({
  tokens,
  added,
  merged = [],
  trimOffsets = true,
  normalizer = null,
  postProcessor = null,
}: ByteLevelPlan): object {
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: trimOffsets, use_regex: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added.map((token) => ({ ...token, single_word: false, lstrip: false, rstrip: false, normalized: false })),
    normalizer,
    pre_tokenizer: bytes,
    post_processor: postProcessor,
    decoder: bytes,
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: '',
      end_of_word_suffix: '',
      fuse_unk: false,
      vocab: Object.fromEntries(tokens.map((token, i) => [token, i])),
      merges: merged.map((word) => `${word.slice(0, -1)} ${word.slice(-1)}`),
    },
  };
}
