import { OnnxWriter } from '../models/onnx-writer.ts';
import { byteLevelTokenizer } from './byte-level.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';

/**
 * What it hears in every piece of sound, one word after another, half a second each, from 0.5 s on; where it is told that German is spoken,
 * the first word is another.
 */
const WORDS = ['Ġthe', 'Ġred', 'Ġcar', 'Ġpasses', '.'];
const GERMAN = 'Ġdas';
const SECONDS = 0.5;
const SPECIAL = [
  '<|endoftext|>',
  '<|startoftranscript|>',
  '<|en|>',
  '<|de|>',
  '<|translate|>',
  '<|transcribe|>',
  '<|startoflm|>',
  '<|startofprev|>',
  '<|nospeech|>',
  '<|notimestamps|>',
];
/** `<|0.00|>` to `<|30.00|>`. */
const TIMES = Array.from({ length: 1501 }, (_, i) => `<|${(i * 0.02).toFixed(2)}|>`);
const TOKENS = [...WORDS, GERMAN, ...SPECIAL, ...TIMES];
const id = (token: string): number => TOKENS.indexOf(token);

/** Frames of the encoder: 20 ms each. */
const FRAMES = 1500;
const MELS = 80;
/** Width of a token's attention, in frames. */
const SIGMA = 12;

/** A checkpoint with the files, inputs and outputs of `onnx-community/whisper-base_timestamped` that spells one sentence. */
export function whisper(): Checkpoint {
  const files = new CheckpointWriter();
  files.json('config.json', {
    architectures: ['WhisperForConditionalGeneration'],
    model_type: 'whisper',
    is_encoder_decoder: true,
    d_model: 1,
    decoder_attention_heads: 1,
    decoder_layers: 1,
    encoder_attention_heads: 1,
    encoder_layers: 1,
    max_source_positions: FRAMES,
    max_target_positions: 448,
    median_filter_width: 7,
    num_mel_bins: MELS,
    vocab_size: TOKENS.length,
    decoder_start_token_id: id('<|startoftranscript|>'),
    eos_token_id: id('<|endoftext|>'),
    pad_token_id: id('<|endoftext|>'),
  });
  files.json('generation_config.json', {
    alignment_heads: [[0, 0]],
    begin_suppress_tokens: [id('<|endoftext|>')],
    bos_token_id: id('<|endoftext|>'),
    decoder_start_token_id: id('<|startoftranscript|>'),
    eos_token_id: id('<|endoftext|>'),
    is_multilingual: true,
    lang_to_id: { '<|en|>': id('<|en|>'), '<|de|>': id('<|de|>') },
    max_initial_timestamp_index: 50,
    max_length: 448,
    no_timestamps_token_id: id('<|notimestamps|>'),
    pad_token_id: id('<|endoftext|>'),
    return_timestamps: false,
    suppress_tokens: [],
    task_to_id: { transcribe: id('<|transcribe|>'), translate: id('<|translate|>') },
  });
  files.json('preprocessor_config.json', {
    feature_extractor_type: 'WhisperFeatureExtractor',
    processor_class: 'WhisperProcessor',
    chunk_length: 30,
    feature_size: MELS,
    hop_length: 160,
    n_fft: 400,
    n_samples: 480_000,
    nb_max_frames: 3000,
    padding_side: 'right',
    padding_value: 0,
    return_attention_mask: false,
    sampling_rate: 16_000,
  });
  files.json('tokenizer.json', tokenizer());
  files.json('tokenizer_config.json', {
    tokenizer_class: 'WhisperTokenizer',
    bos_token: '<|endoftext|>',
    eos_token: '<|endoftext|>',
    pad_token: '<|endoftext|>',
    unk_token: '<|endoftext|>',
    model_max_length: 1024,
    processor_class: 'WhisperProcessor',
  });
  files.session('encoder_model', ['', '_quantized'], encoder());
  return files.session('decoder_model_merged', ['_q4', '_quantized'], decoder()).files;
}

/** A byte-level BPE tokenizer; only ever read backwards, so it needs no merges. */
function tokenizer(): object {
  return byteLevelTokenizer({
    tokens: TOKENS,
    added: [...SPECIAL, ...TIMES].map((content) => ({ id: id(content), content, special: SPECIAL.includes(content) })),
  });
}

/** How much more there is in the lower half of the mel bands than in the upper one. */
function encoder(): Uint8Array {
  const onnx = new OnnxWriter();
  const halves = onnx.node('Split', ['input_features', onnx.int64([MELS / 2, MELS / 2])], { axis: 1 }, 2);
  const levels = halves.map((half) => onnx.op('ReduceMean', [half, onnx.int64([1])], { keepdims: 0 }));
  const level = onnx.op('Sub', levels);
  const pairs = onnx.op('Reshape', [level, onnx.int64([-1, FRAMES, 2])]);
  onnx.rename(onnx.op('ReduceMean', [pairs, onnx.int64([2])]), 'last_hidden_state');
  return onnx.finish({
    name: 'whisper-encoder',
    inputs: { input_features: ['batch_size', MELS, 2 * FRAMES] },
    outputs: { last_hidden_state: ['batch_size', FRAMES, 1] },
    metadata: {},
  });
}

