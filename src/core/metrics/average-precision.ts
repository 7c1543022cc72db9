/** One detection after matching, best score first: it found something (`true`) or it did not. */
export type Hits = readonly boolean[];

/** Precision and recall after each of the first 1, 2, ... detections; both 0..1. */
function curve(hits: Hits, positives: number): { precision: number[]; recall: number[] } {
  const precision: number[] = [];
  const recall: number[] = [];
  let found = 0;
  for (const [i, hit] of hits.entries()) {
    if (hit) found += 1;
    precision.push(found / (i + 1));
    recall.push(found / positives);
  }
  return { precision, recall };
}

/** Makes precision non-increasing in rank, from the back: each value becomes the best that is still to come. */
function envelope(precision: readonly number[]): number[] {
  const out = [...precision];
  for (let i = out.length - 2; i >= 0; i -= 1) out[i] = Math.max(out[i]!, out[i + 1]!);
  return out;
}

/**
 * Interpolated average precision of PASCAL VOC since 2010/11: the area under the non-increasing envelope of precision over recall
 * (VOCdevkit 2011 `VOCap.m`; used through ActivityNet by moment_detr `standalone_eval`).
 *
 * @param hits matched detections, best score first
 * @param positives how many there were to find, > 0
 * @returns 0..1; 0 without detections, `NaN` when there is nothing to find
 */
export function vocAveragePrecision(hits: Hits, positives: number): number {
  if (positives === 0) return Number.NaN;
  const { precision, recall } = curve(hits, positives);
  const best = envelope(precision);
  let area = 0;
  for (let i = 0; i < hits.length; i += 1) area += (recall[i]! - (recall[i - 1] ?? 0)) * best[i]!;
  return area;
}

/**
 * COCO's average precision: the envelope of precision read at the 101 recalls 0, 0.01 ... 1, averaged (pycocotools
 * `COCOeval.accumulate`, Lin et al. 2014, arXiv 1405.0312).
 *
 * @param hits matched detections, best score first
 * @param positives how many there were to find, > 0
 * @returns 0..1; 0 without detections, `NaN` when there is nothing to find
 */
export function cocoAveragePrecision(hits: Hits, positives: number): number {
  if (positives === 0) return Number.NaN;
  const { precision, recall } = curve(hits, positives);
  const best = envelope(precision);
  let total = 0;
  let at = 0;
  for (let step = 0; step <= 100; step += 1) {
    const wanted = step === 100 ? 1 : step * 0.01;
    while (at < recall.length && recall[at]! < wanted) at += 1;
    total += best[at] ?? 0;
  }
  return total / 101;
}
