import { area, centre, contains, iou, type Box } from '../../../../src/core/index.ts';
import type { Proposal } from '../image-encoder/proposals.ts';
import type { Query, Side } from './question.ts';

/** Proposals left after the query, with how sure the match is. */
export interface Selection {
  readonly chosen: readonly Proposal[];
  /** Of the right class, whatever their colour or place: says "there is a car, but no red one". */
  readonly ofClass: readonly Proposal[];
  /** False when the class is only a second guess of the detector ("bicycle or motorcycle"). */
  readonly certain: boolean;
}

/** Share of the box (0..1) a colour must fill to count as the thing's colour. */
const COLOUR_SHARE = 0.2;

const isOf = (proposal: Proposal, classes: readonly string[]): boolean => classes.includes(proposal.classes[0]?.name ?? '');
const mayBeOf = (proposal: Proposal, classes: readonly string[]): boolean =>
  proposal.classes.some((c) => classes.includes(c.name));

/** What a person means first among several: sure of itself and large. */
const salience = (proposal: Proposal): number => proposal.score * Math.sqrt(area(proposal.box));

function hasColour(proposal: Proposal, colour: string): boolean {
  return proposal.colours.some((c, i) => c.name === colour && (i === 0 || c.share >= COLOUR_SHARE));
}

const at = (side: Side, box: Box): number => {
  const [x, y] = centre(box);
  switch (side) {
    case 'left':
      return x;
    case 'right':
      return 1 - x;
    case 'top':
      return y;
    case 'bottom':
      return 1 - y;
    case 'middle':
      return Math.abs(x - 0.5);
  }
};

/** True when a proposal belongs to a drawn region: its centre is inside, or the two boxes agree well. */
export function inRegion(proposal: Proposal, region: Box): boolean {
  return contains(region, centre(proposal.box)) || iou(proposal.box, region) > 0.4;
}

/** Narrows proposals by class, colour, place, size and ordinal; sides order when one thing is asked for and filter for "all". */
export function select(query: Query, proposals: readonly Proposal[]): Selection {
  const first = query.classes.length === 0 ? proposals : proposals.filter((p) => isOf(p, query.classes));
  const certain = first.length > 0;
  const ofClass = (certain ? first : proposals.filter((p) => mayBeOf(p, query.classes))).toSorted(
    (a, b) => salience(b) - salience(a),
  );
  let chosen = ofClass.filter((p) => query.colours.every((colour) => hasColour(p, colour)));
  if (query.ordinal) {
    const { index, from } = query.ordinal;
    const sorted = chosen.toSorted((a, b) => at(from, a.box) - at(from, b.box));
    const one = sorted[index];
    return { ofClass, certain, chosen: one ? [one] : [] };
  }
  if (query.size) {
    const sign = query.size === 'largest' ? -1 : 1;
    chosen = chosen.toSorted((a, b) => sign * (area(a.box) - area(b.box))).slice(0, 1);
  }
  if (query.sides.length > 0) {
    if (query.all)
      chosen = chosen.filter((p) => query.sides.every((side) => at(side, p.box) < (side === 'middle' ? 0.2 : 0.5)));
    else {
      const distance = (p: Proposal): number => query.sides.reduce((sum, side) => sum + at(side, p.box), 0);
      chosen = chosen.toSorted((a, b) => distance(a) - distance(b)).slice(0, 1);
    }
  }
  return { ofClass, certain, chosen };
}
