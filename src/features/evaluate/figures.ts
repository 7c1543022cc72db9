import type { EvaluationRecord } from './run.ts';

/** Figures of a run, named as in the table and in `--json`. Shares are 0..1, times milliseconds. */
export type Figures = Readonly<Record<string, number>>;

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, v) => sum + v, 0) / values.length;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length === 0 ? 0 : sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * Figures for referring expressions: Acc@t is the share of questions whose first box has IoU >= t with the true box, on the picture
 * as displayed (RefCOCO protocol, Yu et al. 2016, arXiv 1608.00272). No box, or an answer that could not be read, is a miss and
 * stays in the denominator. `anyBox@0.5` counts a hit by any box of the answer.
 */
export function referringFigures(records: readonly EvaluationRecord[]): Figures {
  const share = (test: (record: EvaluationRecord) => boolean): number => mean(records.map((r) => (test(r) ? 1 : 0)));
  const states = ['found', 'absent', 'unsure', 'unreadable', 'failed'] as const;
  return {
    questions: records.length,
    'acc@0.5': share((r) => r.iou >= 0.5),
    'acc@0.75': share((r) => r.iou >= 0.75),
    'acc@0.9': share((r) => r.iou >= 0.9),
    mIoU: mean(records.map((r) => r.iou)),
    'anyBox@0.5': share((r) => r.bestIou >= 0.5),
    parseFailures: share((r) => r.state === 'unreadable'),
    ...Object.fromEntries(states.map((state) => [`state.${state}`, share((r) => r.state === state)])),
    medianMs: median(records.map((r) => Object.values(r.timings).reduce((sum, v) => sum + v, 0))),
  };
}
