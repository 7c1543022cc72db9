import { iou, type Box } from '../../src/core/index.ts';

export interface Labelled {
  readonly image: number;
  readonly label: string;
  readonly box: Box;
}

export interface Scored extends Labelled {
  readonly score: number;
}

export interface Accuracy {
  /** Mean over the classes present of the area under the precision envelope, 101 recall points, IoU ≥ 0.5. */
  readonly ap50: number;
  /** Share of labelled boxes found at any score. */
  readonly recall: number;
  /** The same, boxes under 32² px (of a 640 px picture: 0.25 % of its area), and how many there are. */
  readonly smallRecall: number;
  readonly small: number;
}

const SMALL = (32 * 32) / (640 * 480);

/**
 * AP50 in the manner of pycocotools (`cocoeval.py`): within a class, detections best first, each takes the free labelled box
 * that it overlaps most; crowd regions are not in the data. Classes without a labelled box do not count.
 */
export function evaluate(truth: readonly Labelled[], found: readonly Scored[]): Accuracy {
  const labels = [...new Set(truth.map((t) => t.label))];
  const taken = new Set<Labelled>();
  const precisions = labels.map((label) => {
    const targets = truth.filter((t) => t.label === label);
    const hits = found
      .filter((f) => f.label === label)
      .toSorted((a, b) => b.score - a.score)
      .map((f) => take(f, targets, taken));
    return areaUnderCurve(hits, targets.length);
  });
  const small = truth.filter((t) => (t.box[2] - t.box[0]) * (t.box[3] - t.box[1]) < SMALL);
  return {
    ap50: precisions.reduce((a, b) => a + b, 0) / precisions.length,
    recall: taken.size / truth.length,
    smallRecall: small.filter((t) => taken.has(t)).length / small.length,
    small: small.length,
  };
}

function take(candidate: Scored, targets: readonly Labelled[], taken: Set<Labelled>): boolean {
  let best: Labelled | null = null;
  let bestOverlap = 0.5;
  for (const target of targets) {
    if (target.image !== candidate.image || taken.has(target)) continue;
    const overlap = iou(target.box, candidate.box);
    if (overlap >= bestOverlap) [best, bestOverlap] = [target, overlap];
  }
  if (best) taken.add(best);
  return best !== null;
}

function areaUnderCurve(hits: readonly boolean[], total: number): number {
  let found = 0;
  const points = hits.map((hit, i) => {
    if (hit) found++;
    return { recall: found / total, precision: found / (i + 1) };
  });
  let sum = 0;
  for (let i = 0; i <= 100; i++) {
    sum += Math.max(0, ...points.filter((p) => p.recall >= i / 100).map((p) => p.precision));
  }
  return sum / 101;
}
