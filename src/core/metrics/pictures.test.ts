import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { iou, toBox, type Box } from '../box.ts';
import {
  cocoAveragePrecision,
  detectionMetrics,
  expressionF1,
  generalisedIou,
  generalisedMetrics,
  greedyMatches,
  largestMatching,
  phraseRecall,
  referringMetrics,
  vocAveragePrecision,
} from './index.ts';

const LEFT: Box = [0, 0, 0.5, 1];
const RIGHT: Box = [0.5, 0, 1, 1];
const UPPER_LEFT: Box = [0, 0, 0.5, 0.5];

const unit = fc.double({ min: 0, max: 1, noNaN: true });
const box = fc.tuple(unit, unit, unit, unit).map(toBox).filter((b) => b !== null); // prettier-ignore

describe('referring expressions', () => {
  it('counts at or above the threshold; no box is a miss in the denominator', () => {
    const samples = [
      { truth: LEFT, boxes: [LEFT] }, // IoU 1
      { truth: LEFT, boxes: [UPPER_LEFT, LEFT] }, // IoU 0.5; the second box would fit
      { truth: LEFT, boxes: [RIGHT, LEFT] }, // IoU 0
      { truth: LEFT, boxes: [] },
    ];
    expect(referringMetrics(samples)).toEqual({
      questions: 4,
      'acc@0.5': 0.5,
      'acc@0.75': 0.25,
      'acc@0.9': 0.25,
      mIoU: 0.375,
      centre: 0.5,
      'anyBox@0.5': 0.75,
    });
    expect(referringMetrics([])['acc@0.5']).toBeNaN();
  });

  it('accuracy falls with the threshold, and any box is at least the first', () => {
    const samples = fc.array(fc.record({ truth: box, boxes: fc.array(box, { maxLength: 3 }) }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(samples, (all) => {
        const f = referringMetrics(all);
        expect(f['acc@0.5']).toBeGreaterThanOrEqual(f['acc@0.75']!);
        expect(f['acc@0.75']).toBeGreaterThanOrEqual(f['acc@0.9']!);
        expect(f['anyBox@0.5']).toBeGreaterThanOrEqual(f['acc@0.5']!);
        expect(f['mIoU']).toBeGreaterThanOrEqual(0.5 * f['acc@0.5']! - 1e-12);
      }),
    );
  });
});

describe('phrases', () => {
  const samples = [
    { truth: [LEFT, RIGHT], boxes: [LEFT], types: ['people'] }, // any: hit; merged target is the whole picture: IoU 0.5, hit
    { truth: [UPPER_LEFT], boxes: [RIGHT, UPPER_LEFT], types: ['people', 'other'] }, // hit from rank 2
    { truth: [RIGHT], boxes: [], types: ['other'] }, // miss
    { truth: [], boxes: [LEFT], types: ['scene'] }, // left out
  ];

  it('recall by k and type, any box', () => {
    expect(phraseRecall(samples, { protocol: 'any', ks: [1, 2, Number.POSITIVE_INFINITY] })).toEqual({
      all: { 'R@1': 1 / 3, 'R@2': 2 / 3, 'R@all': 2 / 3 },
      people: { 'R@1': 1 / 2, 'R@2': 1, 'R@all': 1 },
      other: { 'R@1': 0, 'R@2': 1 / 2, 'R@all': 1 / 2 },
    });
  });

  it('merged boxes are one target', () => {
    const two = [{ truth: [UPPER_LEFT, [0.5, 0.5, 1, 1] as const], boxes: [UPPER_LEFT] }];
    expect(phraseRecall(two, { protocol: 'any' })['all']).toMatchObject({ 'R@1': 1 });
    expect(phraseRecall(two, { protocol: 'merged' })['all']).toMatchObject({ 'R@1': 0, 'R@all': 0 });
    expect(phraseRecall([], { protocol: 'any' })['all']!['R@1']).toBeNaN();
  });
});

describe('generalised expressions', () => {
  it('generalised IoU by hand', () => {
    expect(generalisedIou(LEFT, LEFT)).toBe(1);
    // Union 0.5 of a hull of 1, nothing shared.
    expect(generalisedIou(UPPER_LEFT, [0.5, 0.5, 1, 1])).toBe(-0.5);
    expect(generalisedIou(LEFT, UPPER_LEFT)).toBe(0.5);
  });

  it('is symmetric, within -1..1 and at most IoU', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(generalisedIou(a, b)).toBeCloseTo(generalisedIou(b, a), 9);
        expect(generalisedIou(a, b)).toBeGreaterThanOrEqual(-1 - 1e-9);
        expect(generalisedIou(a, b)).toBeLessThanOrEqual(iou(a, b) + 1e-9);
      }),
    );
  });

  it('figures by hand', () => {
    const sure = (...boxes: Box[]) => boxes.map((b) => ({ box: b, score: 0.9 }));
    const samples = [
      { truth: [LEFT, RIGHT], boxes: sure(RIGHT, LEFT) }, // F1 1
      { truth: [LEFT, RIGHT], boxes: sure(LEFT) }, // 2 / (2 + 0 + 1) = 2/3
      { truth: [LEFT], boxes: [{ box: LEFT, score: 0.6 }] }, // below 0.7: silent, F1 0
      { truth: [LEFT], boxes: [{ box: LEFT }] }, // without score: stays, F1 1
      { truth: [], boxes: [] }, // F1 1
      { truth: [], boxes: sure(LEFT) }, // F1 0
    ];
    expect(samples.map((sample) => expressionF1(sample))).toEqual([1, 2 / 3, 0, 1, 1, 0]);
    expect(generalisedMetrics(samples)).toMatchObject({ 'Pr@F1=1': 0.5, N_acc: 0.5, T_acc: 0.75 });
    expect(generalisedMetrics(samples.slice(0, 2))['N_acc']).toBeNaN();
  });

  it('greedy never finds more pairs than the largest matching', () => {
    const boxes = fc.array(box, { maxLength: 5 });
    fc.assert(
      fc.property(boxes, boxes, (a, b) => {
        const most = largestMatching(a.length, b.length, (i, j) => generalisedIou(a[i]!, b[j]!) >= 0.3);
        expect(greedyMatches(a, b, 0.3)).toBeLessThanOrEqual(most);
        expect(2 * greedyMatches(a, b, 0.3)).toBeGreaterThanOrEqual(most);
      }),
    );
  });
});

