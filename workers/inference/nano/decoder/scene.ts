import { area, boxOf, centre, contains, iou, parseCoordinateText, type Box } from '../../../../src/core/index.ts';
import type { GroundingRequest } from '../../../../src/packs/index.ts';
import type { Proposal } from '../image-encoder/index.ts';

/** What one question is about: its words, the proposals that may answer it, and the one that a region means. */
export interface Scene {
  /** Without coordinates. */
  readonly question: string;
  readonly proposals: readonly Proposal[];
  /** Index of the proposal that the region means; null when no region was drawn or the question only looks inside it. */
  readonly pointed: number | null;
  readonly region: Box | null;
}

/** "What is this?" asks about the region itself; "how many dogs?" only looks inside. */
const ABOUT_REGION = /^\W*$|\b(what|which thing|which object|describe|name|identify|explain|this|that|recogni[sz]e)\b/i;
const COUNTS = /\bhow many\b|\bcount\b|\bnumber of\b/i;

/** What people most likely mean comes first, as in training: score times the fourth root of the area. */
const salience = ({ box, score }: Proposal): number => score * area(box) ** 0.25;

/** Whether a thing's box is in the region: its centre is, or it overlaps by IoU 0.4. */
export function inRegion(box: Box, region: Box): boolean {
  return contains(region, centre(box)) || iou(box, region) > 0.4;
}

/**
 * Narrows the proposals to what a question is about. The region is the drawn one, or a box in the paper's coordinate text in the
 * question itself.
 *
 * @param most how many proposals the decoder can point at
 */
export function readScene(request: Pick<GroundingRequest, 'question' | 'region'>, all: readonly Proposal[], most = 40): Scene {
  const proposals = all.toSorted((a, b) => salience(b) - salience(a)).slice(0, most);
  const tokens = parseCoordinateText(request.question);
  const written = tokens.find((token) => token.type === 'box');
  const region = (request.region && boxOf(request.region)) ?? written?.box ?? null;
  const question = tokens
    .map((token) => (token.type === 'box' ? ' ' : token.text))
    .join('')
    .trim();
  if (!region) return { question, proposals, pointed: null, region };
  const inside = proposals.filter(({ box }) => inRegion(box, region));
  return { question, proposals: inside, pointed: aboutRegion(question) ? nearest(region, inside) : null, region };
}

/** Whether a question with a region asks about the region itself. */
export function aboutRegion(question: string): boolean {
  return ABOUT_REGION.test(question) && !COUNTS.test(question);
}

/** Index of the thing that overlaps a box most; `null` when none does. */
export function nearest(box: Box, things: readonly { readonly box: Box }[]): number | null {
  let best: number | null = null;
  let most = 0;
  for (const [i, thing] of things.entries()) {
    const overlap = iou(thing.box, box);
    if (overlap > most) [best, most] = [i, overlap];
  }
  return best;
}
