import type { Box } from '../../core/index.ts';
import {
  areaUnderRiskCoverage,
  eventMetrics,
  generalisedMetrics,
  momentMetrics,
  outcomeRates,
  phraseRecall,
  popeMetrics,
  psds,
  qvHeadline,
  referringMetrics,
  riskCoverage,
  segmentMetrics,
  type ConfidentSample,
  type Figures,
  type RiskPoint,
} from '../../core/metrics/index.ts';
import type { EvaluationRecord } from './record.ts';

export type { Figures } from '../../core/metrics/index.ts';

/** Overlaps nothing: the truth of a question whose picture could not be opened, which is a miss. */
const NOWHERE: Box = [0, 0, 0, 0];

/**
 * Figures of a run, named as in the table and in `--json`; shares 0..1, times milliseconds. What the dataset asks decides which there
 * are (`referringMetrics`, `generalisedMetrics`, `momentMetrics`, `qvHeadline`, `eventMetrics`, `psds`, `popeMetrics`); always the share
 * of each outcome, the area under the risk-coverage curve and the median time of an answer. A share of nothing is left out.
 */
export function figuresOf(records: readonly EvaluationRecord[]): Figures {
  const of = (kind: EvaluationRecord['kind']): EvaluationRecord[] => records.filter((r) => r.kind === kind);
  const figures: Figures = {
    ...whereFigures(of('boxes')),
    ...whenFigures(of('spans')),
    ...presenceFigures(of('presence')),
    questions: records.length,
    ...outcomeRates(records.map((r) => r.state)),
    riskCoverageArea: areaUnderRiskCoverage(confidentSamples(records)),
    medianMs: median(records.filter((r) => r.device !== null).map((r) => sumOf(Object.values(r.timings)))),
  };
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => Number.isFinite(value)));
}

/** How wrong the answers are when only the surest are given, by how many are given. */
export function riskCurve(records: readonly EvaluationRecord[]): RiskPoint[] {
  return riskCoverage(confidentSamples(records));
}

/** An answer is as sure as the thing that it points at first; without one it is not sure at all. */
function confidentSamples(records: readonly EvaluationRecord[]): ConfidentSample[] {
  return records.map(({ boxes, spans, quality }) => ({
    confidence: Math.max(0, ...[...boxes, ...spans].map(({ score }) => score ?? 0)),
    loss: 1 - quality,
  }));
}

function whereFigures(records: readonly EvaluationRecord[]): Figures {
  if (records.length === 0) return {};
  const samples = records.map((r) => ({
    truth: r.wanted > 0 && r.trueBoxes.length === 0 ? [NOWHERE] : r.trueBoxes,
    boxes: r.boxes.map(({ at }) => at),
  }));
  const single = samples.filter(({ truth }) => truth.length === 1);
  const figures = single.length > 0 ? referringMetrics(single.map(({ truth, boxes }) => ({ truth: truth[0]!, boxes }))) : {};
  if (single.length === samples.length) return figures;
  const { questions: _, ...general } = generalisedMetrics(
    samples.map(({ truth, boxes }) => ({ truth, boxes: boxes.map((box) => ({ box })) })),
  );
  const recall = (protocol: 'any' | 'merged'): number => phraseRecall(samples, { protocol, ks: [1] })['all']!['R@1']!;
  return { ...figures, ...general, 'anyBox.R@1': recall('any'), 'mergedBox.R@1': recall('merged') };
}

function whenFigures(records: readonly EvaluationRecord[]): Figures {
  if (records.length === 0) return {};
  const samples = records.map((r) => ({
    truth: r.trueSpans,
    spans: r.spans.map(({ at }) => at),
    ...(r.duration !== null && { duration: r.duration }),
  }));
  const never = records.filter((r) => r.wanted === 0);
  const heard = records.filter((r) => r.medium === 'sound');
  const { mAP, 'mAP@0.5': map50, 'mAP@0.75': map75 } = qvHeadline(records.map(scoredSample));
  return {
    ...momentMetrics(samples),
    mAP: mAP!,
    'mAP@0.5': map50!,
    'mAP@0.75': map75!,
    ...(never.length > 0 && { N_acc: never.filter((r) => r.spans.length === 0).length / never.length }),
    ...(heard.length > 0 && soundFigures(heard)),
  };
}

const scoredSample = ({ trueSpans, spans }: EvaluationRecord) => ({
  truth: trueSpans,
  // Spans without a score keep their order, below those that have one.
  spans: spans.map(({ at, score }, i) => ({ span: at, score: score ?? -i - 1 })),
});

function soundFigures(records: readonly EvaluationRecord[]): Figures {
  const samples = records.map((r) => ({ truth: r.trueSpans, spans: r.spans.map(({ at }) => at), duration: r.duration ?? 0 }));
  // The thresholds of AudioGrounding's evaluation: 0.01, 0.03 ... 0.99.
  const points = Array.from({ length: 50 }, (_, i) => i / 50 + 0.01).map((least) =>
    records.map((r) => r.spans.filter(({ score }) => (score ?? 1) >= least).map(({ at }) => at)),
  );
  return { ...eventMetrics(samples), ...segmentMetrics(samples), PSDS: psds(samples, points, { maxFpr: 800 }) };
}

/** POPE's figures by the words of the answers, for all questions and for each split. */
function presenceFigures(records: readonly EvaluationRecord[]): Figures {
  if (records.length === 0) return {};
  const of = (some: readonly EvaluationRecord[]): Figures =>
    popeMetrics(some.map(({ wanted, words }) => ({ present: wanted > 0, answer: words })));
  const splits = [...new Set(records.flatMap(({ split }) => split ?? []))];
  const parts = splits.map((name) =>
    Object.entries(of(records.filter((r) => r.split === name))).map(([k, v]) => [`${name}.${k}`, v]),
  );
  return { ...of(records), ...(Object.fromEntries(parts.flat()) as Figures) };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length === 0
    ? Number.NaN
    : sorted.length % 2 === 1
      ? sorted[middle]!
      : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
