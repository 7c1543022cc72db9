import type { AnswerState } from '../answer.ts';
import { mean, share, type Figures } from './statistics.ts';

/** How a question ended: one of the four states, or a failure of the program. */
export type Outcome = AnswerState | 'failed';

const OUTCOMES: readonly Outcome[] = ['found', 'absent', 'unsure', 'unreadable', 'failed'];

/** Share of each outcome, `state.found` ..., and `parseFailures` (answers that could not be read); all 0..1, over all questions. */
export function outcomeRates(outcomes: readonly Outcome[]): Figures {
  return {
    parseFailures: share(outcomes, (outcome) => outcome === 'unreadable'),
    ...Object.fromEntries(OUTCOMES.map((name) => [`state.${name}`, share(outcomes, (outcome) => outcome === name)])),
  };
}

/** One answer: how sure the model was (any scale, higher is surer) and how wrong it was, 0..1 (0 right, 1 wrong; or 1 - IoU). */
export interface ConfidentSample {
  readonly confidence: number;
  readonly loss: number;
}

/** Answering only when at least this sure covers this share of the questions, at this mean loss; both 0..1. */
export interface RiskPoint {
  readonly confidence: number;
  readonly coverage: number;
  readonly risk: number;
}

/**
 * Risk-coverage curve of selective answering, surest first, one point for each distinct confidence (El-Yaniv and Wiener 2010, JMLR 11).
 */
export function riskCoverage(samples: readonly ConfidentSample[]): RiskPoint[] {
  const sorted = samples.toSorted((a, b) => b.confidence - a.confidence);
  const points: RiskPoint[] = [];
  let loss = 0;
  for (const [i, sample] of sorted.entries()) {
    loss += sample.loss;
    if (sorted[i + 1]?.confidence === sample.confidence) continue;
    points.push({ confidence: sample.confidence, coverage: (i + 1) / sorted.length, risk: loss / (i + 1) });
  }
  return points;
}

/**
 * Area under the risk-coverage curve, 0..1, lower is better: the mean of the risk after the 1, 2, ... n surest answers (Geifman, Uziel
 * and El-Yaniv 2019, arXiv 1805.08206). Equally sure answers share their mean loss, so that their order does not matter.
 */
export function areaUnderRiskCoverage(samples: readonly ConfidentSample[]): number {
  const risks: number[] = [];
  let answered = 0;
  let loss = 0;
  for (const { coverage, risk } of riskCoverage(samples)) {
    const until = Math.round(coverage * samples.length);
    const each = (risk * until - loss) / (until - answered);
    while (answered < until) {
      answered += 1;
      loss += each;
      risks.push(loss / answered);
    }
  }
  return mean(risks);
}
