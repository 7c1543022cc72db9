import { centre, contains, iou, type Box } from '../box.ts';
import { mean, share, type Figures } from './statistics.ts';

/** One referring question: the true box and the boxes of the answer, best first; none when absent, unsure or unreadable. */
export interface ReferringSample {
  readonly truth: Box;
  readonly boxes: readonly Box[];
}

/** The IoU thresholds that are reported, all with `>=`. */
export const REFERRING_THRESHOLDS = [0.5, 0.75, 0.9] as const;

/**
 * Figures for referring expression comprehension, all 0..1:
 *
 * - `acc@t`: share of questions whose first box has IoU >= t with the true box (RefCOCO protocol, Yu et al. 2016, arXiv
 *   1608.00272; `>=` as in lmms-eval `utils_rec.py`, where Shikra has `>`),
 * - `mIoU`: mean IoU of the first box,
 * - `centre`: share whose first box has its centre inside the true box (lmms-eval `Center_ACC`),
 * - `anyBox@0.5`: share with IoU >= 0.5 for any box of the answer.
 *
 * One sample per sentence. No box, or an answer that could not be read, is IoU 0, a miss, and stays in the denominator.
 */
export function referringMetrics(samples: readonly ReferringSample[]): Figures {
  const first = samples.map(({ truth, boxes }) => (boxes[0] ? iou(truth, boxes[0]) : 0));
  return {
    questions: samples.length,
    ...Object.fromEntries(REFERRING_THRESHOLDS.map((t) => [`acc@${t}`, share(first, (value) => value >= t)])),
    mIoU: mean(first),
    centre: share(samples, ({ truth, boxes }) => boxes[0] !== undefined && contains(truth, centre(boxes[0]))),
    'anyBox@0.5': share(samples, ({ truth, boxes }) => boxes.some((box) => iou(truth, box) >= 0.5)),
  };
}
