/**
 * Accuracy of both convertible detectors at several input sizes, in Node.
 *
 *     npx tsx bench/detector/accuracy.ts path/to/annotations.json
 */
import * as ort from 'onnxruntime-node';
import sharp from 'sharp';
import { fromPixels } from '../../src/core/index.ts';
import { convert } from '../../tools/models/convert.ts';
import { centernet, nanodet } from '../../tools/models/detectors.ts';
import { COCO_CLASSES } from '../../workers/inference/nano/image-encoder/coco.ts';
import { findPeaks } from '../../workers/inference/nano/image-encoder/decode.ts';
import { suppress } from '../../workers/inference/nano/image-encoder/nms.ts';
import { evaluate, type Scored } from './average-precision.ts';
import { datasetArgument, readDataset, type Dataset } from './data.ts';
import { decodeNanodet, type Found } from './nanodet.ts';

type Fit = 'stretch' | 'letterbox' | 'rectangle';
type Model = 'centernet' | 'nanodet';

/** NanoDet's own preprocessing: BGR, mean and deviation of ImageNet (RangiLyu/nanodet, config/legacy_v0.x_configs/nanodet-g.yml). */
const MEAN = [103.53, 116.28, 123.675] as const;
const DEVIATION = [57.375, 57.12, 58.395] as const;

const THREADS = { intraOpNumThreads: 1, logSeverityLevel: 3 } as const;
const sessions: Record<Model, ort.InferenceSession> = {
  centernet: await ort.InferenceSession.create(convert(centernet()).bytes, THREADS),
  nanodet: await ort.InferenceSession.create(convert(nanodet()).bytes, THREADS),
};

async function input(
  file: string,
  model: Model,
  fit: Fit,
  side: number,
): Promise<{ tensor: ort.Tensor; width: number; height: number }> {
  const picture = sharp(file).rotate().removeAlpha().toColourspace('srgb');
  const { width: w, height: h } = await picture.metadata();
  const scale = side / Math.max(w, h);
  const sized = (v: number): number =>
    fit === 'rectangle' ? Math.max(32, Math.round((v * scale) / 32) * 32) : Math.round(v * scale);
  const [width, height] = fit === 'stretch' ? [side, side] : [sized(w), sized(h)];
  const [columns, rows] = fit === 'letterbox' ? [side, side] : [width, height];
  const raw = await picture.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  const data = new Float32Array(3 * columns * rows).fill(model === 'centernet' ? 114 : 0);
  for (let i = 0; i < width * height; i++) {
    const at = Math.floor(i / width) * columns + (i % width);
    for (let c = 0; c < 3; c++) {
      data[c * columns * rows + at] =
        model === 'centernet' ? raw[3 * i + c]! : (raw[3 * i + 2 - c]! - MEAN[c]!) / DEVIATION[c]!;
    }
  }
  return { tensor: new ort.Tensor('float32', data, [1, 3, rows, columns]), width, height };
}

function decode(
  model: Model,
  outputs: ort.InferenceSession.OnnxValueMapType,
  [, , rows = 0, columns = 0]: readonly number[],
): readonly Found[] {
  const data = (name: string): Float32Array => outputs[name]!.data as Float32Array;
  if (model === 'centernet') {
    return findPeaks({ keypoints: data('keypoints'), wh: data('wh'), rows: rows / 4, columns: columns / 4 }, 0.02);
  }
  const levels = [8, 16, 32].map((stride) => ({
    scores: data(`scores${stride}`),
    edges: data(`edges${stride}`),
    rows: rows / stride,
    columns: columns / stride,
    stride,
  }));
  const found = decodeNanodet(levels, 0.05);
  return found.toSorted((a, b) => b.score - a.score).slice(0, 400);
}

async function measure(data: Dataset, model: Model, fit: Fit, side: number): Promise<void> {
  const found: Scored[] = [];
  let milliseconds = 0;
  for (const [image, file] of data.files.entries()) {
    const { tensor, width, height } = await input(file, model, fit, side);
    const started = performance.now();
    const outputs = await sessions[model].run({ image: tensor });
    milliseconds += performance.now() - started;
    const boxes = decode(model, outputs, tensor.dims).flatMap(({ edges, classId, score }) => {
      const box = fromPixels([...edges], { width, height });
      return box ? [{ box, classId, score }] : [];
    });
    const kept = suppress(boxes, 0.5).slice(0, 100);
    for (const { box, classId, score } of kept) found.push({ image, box, score, label: COCO_CLASSES[classId]! });
  }
  const { ap50, recall, smallRecall } = evaluate(data.truth, found);
  const sure = evaluate(
    data.truth,
    found.filter(({ score }) => score >= 0.2),
  );
  const figures = [ap50, recall, smallRecall, sure.recall].map((v) => v.toFixed(3)).join(' | ');
  console.log(`| ${model} | ${fit} ${side} | ${figures} | ${Math.round(milliseconds / data.files.length)} |`);
}

const data = readDataset(datasetArgument());
console.log(
  '| model | input | AP50 | recall | recall, small | recall at score 0.2 | ms, Node, 1 thread |\n|---|---|---|---|---|---|---|',
);
for (const side of [512, 640]) await measure(data, 'centernet', 'stretch', side);
await measure(data, 'centernet', 'letterbox', 512);
for (const side of [512, 576, 608, 640, 672, 768]) await measure(data, 'centernet', 'rectangle', side);
await measure(data, 'nanodet', 'stretch', 416);
for (const side of [416, 640]) await measure(data, 'nanodet', 'rectangle', side);
