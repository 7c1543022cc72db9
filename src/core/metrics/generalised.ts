import { area, enclosing, intersection, type Box } from '../box.ts';
import { mean, precisionRecall, share, type Figures } from './statistics.ts';

/** One expression for any number of things: none (`truth` empty), one or several. */
export interface GeneralisedSample {
  readonly truth: readonly Box[];
  readonly boxes: readonly { readonly box: Box; readonly score?: number }[];
}

export interface GeneralisedOptions {
  /** Boxes with a lower score (0..1) are dropped; a box without a score stays. */
  readonly minScore?: number;
  /** Generalised IoU that makes a match, with `>=`. */
  readonly threshold?: number;
}

/**
 * Generalised IoU, -1..1: `IoU - (hull - union) / hull` with `hull` the smallest box around both (Rezatofighi et al. 2019, arXiv
 * 1902.09630); -1 when both are empty and apart.
 */
export function generalisedIou(a: Box, b: Box): number {
  const shared = intersection(a, b);
  const union = area(a) + area(b) - shared;
  const hull = area(enclosing([a, b])!);
  if (hull === 0) return -1;
  return (union > 0 ? shared / union : 0) - (hull - union) / hull;
}

/** How many pairs a greedy one-to-one matching finds: the best pair first, as long as it reaches `threshold`. */
export function greedyMatches(truth: readonly Box[], boxes: readonly Box[], threshold: number): number {
  const pairs = boxes
    .flatMap((box, i) => truth.map((target, j) => ({ i, j, value: generalisedIou(box, target) })))
    .filter(({ value }) => value >= threshold)
    .toSorted((a, b) => b.value - a.value);
  const usedBoxes = new Set<number>();
  const usedTruth = new Set<number>();
  for (const { i, j } of pairs) {
    if (usedBoxes.has(i) || usedTruth.has(j)) continue;
    usedBoxes.add(i);
    usedTruth.add(j);
  }
  return usedBoxes.size;
}

/**
 * F1 of one expression, 0..1. Nothing to find: 1 without a box, 0 with one.
 * Otherwise 2 TP / (2 TP + FP + FN) after greedy matching on generalised IoU.
 */
export function expressionF1(sample: GeneralisedSample, { minScore = 0.7, threshold = 0.5 }: GeneralisedOptions = {}): number {
  const boxes = kept(sample, minScore);
  if (sample.truth.length === 0) return boxes.length === 0 ? 1 : 0;
  const truePositives = greedyMatches(sample.truth, boxes, threshold);
  const falsePositives = boxes.length - truePositives;
  return precisionRecall({ truePositives, falsePositives, falseNegatives: sample.truth.length - truePositives }).f1;
}

/**
 * Figures for generalised referring expressions, all 0..1 (gRefCOCO `mdetr/datasets/refexp.py`, He et al. 2023, arXiv 2308.16182;
 * the code matches on generalised IoU, and so does this):
 *
 * - `Pr@F1=1`: share of expressions with F1 = 1, `meanF1` their mean,
 * - `N_acc`: share of expressions for nothing that got no box,
 * - `T_acc`: share of expressions for something that got at least one box.
 */
export function generalisedMetrics(samples: readonly GeneralisedSample[], options: GeneralisedOptions = {}): Figures {
  const scores = samples.map((sample) => expressionF1(sample, options));
  const silent = (sample: GeneralisedSample): boolean => kept(sample, options.minScore ?? 0.7).length === 0;
  return {
    questions: samples.length,
    'Pr@F1=1': share(scores, (value) => value >= 1),
    meanF1: mean(scores),
    N_acc: share(
      samples.filter(({ truth }) => truth.length === 0),
      silent,
    ),
    T_acc: share(
      samples.filter(({ truth }) => truth.length > 0),
      (sample) => !silent(sample),
    ),
  };
}

const kept = ({ boxes }: GeneralisedSample, minScore: number): Box[] =>
  boxes.filter(({ score }) => score === undefined || score >= minScore).map(({ box }) => box);
