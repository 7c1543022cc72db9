import { enclosing, iou, type Box } from '../box.ts';
import { ratio } from './statistics.ts';

/** One phrase of a sentence: its true boxes and the boxes found for it, best first. */
export interface PhraseSample {
  readonly truth: readonly Box[];
  readonly boxes: readonly Box[];
  /** Coarse categories (`people`, `vehicles` ...); a phrase may have several. */
  readonly types?: readonly string[];
}

export interface PhraseOptions {
  /** `any`: a hit on any true box counts. `merged`: the one target is the smallest box around all of them. */
  readonly protocol: 'any' | 'merged';
  /** How many of the first boxes may hit; `Infinity` for all. */
  readonly ks?: readonly number[];
  /** IoU threshold 0..1, with `>=`. */
  readonly threshold?: number;
}

/** Recall by type of phrase (`all` first) and by k (`R@1` ... `R@all`), each 0..1. */
export type PhraseRecall = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Phrase grounding recall@k on Flickr30k Entities: a phrase is a hit at k when one of its first k boxes has IoU >= 0.5 with a target
 * (MDETR `datasets/flickr_eval.py`, arXiv 2104.12763; both of its protocols). Phrases without a true box (scenes, abstract words)
 * are left out, as there; a phrase for which nothing was found is a miss.
 */
export function phraseRecall(
  samples: readonly PhraseSample[],
  { protocol, ks = [1, 5, 10, Number.POSITIVE_INFINITY], threshold = 0.5 }: PhraseOptions,
): PhraseRecall {
  const counts = new Map<string, { total: number; hits: number[] }>([['all', { total: 0, hits: ks.map(() => 0) }]]);
  for (const { truth, boxes, types = [] } of samples) {
    const merged = enclosing(truth);
    if (!merged) continue;
    const targets = protocol === 'merged' ? [merged] : truth;
    const rank = boxes.findIndex((box) => targets.some((target) => iou(box, target) >= threshold));
    for (const type of new Set(['all', ...types])) {
      const count = counts.get(type) ?? { total: 0, hits: ks.map(() => 0) };
      counts.set(type, count);
      count.total += 1;
      for (const [i, k] of ks.entries()) if (rank !== -1 && rank < k) count.hits[i]! += 1;
    }
  }
  const name = (k: number): string => `R@${Number.isFinite(k) ? k : 'all'}`;
  return Object.fromEntries(
    [...counts].map(([type, { total, hits }]) => [
      type,
      Object.fromEntries(ks.map((k, i) => [name(k), ratio(hits[i]!, total)])),
    ]),
  );
}
