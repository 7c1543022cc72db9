import { suppressBoxes, toBox, type ScoredBox } from '../../../src/core/index.ts';
import type { TokenRange } from './prompt.ts';

/**
 * What counts as found, and from where on the answer is "perhaps". The authors' demo takes 0.35 for boxes (IDEA-Research/GroundingDINO,
 * demo/inference_on_a_image.py); the lower one is ours. Scores are no probabilities: neither is calibrated.
 */
export const THRESHOLDS = { sure: 0.35, perhaps: 0.25 } as const;

/** Boxes of one thing that overlap by more are one box. The model has no suppression of its own, and now and then says a thing twice. */
const MOST_OVERLAP = 0.6;

/** What the session gives: one row a query. */
export interface RawOutput {
  /** `[1, queries, tokens]`, before the sigmoid; tokens past the prompt's end are very low. */
  readonly logits: Float32Array;
  /** `[1, queries, 4]`: centre x, centre y, width, height as fractions of the picture. */
  readonly boxes: Float32Array;
  readonly queries: number;
  readonly tokens: number;
}

/** A box, and in `kind` the index of the phrase it is for. */
export type Detection = ScoredBox;

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

/**
 * Reads the session's outputs: each query goes to the phrase with its highest token, whose sigmoid is the score.
 *
 * @param ranges tokens of each phrase
 * @returns at least `THRESHOLDS.perhaps`, best first; rows that are no numbers are left out
 */
export function readDetections({ logits, boxes, queries, tokens }: RawOutput, ranges: readonly TokenRange[]): Detection[] {
  const found: Detection[] = [];
  for (let query = 0; query < queries; query++) {
    let [kind, best] = [-1, -Infinity];
    for (const [phrase, [from, to]] of ranges.entries()) {
      for (let token = from; token < Math.min(to, tokens); token++) {
        const value = logits[query * tokens + token]!;
        if (value > best) [kind, best] = [phrase, value];
      }
    }
    const score = sigmoid(best);
    if (kind < 0 || !(score >= THRESHOLDS.perhaps)) continue;
    const [x, y, width, height] = boxes.subarray(query * 4, query * 4 + 4);
    const box = toBox([x! - width! / 2, y! - height! / 2, x! + width! / 2, y! + height! / 2]);
    if (box) found.push({ box, score, kind });
  }
  return suppressBoxes(found, MOST_OVERLAP);
}
