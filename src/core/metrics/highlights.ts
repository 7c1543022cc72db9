import { mean, type Figures } from './statistics.ts';

/** One video's highlights: annotators' scores 0..4 for each 2-s clip (`[clip][annotator]`) and the model's score for each clip. */
export interface HighlightSample {
  readonly truth: readonly (readonly number[])[];
  /** Any scale, higher is better. Clips without a score get 0, scores beyond the last clip are dropped. */
  readonly scores: readonly number[];
}

/** What counts as a highlight: a clip with at least this score of 0..4. */
export const HIGHLIGHT_LEVELS = { Fair: 2, Good: 3, VeryGood: 4 } as const;

/** Seconds per clip in QVHighlights. */
export const CLIP_SECONDS = 2;

/**
 * Scores by clip for the whole video from the relevant clips only; the others are 0 for all annotators (moment_detr
 * `standalone_eval/eval.py`, `mk_gt_scores`).
 *
 * @param duration seconds
 */
export function clipScores(duration: number, clips: readonly number[], scores: readonly (readonly number[])[]): number[][] {
  const annotators = scores[0]?.length ?? 3;
  const all = Array.from({ length: Math.floor(duration / CLIP_SECONDS) }, () => Array.from({ length: annotators }, () => 0));
  for (const [i, clip] of clips.entries()) if (all[clip] && scores[i]) all[clip] = [...scores[i]];
  return all;
}

/**
 * Average precision of ranked clips, 0..1, in the interpolated form of video2gif that moment_detr uses: precision at every distinct
 * score that brings a new positive, each raised to the best at any lower score, averaged. 0 without positives, 1 with nothing else.
 */
export function clipAveragePrecision(positive: readonly boolean[], scores: readonly number[]): number {
  const total = positive.filter(Boolean).length;
  if (total === 0) return 0;
  if (total === positive.length) return 1;
  const order = positive.map((good, i) => ({ good, score: scores[i] ?? 0 })).toSorted((a, b) => b.score - a.score);
  const steps: number[] = [];
  let found = 0;
  let before = 0;
  for (const [i, { good, score }] of order.entries()) {
    if (good) found += 1;
    if (order[i + 1]?.score === score) continue;
    if (found > before) steps.push(found / (i + 1));
    before = found;
  }
  for (let i = steps.length - 2; i >= 0; i -= 1) steps[i] = Math.max(steps[i]!, steps[i + 1]!);
  return mean(steps);
}

/**
 * Highlight detection on QVHighlights, 0..1 (moment_detr `standalone_eval/eval.py`, arXiv 2107.09609): `HL-mAP` averages
 * {@link clipAveragePrecision} over annotators and queries; `HL-Hit1` is the share of queries whose best clip is a highlight for at
 * least one annotator.
 *
 * @param level least score of a highlight, see {@link HIGHLIGHT_LEVELS}
 */
export function highlightMetrics(samples: readonly HighlightSample[], level: number): Figures {
  const hits = samples.map(({ truth, scores }) => {
    const best = scores.reduce((at, score, i) => (score > scores[at]! ? i : at), 0);
    return (truth[best] ?? []).some((score) => score >= level) ? 1 : 0;
  });
  const precisions = samples.flatMap(({ truth, scores }) =>
    (truth[0] ?? []).map((_, annotator) =>
      clipAveragePrecision(
        truth.map((clip) => clip[annotator]! >= level),
        scores,
      ),
    ),
  );
  return { 'HL-mAP': mean(precisions), 'HL-Hit1': mean(hits) };
}
