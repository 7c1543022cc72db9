import { area, intersection, iou, type Box } from '../box.ts';
import { cocoAveragePrecision } from './average-precision.ts';
import { mean, type Figures } from './statistics.ts';

/** A labelled thing in a picture. A crowd stands for many: it may be hit any number of times, and none of that counts. */
export interface TrueObject {
  readonly label: string;
  readonly box: Box;
  readonly crowd?: boolean;
}

/** A detection; the score may have any scale, higher is better. */
export interface DetectedObject {
  readonly label: string;
  readonly box: Box;
  readonly score: number;
}

/** One picture. */
export interface DetectionSample {
  readonly truth: readonly TrueObject[];
  readonly detected: readonly DetectedObject[];
}

/** AP at IoU 0.5 for each label that occurs, and the means over labels; all 0..1. */
export interface DetectionFigures {
  /** `AP50`, `AP75` and `AP` (mean over IoU 0.5:0.05:0.95). */
  readonly overall: Figures;
  readonly byLabel: Figures;
}

const COCO_THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
const MOST_PER_PICTURE = 100;

/**
 * COCO detection figures for objects of all sizes (pycocotools `COCOeval`, arXiv 1405.0312): in each picture and for each label the
 * best 100 detections, in order of score, take the free true box with the highest IoU >= t; what falls on a crowd only (by share of
 * the detection inside it) is ignored, the rest is wrong; then 101-point AP over all pictures, averaged over the labels that occur.
 */
export function detectionMetrics(samples: readonly DetectionSample[]): DetectionFigures {
  const labels = [...new Set(samples.flatMap(({ truth }) => truth.filter((o) => !o.crowd).map((o) => o.label)))].toSorted();
  const at = (t: number): number[] => labels.map((label) => labelAveragePrecision(samples, label, t));
  const all = COCO_THRESHOLDS.map(at);
  const first = all[0]!;
  return {
    overall: { AP50: mean(first), AP75: mean(all[5]!), AP: mean(all.flat()) },
    byLabel: Object.fromEntries(labels.map((label, i) => [label, first[i]!])),
  };
}

/**
 * Average precision of one label at one IoU threshold, 0..1; `NaN` when the label never occurs outside crowds. See
 * {@link detectionMetrics}.
 */
export function labelAveragePrecision(samples: readonly DetectionSample[], label: string, threshold: number): number {
  let positives = 0;
  const outcomes: { score: number; hit: boolean }[] = [];
  for (const { truth, detected } of samples) {
    const things = truth.filter((o) => o.label === label);
    positives += things.filter((o) => !o.crowd).length;
    const mine = detected.filter((o) => o.label === label).toSorted((a, b) => b.score - a.score);
    outcomes.push(...match(things, mine.slice(0, MOST_PER_PICTURE), threshold));
  }
  const ranked = outcomes.toSorted((a, b) => b.score - a.score);
  return cocoAveragePrecision(
    ranked.map(({ hit }) => hit),
    positives,
  );
}

function match(things: readonly TrueObject[], detected: readonly DetectedObject[], threshold: number) {
  const free = new Set(things.filter((o) => !o.crowd));
  const crowds = things.filter((o) => o.crowd);
  return detected.flatMap(({ box, score }) => {
    let best: TrueObject | null = null;
    let reach = threshold;
    for (const thing of free) {
      const value = iou(thing.box, box);
      if (value < reach) continue;
      best = thing;
      reach = value;
    }
    if (best) free.delete(best);
    else if (crowds.some((crowd) => area(box) > 0 && intersection(crowd.box, box) / area(box) >= threshold)) return [];
    return [{ score, hit: best !== null }];
  });
}
