import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxAt, type Span, type Tube } from '../span.ts';
import {
  clampSpans,
  coveredSeconds,
  eventMetrics,
  largestMatching,
  mergeSpans,
  momentMetrics,
  psds,
  psdsPoint,
  segmentMetrics,
  setTemporalIou,
  tubeFrames,
  tubeIou,
  tubeMetrics,
} from './index.ts';

const time = fc.integer({ min: 0, max: 40 }).map((v) => v / 4);
const span = fc.tuple(time, time).map(([a, b]): Span => [Math.min(a, b), Math.max(a, b) + 0.25]);
const spans = fc.array(span, { maxLength: 4 });

describe('sets of spans', () => {
  it('by hand', () => {
    expect(mergeSpans([[5, 6], [0, 2], [1, 3], [3, 4], [9, 8]])).toEqual([[0, 3], [3, 4], [5, 6]]); // prettier-ignore
    expect(coveredSeconds([[0, 2], [1, 3]])).toBe(3); // prettier-ignore
    expect(clampSpans([[-1, 2], [8, 12], [11, 12]], 10)).toEqual([[0, 2], [8, 10]]); // prettier-ignore
    // Shared [1,2] and [4,5] of [0,3] and [4,6].
    expect(setTemporalIou([[0, 2], [4, 6]], [[1, 3], [4, 5]])).toBeCloseTo(2 / 5, 12); // prettier-ignore
    expect(setTemporalIou([], [])).toBe(1);
    expect(setTemporalIou([[0, 1]], [])).toBe(0);
  });

  it('set IoU is symmetric, within 0..1, 1 with itself, and does not mind splitting', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        expect(setTemporalIou(a, b)).toBeCloseTo(setTemporalIou(b, a), 12);
        expect(setTemporalIou(a, b)).toBeGreaterThanOrEqual(0);
        expect(setTemporalIou(a, b)).toBeLessThanOrEqual(1 + 1e-12);
        expect(setTemporalIou(a, a)).toBeCloseTo(1, 12);
        const halves = a.flatMap(([s, e]): Span[] => [[s, (s + e) / 2], [(s + e) / 2, e]]); // prettier-ignore
        expect(setTemporalIou(halves, b)).toBeCloseTo(setTemporalIou(a, b), 12);
      }),
    );
  });
});

describe('moments', () => {
  it('by hand; no span and a reversed span are misses, questions without truth are left out', () => {
    const samples = [
      { truth: [[0, 10]], spans: [[0, 5]] }, // 0.5
      { truth: [[0, 10], [20, 30]], spans: [[20, 30], [0, 10]] }, // best window 1, set 1
      { truth: [[0, 10]], spans: [[10, 0]] }, // 0
      { truth: [[0, 10]], spans: [] }, // 0
      { truth: [], spans: [[0, 1]] },
    ] satisfies { truth: Span[]; spans: Span[] }[]; // prettier-ignore
    expect(momentMetrics(samples)).toEqual({
      questions: 4,
      'R@1@0.3': 0.5,
      'R@1@0.5': 0.5,
      'R@1@0.7': 0.25,
      mIoU: 0.375,
      'set@0.3': 0.5,
      'set@0.5': 0.5,
      'set@0.7': 0.25,
      setIoU: 0.375,
    });
  });

  it('cuts to the medium; a first span outside is a miss, not replaced by the second', () => {
    const one = (spans: Span[]) => momentMetrics([{ truth: [[6, 10]], spans, duration: 10 }])['mIoU'];
    expect(one([[6, 99]])).toBe(1);
    expect(one([[11, 12], [6, 10]])).toBe(0); // prettier-ignore
  });
});

