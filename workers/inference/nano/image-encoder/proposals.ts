import { fromPixels, type Box, type Pixels, type Size } from '../../../../src/core/index.ts';
import { COCO_CLASSES } from './coco.ts';
import { measureColours, type ColourShare } from './colours.ts';
import { classScores, findPeaks, type Heads } from './decode.ts';
import { group, suppress, type Detection } from './nms.ts';

/** One class that a thing may be. */
export interface ClassScore {
  /** Index into `COCO_CLASSES`. */
  readonly id: number;
  readonly name: string;
  /** 0..1, not a probability: see `THRESHOLDS`. */
  readonly score: number;
}

/** A thing that the detector sees: one token of the picture. */
export interface Proposal {
  /** Fractions of the picture as displayed. */
  readonly box: Box;
  /** Best first, one to five. */
  readonly classes: readonly ClassScore[];
  /** The score of the best class. */
  readonly score: number;
  /** Measured inside the box, largest share first. */
  readonly colours: readonly ColourShare[];
}

/**
 * What scores mean, measured on 26 COCO photos with 181 labelled boxes (bench/detector/README.md has the table). Heat map peaks
 * are low: 0.32 is already a good find.
 */
export const THRESHOLDS = {
  /** Below this nothing is proposed. 44 % of what is here has the right first name. */
  minimum: 0.2,
  /** From here on three of four are right: say it without a caveat. */
  sure: 0.32,
  /** Two boxes of one class that overlap more (IoU) are one thing. */
  sameClassOverlap: 0.5,
  /** Two boxes of different classes that overlap more (IoU) are one thing with two names. */
  sameThingOverlap: 0.75,
  /** Other classes of the same place are kept from here on, and from this share of the best. */
  otherClass: 0.05,
  otherClassShare: 0.25,
} as const;

const MOST_PROPOSALS = 40;
const MOST_CLASSES = 5;

/** A peak as a box in the picture, with what the network saw in its cell. */
export interface Candidate extends Detection {
  /** The scores of all classes, 0..1, by class id. */
  readonly scores: readonly number[];
}

/**
 * What one pass of the network says of the whole picture. The heads are not needed afterwards.
 *
 * @param input size of the network's input in pixels, which stands for the whole picture
 */
export function findCandidates(heads: Heads, input: Size, minScore: number = THRESHOLDS.minimum): Candidate[] {
  return findPeaks(heads, minScore).flatMap(({ edges, classId, score, cell }) => {
    const box = fromPixels([...edges], input);
    return box ? [{ box, classId, score, scores: classScores(heads, cell) }] : [];
  });
}

/**
 * Candidates of all passes → proposals: suppression within a class, boxes of different classes on the same pixels put together, soft class
 * scores, colours. At most 40, best first. A thing that several passes see is taken from the one with the best score.
 *
 * @param pixels the picture at any size, for the colours.
 */
export function toProposals(passes: readonly (readonly Candidate[])[], pixels: Pixels): Proposal[] {
  const groups = group(suppress(passes.flat(), THRESHOLDS.sameClassOverlap), THRESHOLDS.sameThingOverlap);
  return groups.slice(0, MOST_PROPOSALS).map((members) => {
    const { box, score } = members[0]!;
    return { box, score, classes: softClasses(members), colours: measureColours(pixels, box) };
  });
}

/** The best score of each class over the cells of a group: its peaks, and what else the network saw in the same cells. */
function softClasses(members: readonly Candidate[]): ClassScore[] {
  const best = members[0]!;
  const least = Math.max(THRESHOLDS.otherClass, THRESHOLDS.otherClassShare * best.score);
  const scores = [...best.scores];
  for (const member of members) scores[member.classId] = Math.max(scores[member.classId]!, member.score);
  // A neighbour's class can be higher in this cell than its own peak class; the box is this peak's, so is the first name.
  return scores
    .map((score, id) => ({ id, name: COCO_CLASSES[id]!, score: Math.min(score, best.score) }))
    .filter(({ id, score }) => id === best.classId || score >= least)
    .toSorted((a, b) => b.score - a.score || Number(b.id === best.classId) - Number(a.id === best.classId))
    .slice(0, MOST_CLASSES);
}
