import { BYTE_ALPHABET, toByteLetters } from './byte-alphabet.ts';
import { byteLevelTokenizer } from './byte-level.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';
import { COLOURS } from './colours.ts';
import { qwen35Decoder, qwen35Embeddings, qwen35Vision, WIDTH } from './qwen35-graphs.ts';

const NAMES = Object.keys(COLOURS);

const SPECIAL = [
  '<|endoftext|>',
  '<|im_start|>',
  '<|im_end|>',
  '<|object_ref_start|>',
  '<|object_ref_end|>',
  '<|box_start|>',
  '<|box_end|>',
  '<|vision_start|>',
  '<|vision_end|>',
  '<|vision_pad|>',
  '<|image_pad|>',
  '<|video_pad|>',
  '<think>',
  '</think>',
];
/** Words of a prompt that it reads: what is asked for decides what it writes. */
const READ = [...NAMES, 'JSON', 'yes', 'story'].map((word) => `Ġ${word}`);
/** Beginnings of them, and of its own yes and no: a byte-pair encoding puts words together letter by letter. */
const BEGINNINGS = [
  ...new Set([...READ, 'Yes', 'No'].flatMap((word) => Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i + 2)))),
];
/** What it writes, piece by piece. */
const WRITTEN = {
  open: '```json\n[{"bbox_2d": [',
  comma: ', ',
  label: '], "label": "',
  close: '"}]\n```',
  none: '[]',
  yes: 'Yes',
  no: 'No',
  turn: 'Turn ',
  see: ': I see ',
  nothing: 'nothing',
  stop: '.',
  again: ' again',
} as const;
const NUMBERS = Array.from({ length: 1001 }, (_, i) => String(i));
/** Numbers are first, so that a number is its token. */
const TOKENS = [
  ...new Set([...NUMBERS, ...BYTE_ALPHABET, ...BEGINNINGS, ...Object.values(WRITTEN).map(toByteLetters), ...NAMES, ...SPECIAL]),
];
const id = (token: string): number => TOKENS.indexOf(token);
const written = (piece: keyof typeof WRITTEN): number => id(toByteLetters(WRITTEN[piece]));

/** In the words of this app, what the published template does with what is used here: turns, pictures, and thinking that is off. */
const TEMPLATE = `{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' }}
{%- if message.content is string %}{{- message.content }}
{%- else %}
{%- for part in message.content %}
{%- if part.type == 'image' %}{{- '<|vision_start|><|image_pad|><|vision_end|>' }}{%- else %}{{- part.text }}{%- endif %}
{%- endfor %}
{%- endif %}
{{- '<|im_end|>\\n' }}
{%- endfor %}
{%- if add_generation_prompt %}
{{- '<|im_start|>assistant\\n<think>\\n' }}
{%- if enable_thinking is defined and enable_thinking is false %}{{- '\\n</think>\\n\\n' }}{%- endif %}
{%- endif %}`;

/**
 * A checkpoint with the files, inputs and outputs of `onnx-community/Qwen3.5-0.8B-ONNX` that knows colours. By the words of the last
 * message it writes
 *
 * - `JSON`: the colour that is named, with the place that it has in the picture; `[]` where it is not to be seen,
 * - `yes`: whether the colour that is named is to be seen, and both equally where none is named,
 * - `story`: without end,
 * - else, also where `JSON` of no colour is wanted: the number of the turn, and the first colour that is to be seen.
 */
export function qwen35(): Checkpoint {
  const files = new CheckpointWriter();
  const ids = { eos_token_id: id('<|im_end|>'), pad_token_id: id('<|endoftext|>') };
  files.json('config.json', {
    architectures: ['Qwen3_5ForConditionalGeneration'],
    model_type: 'qwen3_5',
    image_token_id: id('<|image_pad|>'),
    video_token_id: id('<|video_pad|>'),
    vision_start_token_id: id('<|vision_start|>'),
    vision_end_token_id: id('<|vision_end|>'),
    tie_word_embeddings: true,
    text_config: {
      model_type: 'qwen3_5_text',
      eos_token_id: ids.eos_token_id,
      head_dim: WIDTH,
      hidden_size: WIDTH,
      layer_types: ['linear_attention', 'full_attention'],
      num_attention_heads: 1,
      num_hidden_layers: 2,
      num_key_value_heads: 1,
      vocab_size: TOKENS.length,
    },
    vision_config: {
      model_type: 'qwen3_5',
      out_hidden_size: WIDTH,
      patch_size: 16,
      spatial_merge_size: 2,
      temporal_patch_size: 2,
    },
  });
  // The real one asks for sampling as well.
  files.json('generation_config.json', { ...ids, do_sample: true, temperature: 1, top_k: 20, top_p: 0.95 });
  files.json('preprocessor_config.json', {
    image_processor_type: 'Qwen2VLImageProcessorFast',
    processor_class: 'Qwen3VLProcessor',
    do_convert_rgb: true,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
    merge_size: 2,
    patch_size: 16,
    resample: 3,
    rescale_factor: 1 / 255,
    size: { longest_edge: 16_777_216, shortest_edge: 65_536 },
    temporal_patch_size: 2,
  });
  files.files.set('chat_template.jinja', Buffer.from(TEMPLATE));
  files.json('tokenizer.json', tokenizer());
  files.json('tokenizer_config.json', {
    tokenizer_class: 'Qwen2Tokenizer',
    add_bos_token: false,
    add_prefix_space: false,
    bos_token: null,
    eos_token: '<|im_end|>',
    pad_token: '<|endoftext|>',
    unk_token: null,
    model_max_length: 262_144,
    processor_class: 'Qwen3VLProcessor',
  });
  const words = {
    size: TOKENS.length,
    message: id('<|im_start|>'),
    ready: id('</think>'),
    end: ids.eos_token_id,
    read: { colours: NAMES.map((name) => id(`Ġ${name}`)), json: id('ĠJSON'), yes: id('Ġyes'), story: id('Ġstory') },
    colours: NAMES.map(id),
    written,
  };
  const suffixes = ['_q4f16', '_q4'];
  files.sessionApart('embed_tokens', suffixes, qwen35Embeddings);
  files.sessionApart('vision_encoder', suffixes, qwen35Vision);
  return files.sessionApart('decoder_model_merged', suffixes, (location) => qwen35Decoder(words, location)).files;
}

/** A byte-level BPE tokenizer as Qwen has it: any text is tokens, at worst a byte each. */
function tokenizer(): object {
  return byteLevelTokenizer({
    tokens: TOKENS,
    added: SPECIAL.map((content) => ({ id: id(content), content, special: !content.includes('think') })),
    merged: BEGINNINGS,
    trimOffsets: false,
    normalizer: { type: 'NFC' },
    postProcessor: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
  });
}