describe('average precision', () => {
  it('by hand', () => {
    // Right, wrong, right of 2: precision 1, 1/2, 2/3; the envelope is 1, 2/3, 2/3.
    expect(vocAveragePrecision([true, false, true], 2)).toBeCloseTo((1 + 2 / 3) / 2, 12);
    // Recalls 0 ... 0.5 (51 of them) at precision 1, the other 50 at 2/3.
    expect(cocoAveragePrecision([true, false, true], 2)).toBeCloseTo((51 + (50 * 2) / 3) / 101, 12);
    expect(vocAveragePrecision([], 3)).toBe(0);
    expect(cocoAveragePrecision([], 0)).toBeNaN();
  });

  it('is within 0..1, and the recall when what is right comes first', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.nat(5), (hits, missed) => {
        const positives = hits.filter(Boolean).length + missed;
        fc.pre(positives > 0);
        for (const ap of [vocAveragePrecision(hits, positives), cocoAveragePrecision(hits, positives)]) {
          expect(ap).toBeGreaterThanOrEqual(0);
          expect(ap).toBeLessThanOrEqual(1 + 1e-12);
        }
        const first = hits.toSorted((a, b) => Number(b) - Number(a));
        const share = (positives - missed) / positives;
        expect(vocAveragePrecision(first, positives)).toBeCloseTo(share, 12);
        expect(Math.abs(cocoAveragePrecision(first, positives) - share)).toBeLessThanOrEqual(0.01);
      }),
    );
  });
});

describe('detection', () => {
  const dog = (b: Box, score: number) => ({ label: 'dog', box: b, score });

  it('by hand: order over pictures, double hits, labels', () => {
    const samples = [
      { truth: [{ label: 'dog', box: LEFT }], detected: [dog(LEFT, 0.9), dog(LEFT, 0.8)] },
      { truth: [{ label: 'dog', box: RIGHT }, { label: 'cat', box: LEFT }], detected: [dog(UPPER_LEFT, 0.1), dog(RIGHT, 0.7)] }, // prettier-ignore
    ];
    // Dogs: right, wrong (taken), right, wrong of 2: as above. Cat: never found.
    const ap = (51 + (50 * 2) / 3) / 101;
    const { overall, byLabel } = detectionMetrics(samples);
    expect(byLabel['dog']).toBeCloseTo(ap, 12);
    expect(byLabel['cat']).toBe(0);
    expect(overall['AP50']).toBeCloseTo(ap / 2, 12);
  });

  it('what lies in a crowd is ignored, and a crowd need not be found', () => {
    const crowd = { label: 'dog', box: RIGHT, crowd: true };
    const detected = [dog([0.6, 0, 0.7, 0.1], 0.99), dog([0.8, 0, 0.9, 0.1], 0.98), dog(LEFT, 0.5)];
    expect(detectionMetrics([{ truth: [{ label: 'dog', box: LEFT }, crowd], detected }]).overall['AP50']).toBe(1);
    expect(detectionMetrics([{ truth: [crowd], detected }]).overall['AP50']).toBeNaN();
  });

  it('AP is within 0..1, does not rise with the threshold, and is 1 for the truth itself', () => {
    const thing = fc.record({ label: fc.constantFrom('dog', 'cat'), box });
    const found = fc.record({ label: fc.constantFrom('dog', 'cat'), box, score: unit });
    fc.assert(
      fc.property(fc.array(thing, { minLength: 1, maxLength: 4 }), fc.array(found, { maxLength: 5 }), (truth, detected) => {
        const { AP50, AP } = detectionMetrics([{ truth, detected }]).overall;
        expect(AP50).toBeGreaterThanOrEqual(0);
        expect(AP50).toBeLessThanOrEqual(1 + 1e-12);
        expect(AP).toBeLessThanOrEqual(1 + 1e-12);
        const itself = [{ truth, detected: truth.map((t) => ({ ...t, score: 1 })) }];
        expect(detectionMetrics(itself).overall['AP']).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });
});
