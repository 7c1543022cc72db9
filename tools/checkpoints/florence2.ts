import { OnnxWriter } from '../models/onnx-writer.ts';
import { byteLevelTokenizer } from './byte-level.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';
import { COLOURS, NEAR } from './colours.ts';
import { extent } from './extent.ts';

const SIDE = 64;
const MEAN = [0.485, 0.456, 0.406] as const;
const STD = [0.229, 0.224, 0.225] as const;
const NAMES = Object.keys(COLOURS);
/** What it writes when no colour is named. */
const CAPTION = ['Ġa', 'Ġpicture'];

const SPECIAL = ['<s>', '<pad>', '</s>', '<unk>'];
const LETTERS = 'ĠabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:;?!<>_-'.split('');
/** Beginnings of the words that are one token: a byte-pair encoding puts them together letter by letter. */
const BEGINNINGS = [
  ...new Set(
    [...NAMES.map((name) => `Ġ${name}`), 'Ġpicture'].flatMap((word) =>
      Array.from({ length: word.length - 1 }, (_, i) => word.slice(0, i + 2)),
    ),
  ),
];
const WORDS = [...new Set([...SPECIAL, ...LETTERS, ...BEGINNINGS, ...CAPTION])];
const LOCATIONS = Array.from({ length: 1000 }, (_, i) => `<loc_${i}>`);
const TOKENS = [...WORDS, ...LOCATIONS];
const id = (token: string): number => TOKENS.indexOf(token);
const [BOS, PAD, EOS] = [id('<s>'), id('<pad>'), id('</s>')];

/** Width of all vectors: four edges of each colour, the number of a token, and one that tells text from picture. */
const EDGES = 4 * NAMES.length;
const WIDTH = EDGES + 2;

/** A checkpoint with the files and sessions of `onnx-community/Florence-2-base-ft` that knows colours and their places. */
export function florence2(): Checkpoint {
  const files = new CheckpointWriter();
  const ids = {
    bos_token_id: BOS,
    pad_token_id: PAD,
    eos_token_id: EOS,
    decoder_start_token_id: EOS,
    forced_bos_token_id: BOS,
  };
  files.json('config.json', {
    architectures: ['Florence2ForConditionalGeneration'],
    model_type: 'florence2',
    is_encoder_decoder: true,
    projection_dim: WIDTH,
    vocab_size: TOKENS.length,
    ...ids,
    text_config: {
      model_type: 'florence2_language',
      d_model: 1,
      decoder_attention_heads: 1,
      decoder_layers: 1,
      encoder_attention_heads: 1,
      encoder_layers: 1,
      is_encoder_decoder: true,
      vocab_size: TOKENS.length,
      ...ids,
    },
    vision_config: { model_type: 'davit' },
  });
  // The real one asks for three beams as well.
  files.json('generation_config.json', { ...ids, num_beams: 3, no_repeat_ngram_size: 3, early_stopping: true });
  files.json('preprocessor_config.json', {
    image_processor_type: 'CLIPImageProcessor',
    processor_class: 'Florence2Processor',
    crop_size: { height: SIDE, width: SIDE },
    do_center_crop: false,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_mean: MEAN,
    image_std: STD,
    resample: 3,
    rescale_factor: 1 / 255,
    size: { height: SIDE, width: SIDE },
  });
  files.json('tokenizer.json', tokenizer());
  files.json('tokenizer_config.json', {
    tokenizer_class: 'BartTokenizer',
    add_prefix_space: false,
    bos_token: '<s>',
    cls_token: '<s>',
    eos_token: '</s>',
    sep_token: '</s>',
    pad_token: '<pad>',
    unk_token: '<unk>',
    model_max_length: 1024,
    processor_class: 'Florence2Processor',
  });
  files.session('embed_tokens', ['_fp16', ''], embedTokens());
  files.session('vision_encoder', ['_fp16', '', '_q4'], vision());
  files.session('encoder_model', ['_q4'], encoder());
  return files.session('decoder_model_merged', ['_q4'], decoder()).files;
}

