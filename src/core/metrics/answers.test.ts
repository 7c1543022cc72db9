import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaUnderRiskCoverage,
  outcomeRates,
  parsePopeAnswer,
  popeMetrics,
  precisionRecall,
  presenceMetrics,
  riskCoverage,
} from './index.ts';

describe('POPE', () => {
  it.each([
    ['Yes, there is a dog in the image.', 'yes'],
    ['No, there is no dog.', 'no'],
    ['There is not a dog', 'no'],
    ['The dog is here. There is no cat.', 'yes'],
    ['Nope', 'yes'],
    ['NO', 'yes'],
    ['no', 'no'],
    ['', 'yes'],
  ])('reads "%s" as %s, as its authors do', (text, answer) => {
    expect(parsePopeAnswer(text)).toBe(answer);
  });

  it('figures by hand', () => {
    const say = (present: boolean, answer: string) => ({ present, answer });
    // TP 2, FN 1, FP 1, TN 2.
    const samples = [
      say(true, 'Yes'),
      say(true, 'yes'),
      say(true, 'No'),
      say(false, 'yes'),
      say(false, 'no'),
      say(false, 'No'),
    ];
    expect(popeMetrics(samples)).toEqual({
      questions: 6,
      accuracy: 4 / 6,
      precision: 2 / 3,
      recall: 2 / 3,
      F1: 2 / 3,
      yesRatio: 0.5,
      undecided: 0,
    });
  });
});

it('presence from states, by split; unsure and unreadable are neither yes nor no', () => {
  const samples = [
    { present: true, state: 'found', split: 'random' },
    { present: true, state: 'unsure', split: 'random' },
    { present: false, state: 'absent', split: 'popular' },
    { present: false, state: 'unreadable', split: 'popular' },
    { present: false, state: 'found' },
  ] as const;
  const figures = presenceMetrics(samples);
  expect(Object.keys(figures)).toEqual(['all', 'random', 'popular']);
  expect(figures['random']).toEqual({
    questions: 2,
    accuracy: 0.5,
    precision: 1,
    recall: 0.5,
    F1: 2 / 3,
    yesRatio: 0.5,
    undecided: 0.5,
  });
  expect(figures['popular']).toMatchObject({ accuracy: 0.5, yesRatio: 0, undecided: 0.5 });
  expect(figures['all']).toMatchObject({ questions: 5, accuracy: 0.4, precision: 0.5 });
});

it('outcome rates', () => {
  expect(outcomeRates(['found', 'found', 'unreadable', 'failed'])).toEqual({
    parseFailures: 0.25,
    'state.found': 0.5,
    'state.absent': 0,
    'state.unsure': 0,
    'state.unreadable': 0.25,
    'state.failed': 0.25,
  });
});

it('F1 is 0 when something was missed or wrongly said, and undefined when there was nothing', () => {
  expect(precisionRecall({ truePositives: 0, falsePositives: 0, falseNegatives: 2 })).toEqual({
    precision: Number.NaN,
    recall: 0,
    f1: 0,
  });
  expect(precisionRecall({ truePositives: 0, falsePositives: 0, falseNegatives: 0 }).f1).toBeNaN();
});

describe('risk and coverage', () => {
  const sample = fc.record({ confidence: fc.integer({ min: 0, max: 4 }), loss: fc.double({ min: 0, max: 1, noNaN: true }) });
  const samples = fc.array(sample, { minLength: 1, maxLength: 12 });

  it('by hand', () => {
    const all = [
      { confidence: 0.9, loss: 0 },
      { confidence: 0.5, loss: 1 },
      { confidence: 0.5, loss: 0 },
      { confidence: 0.1, loss: 1 },
    ];
    expect(riskCoverage(all)).toEqual([
      { confidence: 0.9, coverage: 0.25, risk: 0 },
      { confidence: 0.5, coverage: 0.75, risk: 1 / 3 },
      { confidence: 0.1, coverage: 1, risk: 0.5 },
    ]);
    // The two at 0.5 lose a half each: risks 0, 1/4, 1/3, 1/2.
    expect(areaUnderRiskCoverage(all)).toBeCloseTo((1 / 4 + 1 / 3 + 1 / 2) / 4, 12);
    expect(areaUnderRiskCoverage([])).toBeNaN();
  });

  it('covers all at the mean loss, in any order', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const curve = riskCoverage(all);
        const loss = all.reduce((total, s) => total + s.loss, 0) / all.length;
        expect(curve.at(-1)).toMatchObject({ coverage: 1 });
        expect(curve.at(-1)!.risk).toBeCloseTo(loss, 9);
        expect(areaUnderRiskCoverage(all.toReversed())).toBeCloseTo(areaUnderRiskCoverage(all), 9);
        expect(areaUnderRiskCoverage(all)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('is lowest when confidence follows correctness', () => {
    fc.assert(
      fc.property(samples, (all) => {
        const best = all.map(({ loss }) => ({ loss, confidence: -loss }));
        expect(areaUnderRiskCoverage(best)).toBeLessThanOrEqual(areaUnderRiskCoverage(all) + 1e-9);
      }),
    );
  });
});
