import { COLOURS } from './colours.ts';

const SPECIAL = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'] as const;

/** The words of the tiny tokenizer, by id. Letters are there so that no word is unknown. */
export const WORDS: readonly string[] = [
  ...SPECIAL,
  '.',
  ',',
  '?',
  "'",
  ...Object.keys(COLOURS),
  'square',
  'thing',
  'and',
  'low',
  'middle',
  'high',
  'tone',
  ...'abcdefghijklmnopqrstuvwxyz0123456789'.split('').flatMap((letter) => [letter, `##${letter}`]),
];

const id = (word: string): number => WORDS.indexOf(word);

/** `tokenizer.json` of a BERT tokenizer (https://huggingface.co/docs/tokenizers), as `bert-base-uncased` has it, with `WORDS` for its vocabulary. */
export function wordPieceTokenizer(): object {
  const added = SPECIAL.map((content) => ({
    id: id(content),
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  }));
  const special = (content: string): object => ({ SpecialToken: { id: content, type_id: 0 } });
  const single = [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')];
  const tokens = ['[CLS]', '[SEP]'].map((content) => [content, { id: content, ids: [id(content)], tokens: [content] }]);
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: added,
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    post_processor: {
      type: 'TemplateProcessing',
      single,
      pair: [...single, { Sequence: { id: 'B', type_id: 1 } }, { SpecialToken: { id: '[SEP]', type_id: 1 } }],
      special_tokens: Object.fromEntries(tokens),
    },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    model: {
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(WORDS.map((word, i) => [word, i])),
    },
  };
}

/** `tokenizer_config.json` to it. */
export const WORDPIECE_CONFIG = {
  tokenizer_class: 'BertTokenizer',
  do_lower_case: true,
  model_max_length: 512,
  cls_token: '[CLS]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  unk_token: '[UNK]',
  mask_token: '[MASK]',
  clean_up_tokenization_spaces: true,
} as const;