/** A byte-level BPE tokenizer as BART has it. */
function tokenizer(): object {
  return byteLevelTokenizer({
    tokens: WORDS,
    added: [...SPECIAL, ...LOCATIONS].map((content) => ({ id: id(content), content, special: SPECIAL.includes(content) })),
    merged: [...BEGINNINGS, 'Ġa'],
    postProcessor: {
      type: 'RobertaProcessing',
      sep: ['</s>', EOS],
      cls: ['<s>', BOS],
      trim_offsets: true,
      add_prefix_space: false,
    },
  });
}

/** The number of the token, and that it is text. */
function embedTokens(): Uint8Array {
  const onnx = new OnnxWriter();
  const token = onnx.op('Unsqueeze', [onnx.op('Cast', ['input_ids'], { to: 1 }), onnx.int64([2])]);
  const none = onnx.op('Mul', [
    token,
    onnx.float(
      [1, 1, EDGES],
      Array.from({ length: EDGES }, () => 0),
    ),
  ]);
  const text = onnx.op('Add', [onnx.op('Mul', [token, onnx.float([], [0])]), onnx.float([], [1])]);
  onnx.rename(onnx.op('Concat', [none, token, text], { axis: 2 }), 'inputs_embeds');
  return onnx.finish({
    name: 'florence2-embed',
    inputs: { input_ids: ['batch_size', 'sequence_length'] },
    outputs: { inputs_embeds: ['batch_size', 'sequence_length', WIDTH] },
    integers: ['input_ids'],
    metadata: {},
  });
}

/** One image token: left, top, right and bottom of each colour. */
function vision(): Uint8Array {
  const onnx = new OnnxWriter();
  const places = Object.values(COLOURS).flatMap((rgb) => rgb.map((v, c) => (v - MEAN[c]!) / STD[c]!));
  const table = onnx.float([1, NAMES.length, 3, 1, 1], places);
  const away = onnx.op('Mul', [
    onnx.op('Sub', [onnx.op('Unsqueeze', ['pixel_values', onnx.int64([1])]), table]),
    onnx.float([1, 1, 3, 1, 1], [...STD]),
  ]);
  const distance = onnx.op('ReduceSum', [onnx.op('Mul', [away, away]), onnx.int64([2])], { keepdims: 0 });
  const mask = onnx.op('Cast', [onnx.op('Less', [distance, onnx.float([], [NEAR])])], { to: 1 });
  const [left, right] = extent(onnx, mask, { over: 2, size: 3 });
  const [top, bottom] = extent(onnx, mask, { over: 3, size: 2 });
  const edges = [left, top, right, bottom].map((side) => onnx.op('Unsqueeze', [side, onnx.int64([2])]));
  const flat = onnx.op('Reshape', [onnx.op('Concat', edges, { axis: 2 }), onnx.int64([1, 1, EDGES])]);
  onnx.rename(onnx.op('Concat', [flat, onnx.float([1, 1, 2], [-1, 0])], { axis: 2 }), 'image_features');
  return onnx.finish({
    name: 'florence2-vision',
    inputs: { pixel_values: ['batch_size', 3, SIDE, SIDE] },
    outputs: { image_features: ['batch_size', 1, WIDTH] },
    metadata: {},
  });
}

function encoder(): Uint8Array {
  const onnx = new OnnxWriter();
  onnx.rename('inputs_embeds', 'last_hidden_state');
  const embedded = ['batch_size', 'encoder_sequence_length', WIDTH];
  return onnx.finish({
    name: 'florence2-encoder',
    inputs: { attention_mask: ['batch_size', 'encoder_sequence_length'], inputs_embeds: embedded },
    outputs: { last_hidden_state: embedded },
    integers: ['attention_mask'],
    metadata: {},
  });
}

/**
 * Writes, by how many tokens there are: the colour that was asked for and its place; the colour alone where it is not to be seen; `CAPTION`
 * where no colour was asked for.
 */
