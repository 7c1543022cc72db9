// oxlint-disable-next-line no-restricted-imports -- only the tests read files; the core itself stays pure
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readQvHighlights } from '../datasets/index.ts';
import type { Span } from '../span.ts';
import {
  HIGHLIGHT_LEVELS,
  clipScores,
  highlightMetrics,
  momentMetrics,
  qvHeadline,
  qvMomentMetrics,
  type QvRange,
  type ScoredMomentSample,
} from './index.ts';

interface Prediction {
  readonly qid: number;
  readonly pred_relevant_windows: readonly (readonly [number, number, number])[];
  readonly pred_saliency_scores?: readonly number[];
}

/** Joins a QVHighlights file with predictions in the evaluator's form. */
function load(truth: URL, predictions: URL) {
  const answers = new Map(
    readFileSync(predictions, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Prediction)
      .map((prediction) => [String(prediction.qid), prediction]),
  );
  return readQvHighlights(readFileSync(truth, 'utf8')).records.map((record) => {
    const answer = answers.get(record.id!)!;
    const sample: ScoredMomentSample = {
      truth: record.spans,
      spans: answer.pred_relevant_windows.map(([start, end, score]) => ({ span: [start, end] as Span, score })),
    };
    return { record, answer, sample };
  });
}

/** As the evaluator prints: per cent with two decimals. */
const percent = (value: number): number => Number((100 * value).toFixed(2));

describe('hand-made moments', () => {
  const here = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url);
  const samples = load(here('moments.jsonl'), here('moments-predictions.jsonl')).map(({ sample }) => sample);

  // Query 1: the windows [0,10] and [20,40] are answered by [0,10] (1.0), [20,30] (0.5) and [50,60] (0).
  //   AP@0.5: hit hit miss = 1; above: hit miss miss = 1/2. Mean (1 + 9 * 0.5) / 10 = 0.55.
  // Query 2: the window [10,50] by [30,50] (0.5), named first, and [10,45] (0.875), scored first.
  //   AP up to 0.85: 1; at 0.9 and 0.95: 0. Mean 0.8. R@1 takes the one named first.
  it('gives the values computed by hand', () => {
    const { full, short, middle, long } = qvMomentMetrics(samples);
    expect(full.queries).toBe(2);
    expect(full.r1).toMatchObject({ '0.5': 1, '0.55': 0.5, '0.95': 0.5 });
    expect(full.map).toMatchObject({ '0.5': 1, '0.55': 0.75, '0.85': 0.75, '0.9': 0.25 });
    expect(full.average).toBeCloseTo((0.55 + 0.8) / 2, 12);
    expect([short.queries, middle.queries, long.queries]).toEqual([1, 1, 1]);
    expect(short.average).toBe(1);
    // Only [20,40] is left of query 1: miss hit miss at 0.5 = 1/2, nothing above.
    expect(middle.average).toBeCloseTo(0.05, 12);
    expect(middle.r1['0.5']).toBe(0);
    expect(long.average).toBeCloseTo(0.8, 12);
    expect(qvHeadline(samples)).toMatchObject({ 'R@1@0.5': 1, 'mAP@0.5': 1, 'mAP@0.75': 0.75, 'mAP.short': 1 });
  });

  it('a query without a prediction counts 0', () => {
    const none = { truth: [[0, 5] as const], spans: [] };
    expect(qvMomentMetrics([...samples, none]).full.map['0.5']).toBeCloseTo(2 / 3, 12);
    expect(qvMomentMetrics([...samples, none]).full.r1['0.5']).toBeCloseTo(2 / 3, 12);
  });

  it('a second hit on a taken window is wrong', () => {
    const twice = {
      truth: [[0, 10] as const, [50, 60] as const],
      spans: [1, 2].map((score) => ({ span: [0, 10] as const, score })),
    };
    // hit miss of two: recall 1/2 at precision 1.
    expect(qvMomentMetrics([twice]).full.map['0.95']).toBe(0.5);
  });
});