/** Each token is followed by the next of the sentence, and looks at its own time. High sounds are German. */
function decoder(): Uint8Array {
  const onnx = new OnnxWriter();
  const end = TIMES[Math.round((SECONDS * (WORDS.length + 1)) / 0.02)]!;
  const chain = ['<|startoftranscript|>', '<|en|>', '<|transcribe|>', TIMES[0]!, ...WORDS, end, '<|endoftext|>'];
  const next = TOKENS.map((token) => {
    const at = chain.indexOf({ [GERMAN]: WORDS[0]!, '<|de|>': '<|en|>' }[token] ?? token);
    return at < 0 || at === chain.length - 1 ? id('<|endoftext|>') : id(chain[at + 1]!);
  });
  const looks = TOKENS.map((token) => {
    const word = token === GERMAN ? 0 : chain.indexOf(token) - chain.indexOf(WORDS[0]!);
    return ((Math.max(0, Math.min(WORDS.length, word)) + (word < 0 ? 0.5 : 1.5)) * SECONDS) / 0.02;
  });
  const of = (table: readonly number[]): string => onnx.op('Gather', [onnx.float([TOKENS.length], [...table]), 'input_ids']);
  const following = onnx.op('Cast', [of(next)], { to: 7 });
  const range = onnx.op('Range', [onnx.integer(0), onnx.integer(TOKENS.length), onnx.integer(1)]);
  const chosen = onnx.op('Cast', [onnx.op('Equal', [onnx.op('Unsqueeze', [following, onnx.int64([2])]), range])], { to: 1 });
  const isToken = (of: string, token: string): string =>
    onnx.op('Cast', [onnx.op('Equal', [of, onnx.integer(id(token))])], { to: 1 });
  /** Chooses a token in place of the usual one after another, where `when` (0 or 1) is 1. */
  const instead = (after: string, token: string, when: string): string => {
    const here = onnx.op('Unsqueeze', [onnx.op('Mul', [isToken('input_ids', after), when]), onnx.int64([2])]);
    const column = TOKENS.map((one) => (one === token ? 40 : 0));
    return onnx.op('Mul', [here, onnx.float([TOKENS.length], column)]);
  };
  const heardMean = onnx.op('ReduceMean', ['encoder_hidden_states'], { keepdims: 0 });
  const high = onnx.op('Cast', [onnx.op('Less', [heardMean, onnx.float([], [-0.001])])], { to: 1 });
  const written = onnx.op('Unsqueeze', [onnx.op('Cast', ['input_ids'], { to: 1 }), onnx.int64([1, 3])]);
  for (const part of ['key', 'value'])
    onnx.rename(onnx.op('Concat', [`past_key_values.0.decoder.${part}`, written], { axis: 2 }), `present.0.decoder.${part}`);
  // The cache is the tokens so far.
  const soFar = onnx.op('Cast', ['present.0.decoder.key'], { to: 7 });
  const german = onnx.op('ReduceMax', [isToken(soFar, '<|de|>')], { keepdims: 0 });
  const usual = onnx.op('Mul', [chosen, onnx.float([], [20])]);
  const other = onnx.op('Add', [instead('<|startoftranscript|>', '<|de|>', high), instead(TIMES[0]!, GERMAN, german)]);
  onnx.rename(onnx.op('Add', [usual, other]), 'logits');

  const frames = onnx.float(
    [FRAMES],
    Array.from({ length: FRAMES }, (_, i) => i),
  );
  const away = onnx.op('Div', [
    onnx.op('Sub', [frames, onnx.op('Unsqueeze', [of(looks), onnx.int64([2])])]),
    onnx.float([], [SIGMA]),
  ]);
  const attention = onnx.op('Exp', [onnx.op('Mul', [onnx.op('Mul', [away, away]), onnx.float([], [-0.5])])]);
  // What is heard does not matter, but the session has to want it.
  const heard = onnx.op('Mul', [onnx.op('ReduceMean', ['encoder_hidden_states']), onnx.float([], [0])]);
  onnx.rename(onnx.op('Add', [onnx.op('Unsqueeze', [attention, onnx.int64([1])]), heard]), 'cross_attentions.0');
  const past = ['batch_size', 1, 'past_decoder_sequence_length', 1];
  const now = ['batch_size', 1, 'present_decoder_sequence_length', 1];
  return onnx.finish({
    name: 'whisper-decoder',
    inputs: {
      input_ids: ['batch_size', 'decoder_sequence_length'],
      encoder_hidden_states: ['batch_size', FRAMES, 1],
      'past_key_values.0.decoder.key': past,
      'past_key_values.0.decoder.value': past,
    },
    outputs: {
      logits: ['batch_size', 'decoder_sequence_length', TOKENS.length],
      'cross_attentions.0': ['batch_size', 1, 'decoder_sequence_length', FRAMES],
      'present.0.decoder.key': now,
      'present.0.decoder.value': now,
    },
    integers: ['input_ids'],
    metadata: {},
  });
}
