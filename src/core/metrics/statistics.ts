/**
 * Named figures, as they stand in the table and in JSON. Shares are 0..1. A share of nothing is `NaN` (`null` in JSON), never 0:
 * what was not measured must not look like a failure, nor like a success.
 */
export type Figures = Readonly<Record<string, number>>;

/** Arithmetic mean, in the unit of `values`; `NaN` for none. */
export function mean(values: readonly number[]): number {
  return ratio(sum(values), values.length);
}

/** Sum, 0 for none. */
export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** `part / whole`; `NaN` when `whole` is 0. */
export function ratio(part: number, whole: number): number {
  return whole === 0 ? Number.NaN : part / whole;
}

/** Share of `items` that pass `test`, 0..1; `NaN` for none. */
export function share<T>(items: readonly T[], test: (item: T) => boolean): number {
  return ratio(items.filter(test).length, items.length);
}

/** How many were right, wrongly said, and missed. */
export interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

/** Precision, recall and F1, each 0..1 or `NaN` when its denominator is 0. */
export interface PrecisionRecall {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/**
 * Precision TP / (TP + FP), recall TP / (TP + FN) and F1 = 2 TP / (2 TP + FP + FN) (van Rijsbergen, Information Retrieval, 1979).
 * F1 is defined, and 0, when nothing was right but something was said or missed.
 */
export function precisionRecall({ truePositives: tp, falsePositives: fp, falseNegatives: fn }: Counts): PrecisionRecall {
  return { precision: ratio(tp, tp + fp), recall: ratio(tp, tp + fn), f1: ratio(2 * tp, 2 * tp + fp + fn) };
}

/** `items` by `key`, in the order in which the keys first appear. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