describe('hand-made highlights', () => {
  const truth = clipScores(8, [0, 2], [[4, 2, 0], [2, 4, 4]]); // prettier-ignore

  it('spreads scores over the clips of the video', () => {
    expect(truth).toEqual([[4, 2, 0], [0, 0, 0], [2, 4, 4], [0, 0, 0]]); // prettier-ignore
  });

  it('gives the values computed by hand', () => {
    // At 4 and above, annotator 1 marks clip 0, the others clip 2. Order of the model: 1, 0, 2, 3.
    // AP: clip 0 at rank 2 = 1/2; clip 2 at rank 3 = 1/3, twice. The best clip, 1, is no highlight.
    const figures = highlightMetrics([{ truth, scores: [0.8, 0.9, 0.1, 0] }], HIGHLIGHT_LEVELS.VeryGood);
    expect(figures['HL-mAP']).toBeCloseTo((1 / 2 + 1 / 3 + 1 / 3) / 3, 12);
    expect(figures['HL-Hit1']).toBe(0);
    // At 2 and above: {0,2}, {0,2}, {2}; order 2, 0, 1, 3 ranks them all first.
    expect(highlightMetrics([{ truth, scores: [0.8, 0, 0.9] }], HIGHLIGHT_LEVELS.Fair)).toEqual({ 'HL-mAP': 1, 'HL-Hit1': 1 });
  });
});

const SHARED = new URL('../../../../shared/data/annotations/', import.meta.url);

describe.skipIf(!existsSync(SHARED))(
  'golden values of moment_detr (skipped: ../shared/data is not beside the repository)',
  () => {
    const open = () => {
      const golden = JSON.parse(
        readFileSync(new URL('qvhighlights_sample_val_preds_metrics_raw.json', SHARED), 'utf8'),
      ) as Record<string, Record<string, never>>;
      const file = (name: string): URL => new URL(name, SHARED);
      return { golden, loaded: load(file('qvhighlights_val.jsonl'), file('qvhighlights_sample_val_preds.jsonl')) };
    };

    it('matches every published moment figure', () => {
      const { golden, loaded } = open();
      const found = qvMomentMetrics(loaded.map(({ sample }) => sample));
      for (const range of ['full', 'short', 'middle', 'long'] satisfies QvRange[]) {
        const { r1, map, average } = found[range];
        const rounded = (values: Readonly<Record<string, number>>) =>
          Object.fromEntries(Object.entries(values).map(([name, value]) => [name, percent(value)]));
        expect({ 'MR-mAP': rounded({ ...map, average }), 'MR-R1': rounded(r1) }).toEqual(golden[range]);
      }
      const headline = qvHeadline(loaded.map(({ sample }) => sample));
      expect(percent(headline['R@1@0.5']!)).toBe(53.94);
      expect(percent(headline['R@1@0.7']!)).toBe(34.84);
      expect(percent(headline['mAP']!)).toBe(32.2);
    });

    it('matches every published highlight figure', () => {
      const { golden, loaded } = open();
      const samples = loaded.map(({ record, answer }) => ({
        truth: clipScores(record.duration!, record.highlights!.clips, record.highlights!.scores),
        scores: answer.pred_saliency_scores!,
      }));
      for (const [name, level] of Object.entries(HIGHLIGHT_LEVELS)) {
        const figures = highlightMetrics(samples, level);
        expect({ 'HL-mAP': percent(figures['HL-mAP']!), 'HL-Hit1': percent(figures['HL-Hit1']!) }).toEqual(
          golden[`HL-min-${name}`],
        );
      }
    });

    it('agrees with the plain moment figures', () => {
      const plain = momentMetrics(
        open().loaded.map(({ sample: { truth, spans } }) => ({ truth, spans: spans.map(({ span }) => span) })),
      );
      expect(percent(plain['R@1@0.5']!)).toBe(53.94);
      expect(percent(plain['R@1@0.7']!)).toBe(34.84);
    });
  },
);