function decoder(): Uint8Array {
  const onnx = new OnnxWriter();
  const number = (value: number): string => onnx.float([1], [value]);
  const vector = (name: string): string => onnx.op('Reshape', [name, onnx.int64([-1])]);
  // [tokens of the picture and the text]
  const read = vector(onnx.op('Gather', ['encoder_hidden_states', onnx.integer(EDGES)], { axis: 2 }));
  const colours = onnx.float(
    [NAMES.length, 1],
    NAMES.map((name) => id(`Ġ${name}`)),
  );
  const same = onnx.op('Cast', [onnx.op('Equal', [read, colours])], { to: 1 });
  const asked = onnx.op('ReduceMax', [same, onnx.int64([1])], { keepdims: 0 });
  const word = onnx.op('ReduceSum', [onnx.op('Mul', [asked, vector(colours)]), onnx.int64([0])]);
  const picture = onnx.op('Gather', ['encoder_hidden_states', onnx.integer(0)], { axis: 1 });
  const edges = onnx.op('Slice', [picture, onnx.int64([0]), onnx.int64([EDGES]), onnx.int64([1])]);
  const places = onnx.op('Reshape', [edges, onnx.int64([NAMES.length, 4])]);
  const place = vector(onnx.op('MatMul', [onnx.op('Reshape', [asked, onnx.int64([1, NAMES.length])]), places]));
  const steps = onnx.op('Floor', [onnx.op('Mul', [place, onnx.float([], [999.5])])]);
  const written = onnx.op('Add', [steps, onnx.float([], [id('<loc_0>')])]);
  const [first, last] = [0, 2].map((side) => onnx.op('Gather', [place, onnx.int64([side])]));
  const there = onnx.op('Less', [first!, last!]);

  const end = number(EOS);
  const found = onnx.op('Concat', [number(BOS), word, written, end], { axis: 0 });
  const missing = onnx.op('Concat', [number(BOS), word, end, end, end, end, end], { axis: 0 });
  const caption = onnx.float([7], [BOS, ...CAPTION.map(id), EOS, EOS, EOS, EOS]);
  const some = onnx.op('Greater', [onnx.op('ReduceMax', [asked, onnx.int64([0])]), onnx.float([], [0])]);
  const line = onnx.op('Where', [some, onnx.op('Where', [there, found, missing]), caption]);
  const past = onnx.op('Gather', [onnx.op('Shape', ['past_key_values.0.decoder.key']), onnx.int64([2])]);
  const next = onnx.op('Gather', [line, onnx.op('Min', [past, onnx.int64([6])])]);
  const vocabulary = onnx.float(
    [TOKENS.length],
    TOKENS.map((_, i) => i),
  );
  const chosen = onnx.op('Cast', [onnx.op('Equal', [vocabulary, next])], { to: 1 });
  const scores = onnx.op('Mul', [chosen, onnx.float([], [20])]);
  onnx.rename(onnx.op('Reshape', [scores, onnx.int64([1, 1, TOKENS.length])]), 'logits');

  const own = onnx.op('Gather', ['inputs_embeds', onnx.integer(EDGES)], { axis: 2 });
  const kept = onnx.op('Unsqueeze', [own, onnx.int64([1, 3])]);
  for (const part of ['key', 'value'])
    onnx.rename(onnx.op('Concat', [`past_key_values.0.decoder.${part}`, kept], { axis: 2 }), `present.0.decoder.${part}`);
  const before = ['batch_size', 1, 'past_decoder_sequence_length', 1];
  const after = ['batch_size', 1, 'present_decoder_sequence_length', 1];
  return onnx.finish({
    name: 'florence2-decoder',
    inputs: {
      encoder_attention_mask: ['batch_size', 'encoder_sequence_length'],
      encoder_hidden_states: ['batch_size', 'encoder_sequence_length', WIDTH],
      inputs_embeds: ['batch_size', 'decoder_sequence_length', WIDTH],
      'past_key_values.0.decoder.key': before,
      'past_key_values.0.decoder.value': before,
    },
    outputs: {
      logits: ['batch_size', 'decoder_sequence_length', TOKENS.length],
      'present.0.decoder.key': after,
      'present.0.decoder.value': after,
    },
    integers: ['encoder_attention_mask'],
    metadata: {},
  });
}
