import { OnnxWriter } from '../models/onnx-writer.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';
import { WORDPIECE_CONFIG, wordPieceTokenizer, WORDS } from './wordpiece.ts';

/** What it knows: a third of the mel bands each. */
const NAMES = ['low', 'middle', 'high'] as const;
const BANDS = 64;
const FRAMES = 1001;
/** One number for each third, one that every sound has and no word, one that every text has and no sound. */
const WIDTH = NAMES.length + 2;
/** Power (mean of the mel bands) that a tone has to stand out of. */
const QUIET = 1e-3;

/** A checkpoint with the files, inputs and outputs of `Xenova/clap-htsat-unfused` that knows low, middle and high tones. */
export function clap(): Checkpoint {
  const files = new CheckpointWriter();
  files.json('config.json', {
    architectures: ['ClapModel'],
    model_type: 'clap',
    projection_dim: WIDTH,
    text_config: { model_type: 'clap_text_model' },
    audio_config: { model_type: 'clap_audio_model' },
  });
  files.json('preprocessor_config.json', {
    feature_extractor_type: 'ClapFeatureExtractor',
    processor_class: 'ClapProcessor',
    chunk_length_s: 10,
    feature_size: BANDS,
    fft_window_size: 1024,
    frequency_max: 14_000,
    frequency_min: 50,
    hop_length: 480,
    max_length_s: 10,
    n_fft: 1024,
    nb_frequency_bins: 513,
    nb_max_frames: 1000,
    nb_max_samples: 480_000,
    padding: 'repeatpad',
    padding_side: 'right',
    padding_value: 0,
    return_attention_mask: false,
    sampling_rate: 48_000,
    top_db: null,
    truncation: 'rand_trunc',
  });
  files.json('tokenizer.json', wordPieceTokenizer());
  files.json('tokenizer_config.json', { ...WORDPIECE_CONFIG, tokenizer_class: 'RobertaTokenizer' });
  files.session('audio_model', ['', '_quantized'], audio());
  return files.session('text_model', ['_quantized'], text()).files;
}

/** The power in each third of the mel bands, from decibels. */
function audio(): Uint8Array {
  const onnx = new OnnxWriter();
  const power = onnx.op('Exp', [onnx.op('Mul', ['input_features', onnx.float([], [Math.LN10 / 10])])]);
  const bands = onnx.op('ReduceMean', [power, onnx.int64([1, 2])], { keepdims: 0 });
  const [first, second] = [22, 21];
  const thirds = onnx.node('Split', [bands, onnx.int64([first, second, BANDS - first - second])], { axis: 1 }, NAMES.length);
  const sums = thirds.map((third) => onnx.op('ReduceMean', [third, onnx.int64([1])]));
  const none = onnx.op('Mul', [sums[0]!, onnx.float([], [0])]);
  const every = onnx.op('Add', [none, onnx.float([], [QUIET])]);
  onnx.rename(onnx.op('Concat', [...sums, every, none], { axis: 1 }), 'audio_embeds');
  return onnx.finish({
    name: 'clap-audio',
    inputs: { input_features: ['batch_size', 1, FRAMES, BANDS] },
    outputs: { audio_embeds: ['batch_size', WIDTH] },
    metadata: {},
  });
}

/** The thirds that a text names. */
function text(): Uint8Array {
  const onnx = new OnnxWriter();
  const rows = WORDS.flatMap((word) =>
    Array.from({ length: WIDTH }, (_, i) => (i === WIDTH - 1 ? 0.001 : word === NAMES[i] ? 1 : 0)),
  );
  const table = onnx.float([WORDS.length, WIDTH], rows);
  const known = onnx.op('Unsqueeze', [onnx.op('Cast', ['attention_mask'], { to: 1 }), onnx.int64([2])]);
  const words = onnx.op('Mul', [onnx.op('Gather', [table, 'input_ids']), known]);
  onnx.rename(onnx.op('ReduceSum', [words, onnx.int64([1])], { keepdims: 0 }), 'text_embeds');
  const dims = ['batch_size', 'sequence_length'];
  return onnx.finish({
    name: 'clap-text',
    inputs: { input_ids: dims, attention_mask: dims },
    outputs: { text_embeds: ['batch_size', WIDTH] },
    integers: ['input_ids', 'attention_mask'],
    metadata: {},
  });
}
