import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { readDetections } from '../../workers/inference/grounding-dino/detections.ts';
import { tokenRanges } from '../../workers/inference/grounding-dino/prompt.ts';
import { COLOURS } from './colours.ts';
import { groundingDino } from './grounding-dino.ts';
import { WORDS } from './wordpiece.ts';

test('the tiny Grounding DINO boxes the colours it is asked for, and is small', async () => {
  const files = groundingDino();
  expect([...files.values()].reduce((sum, { length }) => sum + length, 0)).toBeLessThan(60_000);
  const session = await InferenceSession.create(files.get('onnx/model_quantized.onnx')!);
  const [width, height] = [40, 20];
  const pixels = new Float32Array(3 * width * height);
  const mean = [0.485, 0.456, 0.406];
  const std = [0.229, 0.224, 0.225];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = x >= 10 && x < 20 && y >= 5 && y < 15 ? COLOURS['red']! : [0.9, 0.9, 0.9];
      for (let c = 0; c < 3; c++) pixels[(c * height + y) * width + x] = (colour[c]! - mean[c]!) / std[c]!;
    }
  }
  const ids = ['[CLS]', 'red', 'square', '.', 'blue', '.', '[SEP]'].map((word) => WORDS.indexOf(word));
  const text = (values: number[]): Tensor => new Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
  const { logits, pred_boxes: boxes } = await session.run({
    pixel_values: new Tensor('float32', pixels, [1, 3, height, width]),
    input_ids: text(ids),
    token_type_ids: text(ids.map(() => 0)),
    attention_mask: text(ids.map(() => 1)),
    pixel_mask: new Tensor('int64', new BigInt64Array(width * height).fill(1n), [1, height, width]),
  });
  expect(logits!.dims).toEqual([1, 14, 256]);
  const parting = new Set(['[CLS]', '.', '[SEP]'].map((word) => WORDS.indexOf(word)));
  const found = readDetections(
    { logits: logits!.data as Float32Array, boxes: boxes!.data as Float32Array, queries: 14, tokens: 256 },
    tokenRanges(ids, parting),
  );
  expect(found).toHaveLength(1);
  expect(found[0]!.kind).toBe(0);
  for (const [i, side] of [0.25, 0.25, 0.5, 0.75].entries()) expect(found[0]!.box[i]).toBeCloseTo(side, 5);
});
