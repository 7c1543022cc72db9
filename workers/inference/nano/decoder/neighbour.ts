import { centre, type Answer, type Box, type Reference } from '../../../../src/core/index.ts';
import { THRESHOLDS } from '../image-encoder/proposals.ts';

interface Placed {
  readonly box: Box;
  readonly score: number;
}

/** Index of the sure thing whose centre is nearest to that of thing `i`; `null` when there is no other. */
export function neighbourOf(i: number, things: readonly (Placed | null)[]): number | null {
  const own = things[i];
  if (!own) return null;
  const [x, y] = centre(own.box);
  let best: number | null = null;
  let least = Infinity;
  for (const [j, thing] of things.entries()) {
    if (j === i || !thing || thing.score < THRESHOLDS.sure) continue;
    const [u, v] = centre(thing.box);
    const away = Math.hypot(u - x, v - y);
    if (away < least) [best, least] = [j, away];
  }
  return best;
}

/** "Next to the couch." with what lies there: "Next to the couch is the dog." */
export function sayNeighbour(answer: Answer, neighbour: Reference | null): Answer {
  const known = answer.parts.filter((part) => part.references);
  const tail = { text: '.' };
  if (!neighbour) return { ...answer, parts: [{ text: 'There is nothing that I know next to ' }, ...known.slice(0, 1), tail] };
  const said = { text: `the ${neighbour.phrase}`, references: [neighbour.id] };
  return {
    ...answer,
    parts: [{ text: 'Next to ' }, ...known.slice(0, 1), { text: ' is ' }, said, tail],
    references: [...answer.references, neighbour],
  };
}
