import { OnnxWriter } from '../models/onnx-writer.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';
import { COLOURS, NEAR } from './colours.ts';

const SIDE = 32;
const NAMES = Object.keys(COLOURS);
/** One number for each colour, one that every picture has and no word, one that every text has and no picture. */
const WIDTH = NAMES.length + 2;
/** How much of that everything has: a share of the picture for a colour to stand out of. */
const EVERY = 0.02;

const PIECES: readonly (readonly [string, number])[] = [
  ['<pad>', 0],
  ['</s>', 0],
  ['<unk>', 0],
  ...NAMES.map((name) => [`▁${name}`, -1] as const),
  ..."▁abcdefghijklmnopqrstuvwxyz0123456789.,?'".split('').map((letter) => [letter, -10] as const),
];

/** A checkpoint with the files, inputs and outputs of `Xenova/siglip-base-patch16-224` that knows colours. */
export function siglip(): Checkpoint {
  const files = new CheckpointWriter();
  const tower = { hidden_size: WIDTH };
  files.json('config.json', {
    architectures: ['SiglipModel'],
    model_type: 'siglip',
    text_config: { ...tower, model_type: 'siglip_text_model' },
    vision_config: { ...tower, model_type: 'siglip_vision_model' },
  });
  files.json('preprocessor_config.json', {
    image_processor_type: 'SiglipImageProcessor',
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_mean: [0.5, 0.5, 0.5],
    image_std: [0.5, 0.5, 0.5],
    resample: 3,
    rescale_factor: 1 / 255,
    size: { height: SIDE, width: SIDE },
  });
  files.json('tokenizer.json', tokenizer());
  files.json('tokenizer_config.json', {
    tokenizer_class: 'SiglipTokenizer',
    model_max_length: 64,
    pad_token: '</s>',
    eos_token: '</s>',
    unk_token: '<unk>',
  });
  files.session('vision_model', ['_fp16', '', '_quantized'], vision());
  return files.session('text_model', ['_quantized'], text()).files;
}

/** A Unigram tokenizer as sentencepiece makes them: colours are pieces, all else is letters. */
function tokenizer(): object {
  const special = (content: string, id: number): object => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  });
  const metaspace = { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true };
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: ['<pad>', '</s>', '<unk>'].map(special),
    normalizer: { type: 'Lowercase' },
    pre_tokenizer: metaspace,
    post_processor: {
      type: 'TemplateProcessing',
      single: [{ Sequence: { id: 'A', type_id: 0 } }, { SpecialToken: { id: '</s>', type_id: 0 } }],
      pair: [{ Sequence: { id: 'A', type_id: 0 } }, { Sequence: { id: 'B', type_id: 0 } }],
      special_tokens: { '</s>': { id: '</s>', ids: [1], tokens: ['</s>'] } },
    },
    decoder: metaspace,
    model: { type: 'Unigram', unk_id: 2, vocab: PIECES },
  };
}

/** The share of the picture that each colour has. */
function vision(): Uint8Array {
  const onnx = new OnnxWriter();
  // Pixels are -1..1 here; distances are those in the RGB of 0..1.
  const places = Object.values(COLOURS).flatMap((rgb) => rgb.map((v) => 2 * v - 1));
  const table = onnx.float([1, NAMES.length, 3, 1, 1], places);
  const away = onnx.op('Sub', [onnx.op('Unsqueeze', ['pixel_values', onnx.int64([1])]), table]);
  const distance = onnx.op('ReduceSum', [onnx.op('Mul', [away, away]), onnx.int64([2])], { keepdims: 0 });
  const mask = onnx.op('Cast', [onnx.op('Less', [distance, onnx.float([], [4 * NEAR])])], { to: 1 });
  const shares = onnx.op('ReduceMean', [mask, onnx.int64([2, 3])], { keepdims: 0 });
  const one = onnx.op('Mul', [onnx.op('ReduceSum', [shares, onnx.int64([1])]), onnx.float([], [0])]);
  const every = onnx.op('Add', [one, onnx.float([], [EVERY])]);
  onnx.rename(onnx.op('Concat', [shares, every, one], { axis: 1 }), 'pooler_output');
  return onnx.finish({
    name: 'siglip-vision',
    inputs: { pixel_values: ['batch_size', 3, SIDE, SIDE] },
    outputs: { pooler_output: ['batch_size', WIDTH] },
    metadata: {},
  });
}

/** The colours that a text names. */
function text(): Uint8Array {
  const onnx = new OnnxWriter();
  const rows = PIECES.flatMap(([piece]) =>
    Array.from({ length: WIDTH }, (_, i) => (i === WIDTH - 1 ? 0.001 : piece === `▁${NAMES[i] ?? 'none'}` ? 1 : 0)),
  );
  const table = onnx.float([PIECES.length, WIDTH], rows);
  const sum = onnx.op('ReduceSum', [onnx.op('Gather', [table, 'input_ids']), onnx.int64([1])], { keepdims: 0 });
  onnx.rename(sum, 'pooler_output');
  return onnx.finish({
    name: 'siglip-text',
    inputs: { input_ids: ['batch_size', 'sequence_length'] },
    outputs: { pooler_output: ['batch_size', WIDTH] },
    integers: ['input_ids'],
    metadata: {},
  });
}
