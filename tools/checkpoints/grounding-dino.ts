import { OnnxWriter } from '../models/onnx-writer.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';
import { COLOURS, NEAR } from './colours.ts';
import { extent } from './extent.ts';
import { WORDPIECE_CONFIG, wordPieceTokenizer, WORDS } from './wordpiece.ts';

const MEAN = [0.485, 0.456, 0.406] as const;
const STD = [0.229, 0.224, 0.225] as const;

/** Tokens of a row of logits, as in the real export. */
const ROW = 256;
/** A share of the picture above which a colour is there. */
const LEAST_SHARE = 0.004;

/** Scores before the sigmoid: there, a worse copy of the same box (the model itself says things twice), not there. */
const LOGITS = { there: 3, copy: 0, none: -6, other: -20 } as const;

/**
 * A checkpoint with the files, inputs and outputs of `onnx-community/grounding-dino-tiny-ONNX` that knows colours: each token's query
 * gives the box around all pixels of the token's colour.
 */
export function groundingDino(): Checkpoint {
  const files = new CheckpointWriter();
  files.json('config.json', { architectures: ['GroundingDinoForObjectDetection'], model_type: 'grounding-dino' });
  files.json('preprocessor_config.json', {
    image_processor_type: 'GroundingDinoImageProcessor',
    processor_class: 'GroundingDinoProcessor',
    do_convert_annotations: true,
    do_normalize: true,
    do_pad: true,
    do_rescale: true,
    do_resize: true,
    format: 'coco_detection',
    image_mean: MEAN,
    image_std: STD,
    resample: 2,
    rescale_factor: 1 / 255,
    size: { shortest_edge: 96, longest_edge: 160 },
  });
  files.json('tokenizer.json', wordPieceTokenizer());
  files.json('tokenizer_config.json', WORDPIECE_CONFIG);
  return files.session('model', ['_fp16', '_q4', '_quantized'], graph()).files;
}

function graph(): Uint8Array {
  const onnx = new OnnxWriter();
  // Words that are no colours lie far from every pixel.
  const places = WORDS.flatMap((word) => COLOURS[word]?.map((v, c) => (v - MEAN[c]!) / STD[c]!) ?? [100, 100, 100]);
  const table = onnx.float([WORDS.length, 3], places);
  // Distances in the RGB of 0..1.
  const scale = onnx.float([1, 1, 3, 1, 1], [...STD]);
  const colour = onnx.op('Unsqueeze', [onnx.op('Gather', [table, 'input_ids']), onnx.int64([3, 4])]);
  const away = onnx.op('Mul', [onnx.op('Sub', [onnx.op('Unsqueeze', ['pixel_values', onnx.int64([1])]), colour]), scale]);
  const distance = onnx.op('ReduceSum', [onnx.op('Mul', [away, away]), onnx.int64([2])], { keepdims: 0 });
  // [1, tokens, height, width]
  const mask = onnx.op('Cast', [onnx.op('Less', [distance, onnx.float([], [NEAR])])], { to: 1 });

  const [left, right] = extent(onnx, mask, { over: 2, size: 3 });
  const [top, bottom] = extent(onnx, mask, { over: 3, size: 2 });
  const half = onnx.float([], [0.5]);
  const middle = (a: string, b: string): string => onnx.op('Mul', [onnx.op('Add', [a, b]), half]);
  const sides = [middle(left, right), middle(top, bottom), onnx.op('Sub', [right, left]), onnx.op('Sub', [bottom, top])];
  const boxes = onnx.op(
    'Concat',
    sides.map((side) => onnx.op('Unsqueeze', [side, onnx.int64([2])])),
    { axis: 2 },
  );

  const share = onnx.op('ReduceMean', [mask, onnx.int64([2, 3])], { keepdims: 0 });
  const there = onnx.op('Greater', [share, onnx.float([], [LEAST_SHARE])]);
  const tokens = onnx.op('Squeeze', [onnx.op('Gather', [onnx.op('Shape', ['input_ids']), onnx.int64([1])]), onnx.int64([0])]);
  const range = (end: string): string => onnx.op('Range', [onnx.integer(0), end, onnx.integer(1)]);
  const own = onnx.op('Equal', [onnx.op('Unsqueeze', [range(tokens), onnx.int64([1])]), range(onnx.integer(ROW))]);
  const logits = (score: number): string => {
    const value = onnx.op('Where', [there, onnx.float([], [score]), onnx.float([], [LOGITS.none])]);
    return onnx.op('Where', [own, onnx.op('Unsqueeze', [value, onnx.int64([2])]), onnx.float([], [LOGITS.other])]);
  };
  onnx.rename(onnx.op('Concat', [logits(LOGITS.there), logits(LOGITS.copy)], { axis: 1 }), 'logits');
  onnx.rename(onnx.op('Concat', [boxes, boxes], { axis: 1 }), 'pred_boxes');
  const text = ['batch_size', 'sequence_length'];
  return onnx.finish({
    name: 'grounding-dino',
    inputs: {
      pixel_values: ['batch_size', 3, 'height', 'width'],
      input_ids: text,
      token_type_ids: text,
      attention_mask: text,
      pixel_mask: ['batch_size', 'height', 'width'],
    },
    outputs: { logits: ['batch_size', 'queries', ROW], pred_boxes: ['batch_size', 'queries', 4] },
    integers: ['input_ids', 'token_type_ids', 'attention_mask', 'pixel_mask'],
    metadata: {},
  });
}
