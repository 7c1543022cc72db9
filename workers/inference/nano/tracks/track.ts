import type { Box } from '../../../../src/core/index.ts';
import type { ColourShare } from '../image-encoder/colours.ts';
import type { ClassScore, Proposal } from '../image-encoder/proposals.ts';

/** What was seen of a thing in one frame. */
export interface Sighting {
  /** Seconds. */
  readonly time: number;
  readonly proposal: Proposal;
}

const MOST_CLASSES = 5;
/** Motion is the mean over so many of the last steps (C-BIoU, arXiv 2211.14317, section 3.2). */
const MOTION_STEPS = 5;

/** One thing followed through the frames. */
export class Track {
  readonly sightings: Sighting[];

  constructor(first: Sighting) {
    this.sightings = [first];
  }

  get first(): Sighting {
    return this.sightings[0]!;
  }

  get last(): Sighting {
    return this.sightings.at(-1)!;
  }

  add(sighting: Sighting): void {
    this.sightings.push(sighting);
  }

  /** Where the thing should be at a time after the last sighting, if it goes on as it went. Fractions; may leave the picture. */
  predict(time: number): Box {
    const recent = this.sightings.slice(-MOTION_STEPS - 1);
    const [from, to] = [recent[0]!, this.last];
    const elapsed = to.time - from.time;
    const ahead = elapsed > 0 ? (time - to.time) / elapsed : 0;
    return to.proposal.box.map((v, i) => v + (v - from.proposal.box[i]!) * ahead) as unknown as Box;
  }

  /** What the thing is: class scores averaged over the sightings, best first. */
  classes(): ClassScore[] {
    const sums = new Map<number, { name: string; score: number }>();
    for (const { proposal } of this.sightings) {
      for (const { id, name, score } of proposal.classes) {
        sums.set(id, { name, score: (sums.get(id)?.score ?? 0) + score / this.sightings.length });
      }
    }
    return [...sums]
      .map(([id, { name, score }]) => ({ id, name, score }))
      .toSorted((a, b) => b.score - a.score)
      .slice(0, MOST_CLASSES);
  }

  /** Colour shares averaged over the sightings, largest first. */
  colours(): ColourShare[] {
    const sums = new Map<ColourShare['name'], number>();
    for (const { proposal } of this.sightings) {
      for (const { name, share } of proposal.colours) sums.set(name, (sums.get(name) ?? 0) + share / this.sightings.length);
    }
    return [...sums].map(([name, share]) => ({ name, share })).toSorted((a, b) => b.share - a.share);
  }
}
