import { OnnxWriter } from '../models/onnx-writer.ts';
import { CheckpointWriter, type Checkpoint } from './checkpoint.ts';
import { COLOURS, NEAR } from './colours.ts';

/** Pixels of the input's sides; 1024 in the real one. */
const SIDE = 512;
/** Pixels of the input for one of a mask, in either direction, as in the real one. */
const STRIDE = 4;
const GRID = SIDE / STRIDE;
const MEAN = [0.485, 0.456, 0.406] as const;
const STD = [0.229, 0.224, 0.225] as const;

/** IoU that the model expects of its middle mask on a colour that it knows, and on any other ground. */
const SCORES = { known: 0.93, other: 0.35 } as const;
/** Before the sigmoid. */
const INSIDE = 8;

/**
 * A checkpoint with the files, inputs and outputs of `onnx-community/sam2.1-hiera-tiny-ONNX`, weights beside the graphs included. Of its
 * three masks the middle one is right: what has the colour that is in the middle of the prompt.
 */
export function sam2(): Checkpoint {
  const files = new CheckpointWriter();
  files.json('config.json', {
    architectures: ['Sam2Model'],
    model_type: 'sam2',
    vision_config: { model_type: 'sam2_vision_model', num_feature_levels: 3 },
    prompt_encoder_config: { image_size: SIDE },
  });
  files.json('preprocessor_config.json', {
    image_processor_type: 'Sam2ImageProcessorFast',
    processor_class: 'Sam2VideoProcessor',
    do_convert_rgb: true,
    do_normalize: true,
    do_rescale: true,
    do_resize: true,
    image_mean: MEAN,
    image_std: STD,
    mask_size: { height: GRID, width: GRID },
    resample: 2,
    rescale_factor: 1 / 255,
    size: { height: SIDE, width: SIDE },
  });
  files.sessionApart('vision_encoder', ['_fp16', ''], encoder);
  return files.sessionApart('prompt_encoder_mask_decoder', [''], decoder).files;
}

/** Three levels of embeddings, each half as fine as the one before: colours. */
function encoder(location: string) {
  const onnx = new OnnxWriter();
  const scaled = onnx.op('Mul', ['pixel_values', onnx.float([1, 3, 1, 1], [...STD])]);
  let level = onnx.op('Add', [scaled, onnx.float([1, 3, 1, 1], [...MEAN])]);
  for (const [i, by] of [STRIDE, 2, 2].entries()) {
    level = onnx.op('AveragePool', [level], { kernel_shape: [by, by], strides: [by, by] });
    onnx.rename(level, `image_embeddings.${i}`);
  }
  return onnx.finishApart(
    {
      name: 'sam2-vision',
      inputs: { pixel_values: ['batch_size', 3, SIDE, SIDE] },
      outputs: Object.fromEntries(levels()),
      metadata: {},
    },
    location,
  );
}

const levels = (): [string, (number | string)[]][] =>
  [GRID, GRID / 2, GRID / 4].map((side, i) => [`image_embeddings.${i}`, ['batch_size', 3, side, side]]);

function decoder(location: string) {
  const onnx = new OnnxWriter();
  const [finest] = levels()[0]!;
  // The points and the middles of the boxes; the first of them counts. [prompts, 2]
  const points = onnx.op('Squeeze', ['input_points', onnx.int64([0, 1])]);
  const boxes = onnx.op('Squeeze', ['input_boxes', onnx.int64([0])]);
  const corner = (from: number): string =>
    onnx.op('Slice', [boxes, onnx.int64([from]), onnx.int64([from + 2]), onnx.int64([1])]);
  const middles = onnx.op('Mul', [onnx.op('Add', [corner(0), corner(2)]), onnx.float([], [0.5])]);
  const prompt = onnx.op('Gather', [onnx.op('Concat', [points, middles], { axis: 0 }), onnx.integer(0)], { axis: 0 });
  const place = onnx.op('Floor', [onnx.op('Div', [prompt, onnx.float([], [STRIDE])])]);
  const kept = onnx.op('Clip', [place, onnx.float([], [0]), onnx.float([], [GRID - 1])]);
  const at = onnx.op('Cast', [kept], { to: 7 });
  const row = onnx.op('Gather', [finest, onnx.op('Gather', [at, onnx.int64([1])])], { axis: 2 });
  const colour = onnx.op('Gather', [row, onnx.op('Gather', [at, onnx.int64([0])])], { axis: 3 });

  const distance = (a: string, b: string): string => {
    const away = onnx.op('Sub', [a, b]);
    return onnx.op('ReduceSum', [onnx.op('Mul', [away, away]), onnx.int64([1])], { keepdims: 1 });
  };
  const near = (value: string): string => onnx.op('Less', [value, onnx.float([], [NEAR])]);
  const logit = (value: number): string => onnx.float([], [value]);
  const right = onnx.op('Where', [near(distance(finest, colour)), logit(INSIDE), logit(-INSIDE)]);
  const nothing = onnx.op('Sub', [onnx.op('Mul', [right, logit(0)]), logit(INSIDE)]);
  const all = onnx.op('Add', [nothing, logit(2 * INSIDE)]);
  const masks = onnx.op('Concat', [all, right, nothing], { axis: 1 });
  onnx.rename(onnx.op('Unsqueeze', [masks, onnx.int64([1])]), 'pred_masks');

  const colours = Object.values(COLOURS);
  const away = distance(onnx.float([colours.length, 3, 1, 1], colours.flat()), colour);
  const known = near(onnx.op('ReduceMin', [away, onnx.int64([0, 1, 2, 3])], { keepdims: 0 }));
  const score = onnx.op('Where', [known, logit(SCORES.known), logit(SCORES.other)]);
  const scores = onnx.op(
    'Concat',
    [onnx.float([1], [0.3]), onnx.op('Reshape', [score, onnx.int64([1])]), onnx.float([1], [0.1])],
    { axis: 0 },
  );
  onnx.rename(onnx.op('Reshape', [scores, onnx.int64([1, 1, 3])]), 'iou_scores');
  onnx.rename(onnx.float([1, 1, 1], [INSIDE]), 'object_score_logits');
  return onnx.finishApart(
    {
      name: 'sam2-decoder',
      inputs: {
        input_points: ['batch_size', 'point_batch_size', 'points', 2],
        input_labels: ['batch_size', 'point_batch_size', 'points'],
        input_boxes: ['batch_size', 'boxes', 4],
        ...Object.fromEntries(levels()),
      },
      outputs: {
        iou_scores: ['batch_size', 'prompts', 3],
        pred_masks: ['batch_size', 'prompts', 3, GRID, GRID],
        object_score_logits: ['batch_size', 'prompts', 1],
      },
      integers: ['input_labels'],
      metadata: {},
    },
    location,
  );
}