describe('sound events', () => {
  it('events by hand: collars, the longer offset tolerance, one to one', () => {
    const samples = [
      // Right: onset off by 0.2; offset off by 1.9 of the 20 % of 10 s.
      { truth: [[0.5, 10.5]], spans: [[0.7, 8.6]] },
      // Wrong: onset off by 0.3; missed and inserted.
      { truth: [[5, 6]], spans: [[5.3, 6]] },
      // Two answers for one event: one right, one inserted.
      { truth: [[1, 2]], spans: [[1, 2], [1.1, 2.1]] },
      { truth: [], spans: [] },
    ] satisfies { truth: Span[]; spans: Span[] }[]; // prettier-ignore
    // TP 2, FP 2, FN 1.
    expect(eventMetrics(samples)).toEqual({
      eventF1: 4 / 7,
      eventPrecision: 0.5,
      eventRecall: 2 / 3,
      eventErrorRate: 1,
    });
    expect(eventMetrics([])['eventF1']).toBeNaN();
  });

  it('matching is the largest, where the first fit would not be', () => {
    // Left 0 fits both, left 1 only right 0.
    expect(largestMatching(2, 2, (i, j) => i === 0 || j === 0)).toBe(2);
  });

  it('segments by hand', () => {
    // True seconds 0, 1 (a part counts), 4; said 1, 2, 4.
    const samples = [{ truth: [[0.5, 1.1], [4, 5]] as Span[], spans: [[1.5, 3], [4.2, 4.3]] as Span[] }]; // prettier-ignore
    expect(segmentMetrics(samples)).toEqual({ segmentF1: 2 / 3, segmentPrecision: 2 / 3, segmentRecall: 2 / 3 });
  });

  it('F1 is within 0..1, symmetric for segments, and 1 for the truth itself', () => {
    fc.assert(
      fc.property(spans, spans, (truth, said) => {
        fc.pre(truth.length > 0);
        const disjoint = mergeSpans(truth);
        expect(eventMetrics([{ truth: disjoint, spans: disjoint }])['eventF1']).toBe(1);
        for (const value of [
          eventMetrics([{ truth, spans: said }])['eventF1']!,
          segmentMetrics([{ truth, spans: said }])['segmentF1']!,
        ]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
        expect(segmentMetrics([{ truth, spans: said }])['segmentF1']).toBe(
          segmentMetrics([{ truth: said, spans: truth }])['segmentF1'],
        );
      }),
    );
  });
});

describe('PSDS', () => {
  // One hour in two recordings; two true events.
  const samples = [
    { duration: 1800, truth: [[10, 20]] as Span[] },
    { duration: 1800, truth: [[100, 110]] as Span[] },
  ];

  it('rates by hand', () => {
    // [12,22] lies 8/10 in the event and covers 8/10: found. [0,3] and [5,6] are wrong; [1900,1901] is outside the recording.
    expect(psdsPoint(samples, [[[12, 22], [0, 3]], [[5, 6], [1900, 1901]]])).toEqual({ tpr: 0.5, fpr: 2 }); // prettier-ignore
    // Valid (all of it inside) but covering 3/10 only: neither found nor wrong.
    expect(psdsPoint(samples, [[[12, 15]], []])).toEqual({ tpr: 0, fpr: 0 });
    // Two pieces together cover 6/10.
    expect(psdsPoint(samples, [[[11, 14], [16, 19]], []])).toEqual({ tpr: 0.5, fpr: 0 }); // prettier-ignore
    expect(psdsPoint(samples, [[[12, 22]], []], { dtc: 0.9 })).toEqual({ tpr: 0, fpr: 1 });
  });

  it('area by hand', () => {
    const strict = [[[10, 20]], []] as Span[][]; // 0 wrong, 1/2 found
    const loose = [
      [
        [10, 20],
        [30, 31],
      ],
      [
        [100, 110],
        [0, 1],
      ],
    ] as Span[][]; // prettier-ignore -- 2 wrong, all found
    // 1/2 from 0 to 2 per hour, 1 from 2 to 4.
    expect(psds(samples, [loose, strict], { maxFpr: 4 })).toBe(0.75);
    expect(psds(samples, [loose, strict], { maxFpr: 1 })).toBe(0.5);
    expect(psds(samples, [loose, strict])).toBe(0.5);
    // The worse of two points at the same rate, and a later lower one, do not count.
    expect(psds(samples, [loose, strict, [[], []]], { maxFpr: 4 })).toBe(0.75);
    expect(psds(samples, [], { maxFpr: 4 })).toBe(0);
    expect(psds([{ duration: 5, truth: [] }], [[[[0, 1]]]])).toBeNaN();
  });

  it('is within 0..1 and does not fall with another operating point', () => {
    const point = fc.tuple(spans, spans);
    fc.assert(
      fc.property(fc.tuple(span, span), fc.array(point, { maxLength: 3 }), point, ([a, b], points, more) => {
        const some = [a, b].map((s) => ({ duration: 12, truth: [s] }));
        const value = psds(some, points, { maxFpr: 500 });
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        expect(psds(some, [...points, more], { maxFpr: 500 })).toBeGreaterThanOrEqual(value - 1e-12);
      }),
    );
  });
});

describe('tubes', () => {
  const truth: Tube = {
    span: [0, 4],
    boxes: [
      { time: 0, box: [0, 0, 0.5, 1] },
      { time: 4, box: [0.5, 0, 1, 1] },
    ],
  };
  const still = (from: number, to: number): Tube => ({ span: [from, to], boxes: [{ time: from, box: [0, 0, 0.5, 1] }] });

  it('frames and boxes at times', () => {
    expect(tubeFrames(1)).toEqual([0, 0.2, 0.4, 0.6, 0.8]);
    expect(tubeFrames(10, 1, 4)).toEqual([0, 2, 5, 7]);
    expect(tubeFrames(0)).toEqual([]);
    expect(boxAt(truth, 1)).toEqual([0.125, 0, 0.625, 1]);
    expect(boxAt(truth, 9)).toEqual([0.5, 0, 1, 1]);
    expect(boxAt(truth, -1)).toEqual([0, 0, 0.5, 1]);
    expect(boxAt({ span: [0, 1], boxes: [] }, 0)).toBeNull();
  });

  it('by hand', () => {
    // Frames 0..7. True at 0..3 with boxes shifted by 0, 1/8, 2/8, 3/8: IoU with the still box 1, 0.6, 1/3, 1/7.
    const frames = [0, 1, 2, 3, 4, 5, 6, 7];
    const { tIoU, vIoU, gtVIoU } = tubeIou({ truth, tube: still(0, 2), frames });
    expect(tIoU).toBe(0.5);
    expect(vIoU).toBeCloseTo(1.6 / 4, 12);
    expect(gtVIoU).toBeCloseTo((1.6 + 1 / 3 + 1 / 7) / 4, 12);
    // Answered from 3 to 8: one shared frame of eight.
    expect(tubeIou({ truth, tube: still(3, 8), frames }).vIoU).toBeCloseTo(1 / 7 / 8, 12);
    const figures = tubeMetrics([{ truth, tube: truth, frames }, { truth, tube: still(0, 2), frames }, { truth, tube: null, frames }]); // prettier-ignore
    expect(figures).toMatchObject({ 'vIoU@0.3': 2 / 3, 'vIoU@0.5': 1 / 3, m_tIoU: 0.5 });
    expect(figures['m_vIoU']).toBeCloseTo(1.4 / 3, 12);
  });

  it('a share is above its threshold, not at it', () => {
    const half: Tube = { span: [0, 1], boxes: [{ time: 0, box: [0, 0, 0.25, 1] }] };
    expect(tubeMetrics([{ truth: still(0, 1), tube: half, frames: [0, 0.5] }])['vIoU@0.5']).toBe(0);
  });
});
