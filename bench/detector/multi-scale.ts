/**
 * Does a second pass at a smaller side help? Accuracy of CenterNet at one and at two scales, in Node.
 *
 *     npx tsx bench/detector/multi-scale.ts path/to/annotations.json path/to/expressions.json
 *
 * The expressions are JSON: `[{ file, bbox: [x, y, w, h] }]`, `file` as in the annotations.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ort from 'onnxruntime-node';
import sharp from 'sharp';
import { area, fromCoco, fromPixels, iou, type Box } from '../../src/core/index.ts';
import { convert } from '../../tools/models/convert.ts';
import { centernet } from '../../tools/models/detectors.ts';
import { COCO_CLASSES } from '../../workers/inference/nano/image-encoder/coco.ts';
import { findPeaks } from '../../workers/inference/nano/image-encoder/decode.ts';
import { group, suppress, type Detection } from '../../workers/inference/nano/image-encoder/nms.ts';
import { THRESHOLDS } from '../../workers/inference/nano/image-encoder/proposals.ts';
import { evaluate, type Scored } from './average-precision.ts';
import { datasetArgument, readDataset } from './data.ts';

const LARGE = 640;
const SMALL = [416, 384, 320] as const;

/** Detections of one picture in both passes → detections before suppression. */
type Merge = (large: readonly Detection[], small: readonly Detection[]) => readonly Detection[];

/** Share of the picture from which a box counts as large. */
const LARGE_AREA = 0.1;

const overlaps = (a: Detection, b: Detection): boolean =>
  a.classId === b.classId && iou(a.box, b.box) > THRESHOLDS.sameClassOverlap;

const MERGES: Record<string, Merge> = {
  all: (large, small) => [...large, ...small],
  'large ones of the small pass': (large, small) => [...large, ...small.filter(({ box }) => area(box) >= LARGE_AREA)],
  'each its own size': (large, small) => [
    ...large.filter(({ box }) => area(box) < LARGE_AREA),
    ...small.filter(({ box }) => area(box) >= LARGE_AREA),
  ],
  /** A box that the other pass does not have counts for half its score. */
  'mean score': (large, small) => [...averaged(large, small), ...averaged(small, large)],
};

function averaged(mine: readonly Detection[], others: readonly Detection[]): Detection[] {
  return mine.map((detection) => {
    const other = Math.max(0, ...others.filter((o) => overlaps(detection, o)).map(({ score }) => score));
    return { ...detection, score: (detection.score + other) / 2 };
  });
}

const session = await ort.InferenceSession.create(convert(centernet()).bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
let milliseconds = 0;

/** One pass over one picture, in the picture's shape: its peaks of at least 0.02. */
async function pass(file: string, side: number): Promise<Detection[]> {
  const picture = sharp(file).rotate().removeAlpha().toColourspace('srgb');
  const { width: w, height: h } = await picture.metadata();
  const fit = (v: number): number => Math.max(32, Math.round((v * side) / Math.max(w, h) / 32) * 32);
  const [width, height] = [fit(w), fit(h)];
  const raw = await picture.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  const plane = width * height;
  const tensor = Float32Array.from({ length: 3 * plane }, (_, i) => raw[3 * (i % plane) + Math.floor(i / plane)]!);
  const started = performance.now();
  const outputs = await session.run({ image: new ort.Tensor('float32', tensor, [1, 3, height, width]) });
  milliseconds += performance.now() - started;
  const [keypoints, wh] = [outputs['keypoints']!.data as Float32Array, outputs['wh']!.data as Float32Array];
  return findPeaks({ keypoints, wh, rows: height / 4, columns: width / 4 }, 0.02).flatMap(({ edges, classId, score }) => {
    const box = fromPixels([...edges], { width, height });
    return box ? [{ box, classId, score }] : [];
  });
}

interface Target {
  readonly image: number;
  readonly box: Box;
}

/** The boxes of the expressions. */
async function readTargets(files: readonly string[], root: string): Promise<Target[]> {
  const raw = JSON.parse(readFileSync(process.argv[3]!, 'utf8')) as {
    readonly file: string;
    readonly bbox: [number, number, number, number];
  }[];
  const targets = raw.map(async ({ file, bbox }) => {
    const image = files.indexOf(join(root, file));
    const { width, height } = await sharp(files[image]).metadata();
    const box = fromCoco(bbox, { width, height });
    if (!box) throw new Error(`${file}: an empty box`);
    return { image, box };
  });
  return Promise.all(targets);
}

const data = readDataset(datasetArgument());
const targets = await readTargets(data.files, dirname(dirname(datasetArgument())));
const name = (list: readonly Detection[], image: number): Scored[] =>
  list.map(({ box, classId, score }) => ({ image, box, score, label: COCO_CLASSES[classId]! }));

/** The boxes of the proposals that these detections make, as in the encoder. */
const proposals = (kept: readonly Detection[], least: number): Box[] =>
  group(
    kept.filter(({ score }) => score >= least),
    THRESHOLDS.sameThingOverlap,
  )
    .slice(0, 40)
    .map(([best]) => best!.box);

function report(title: string, candidates: readonly (readonly Detection[])[], ms: number, proposed?: number): number {
  const kept = candidates.map((list) => suppress(list, THRESHOLDS.sameClassOverlap).slice(0, 100));
  const found = kept.flatMap(name);
  // The lowest score that gives no more than `proposed` proposals: the comparison at equal length of the list.
  const scores = found.map(({ score }) => score).toSorted((a, b) => b - a);
  const count = (least: number): number => kept.reduce((sum, list) => sum + proposals(list, least).length, 0);
  const least = proposed === undefined ? THRESHOLDS.minimum : (scores.findLast((s) => count(s) <= proposed) ?? 1);
  const boxes = kept.map((list) => proposals(list, least));
  const covered = targets.filter(({ image, box }) => boxes[image]!.some((b) => iou(b, box) >= 0.5)).length;
  const at = [least, 0.3, 0.4].map((minimum) => {
    const sure = found.filter(({ score }) => score >= minimum);
    const { recall } = evaluate(data.truth, sure);
    return `${((recall * data.truth.length) / sure.length).toFixed(2)} / ${recall.toFixed(3)}`;
  });
  const total = boxes.flat().length;
  console.log(
    `| ${title} | ${evaluate(data.truth, found).ap50.toFixed(3)} | ${at.join(' | ')} | ${covered} of ${targets.length} ` +
      `(${total} from ${least.toFixed(2)}) | ${Math.round(ms)} |`,
  );
  return total;
}

async function passes(side: number): Promise<{ lists: Detection[][]; ms: number }> {
  milliseconds = 0;
  const lists: Detection[][] = [];
  for (const file of data.files) lists.push(await pass(file, side));
  return { lists, ms: milliseconds / data.files.length };
}

console.log(
  '| passes | AP50 | P / R from there | at 0.3 | at 0.4 | covered (proposals, score from) | ms |\n|---|---|---|---|---|---|---|',
);
const large = await passes(LARGE);
const alone = report(`${LARGE}`, large.lists, large.ms);
for (const side of SMALL) {
  const small = await passes(side);
  report(`${side}`, small.lists, small.ms);
  for (const [title, merge] of Object.entries(MERGES)) {
    const merged = large.lists.map((list, i) => merge(list, small.lists[i]!));
    const ms = large.ms + small.ms;
    const total = report(`${LARGE} + ${side}, ${title}`, merged, ms);
    report(`the same, ${alone} proposals`, merged, ms, alone);
    report(`${LARGE}, ${total} proposals`, large.lists, large.ms, total);
  }
}
