import { spanOf, type Reference, type Span } from '../../core/index.ts';
import type { AppState } from '../../store/index.ts';
import { referenceColour, type ReferenceColour } from '../references/palette.ts';
import { referenceNames } from '../stage/words.ts';

/** A stretch of time that an answer points at. */
export interface Segment {
  readonly id: string;
  readonly name: string;
  readonly span: Span;
  readonly colour: ReferenceColour;
  /** Row within the lane, so that segments of the same time lie below each other. */
  readonly row: number;
}

/** The segments of one question, or of what was seen at all. */
export interface Lane {
  /** The turn's id; `null` for the inventory. */
  readonly turn: string | null;
  readonly title: string;
  readonly segments: readonly Segment[];
  readonly rows: number;
}

/** Rows beyond that many are laid over the last one. */
const MOST_ROWS = 4;

/** Packs what points at times into as few rows as needed, first come first. */
export function toLane(turn: string | null, title: string, references: readonly Reference[]): Lane | null {
  const names = referenceNames(references);
  const timed = references.flatMap((reference, i) => {
    const span = spanOf(reference);
    return span ? [{ id: reference.id, name: names[i]!, span, colour: referenceColour(i) }] : [];
  });
  if (timed.length === 0) return null;
  const ends: number[] = [];
  const segments = timed
    .toSorted((a, b) => a.span[0] - b.span[0])
    .map((segment) => {
      const free = ends.findIndex((end) => end <= segment.span[0] + 1e-6);
      const row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
      ends[row] = Math.max(ends[row] ?? 0, segment.span[1]);
      return Object.assign({}, segment, { row });
    });
  return { turn, title, segments, rows: ends.length };
}

const known = new WeakMap<readonly Reference[], Lane>();

function laneOf(turn: string | null, title: string, references: readonly Reference[]): Lane | null {
  const before = known.get(references);
  if (before && before.turn === turn && before.title === title) return before;
  const lane = toLane(turn, title, references);
  if (lane) known.set(references, lane);
  return lane;
}

/** One lane for each question that has times in its answer, the newest first; the inventory's on top while it is shown. */
export function lanesOf({ turns, inventory, showInventory }: Pick<AppState, 'turns' | 'inventory' | 'showInventory'>): Lane[] {
  const lanes = turns.toReversed().map((turn) => laneOf(turn.id, turn.question, turn.answer?.references ?? turn.pointed));
  const all = showInventory ? [laneOf(null, 'What is here', inventory.references), ...lanes] : lanes;
  return all.filter((lane) => lane !== null);
}
