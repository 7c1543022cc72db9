import { iou } from '../box.ts';
import { boxAt, temporalIou, type Tube } from '../span.ts';
import { mean, share, type Figures } from './statistics.ts';

/** One question for a tube: the truth, the answer (`null` when there is none) and the times of the frames that count, seconds. */
export interface TubeSample {
  readonly truth: Tube;
  readonly tube: Tube | null;
  readonly frames: readonly number[];
}

/** The three overlaps of one answer, each 0..1. */
export interface TubeIou {
  /** Of the spans. */
  readonly tIoU: number;
  /** Of the boxes, over the frames in both spans, divided by the frames in either. */
  readonly vIoU: number;
  /** Mean over all frames of the true span: how good the boxes are, were the times known. */
  readonly gtVIoU: number;
}

/**
 * Times of the frames that count: `fps` a second from 0 up to `total` seconds, thinned evenly to at most `most` (TubeDETR
 * `datasets/vidstg_eval.py`: 5 per second, 200 at most).
 */
export function tubeFrames(total: number, fps = 5, most = 200): number[] {
  const count = Math.max(0, Math.ceil(total * fps));
  const kept = Math.min(count, most);
  return Array.from({ length: kept }, (_, i) => Math.floor((i * count) / kept) / fps);
}

/**
 * vIoU = sum of IoU over the frames in both spans / number of frames in either; spans are `[start, end)` (Zhang et al. 2020, arXiv
 * 2001.06891, as TubeDETR `datasets/vidstg_eval.py` computes it). No answer gives 0.
 */
export function tubeIou({ truth, tube, frames }: TubeSample): TubeIou {
  if (!tube) return { tIoU: 0, vIoU: 0, gtVIoU: 0 };
  const inside = ({ span }: Tube, time: number): boolean => span[0] <= time && time < span[1];
  const overlap = (time: number): number => {
    const [a, b] = [boxAt(truth, time), boxAt(tube, time)];
    return a && b ? iou(a, b) : 0;
  };
  const trueFrames = frames.filter((time) => inside(truth, time));
  const either = frames.filter((time) => inside(truth, time) || inside(tube, time));
  const total = (times: readonly number[]): number => times.reduce((sum, time) => sum + overlap(time), 0);
  const both = trueFrames.filter((time) => inside(tube, time));
  return {
    tIoU: temporalIou(truth.span, tube.span),
    vIoU: total(both) / Math.max(either.length, 1),
    gtVIoU: total(trueFrames) / Math.max(trueFrames.length, 1),
  };
}

/**
 * Figures for spatio-temporal grounding, all 0..1 (VidSTG and HC-STVG by TubeDETR): means `m_tIoU`, `m_vIoU`, `gt_vIoU`, and the
 * shares `vIoU@0.3`, `vIoU@0.5` with vIoU **greater than** the threshold, as there.
 */
export function tubeMetrics(samples: readonly TubeSample[]): Figures {
  const all = samples.map(tubeIou);
  return {
    questions: all.length,
    m_tIoU: mean(all.map(({ tIoU }) => tIoU)),
    m_vIoU: mean(all.map(({ vIoU }) => vIoU)),
    'vIoU@0.3': share(all, ({ vIoU }) => vIoU > 0.3),
    'vIoU@0.5': share(all, ({ vIoU }) => vIoU > 0.5),
    gt_vIoU: mean(all.map(({ gtVIoU }) => gtVIoU)),
  };
}
