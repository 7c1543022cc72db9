import { area, type Box, type Reference } from '../../core/index.ts';
import { shownReferences, type AppState } from '../../store/index.ts';
import { referenceColour, type ReferenceColour } from '../references/palette.ts';
import type { Point, Rect } from './view.ts';
import { referenceNames } from './words.ts';

/** A reference as the stage and its list show it. */
export interface StageBox {
  readonly id: string;
  /** Phrase, numbered when several are the same. */
  readonly name: string;
  /** Fractions of the picture. */
  readonly box: Box;
  readonly colour: ReferenceColour;
  readonly reference: Reference;
}

export const NO_BOXES: readonly StageBox[] = [];

/** The boxes of some references, with their colours and names by place in the whole answer. */
function toBoxes(references: readonly Reference[]): readonly StageBox[] {
  const names = referenceNames(references);
  return references.flatMap((reference, index) => {
    const box = boxOf(reference);
    return box ? [{ id: reference.id, name: names[index]!, box, colour: referenceColour(index), reference }] : [];
  });
}

/** What of a reference a still picture can show. */
function boxOf(reference: Reference): Box | null {
  switch (reference.kind) {
    case 'box':
      return reference.box;
    // A tube needs a playhead: its box at the time shown.
    case 'tube':
    case 'span':
      return null;
    default:
      return reference satisfies never;
  }
}

/** Remembers the last answer by identity: state changes far more often than references do. */
function memo<A, R>(compute: (input: readonly A[]) => R): (input: readonly A[]) => R {
  let last: { readonly input: readonly A[]; readonly result: R } | null = null;
  return (input) => {
    if (last?.input !== input) last = { input, result: compute(input) };
    return last.result;
  };
}

const ofShown = memo(toBoxes);
const ofInventory = memo(toBoxes);

/** The boxes of what is asked or listed now: `shownReferences` of kind box. Same array while the references are the same. */
export function shownBoxes(state: AppState): readonly StageBox[] {
  const references = shownReferences(state);
  return references.length === 0 ? NO_BOXES : ofShown(references);
}

/** `shownBoxes`, and those of hovered or selected inventory items that are not among them. */
export function visibleBoxes(state: AppState): readonly StageBox[] {
  const shown = shownBoxes(state);
  if (state.showInventory || state.inventory.references.length === 0) return shown;
  const wanted = [...state.hovered, ...(state.selected === null ? [] : [state.selected])].filter(
    (id) => !shown.some((box) => box.id === id),
  );
  if (wanted.length === 0) return shown;
  const extra = ofInventory(state.inventory.references).filter((box) => wanted.includes(box.id));
  return extra.length === 0 ? shown : [...shown, ...extra];
}

/** Something on the stage that can be pointed at, CSS px; the chip lies above all boxes. */
export interface HitTarget {
  readonly id: string;
  readonly rect: Rect;
  readonly chip: Rect | null;
}

/**
 * What is under a pointer: a chip (the last drawn first), else the smallest box. Boxes count from `reach` px (CSS) outside
 * their edges, but what holds the pointer truly wins over what is only near.
 */
export function hitTest(targets: readonly HitTarget[], point: Point, reach = 0): string | null {
  const chip = targets.findLast(({ chip }) => chip !== null && holds(chip, point, 0));
  if (chip) return chip.id;
  return smallest(targets, point, 0) ?? (reach > 0 ? smallest(targets, point, reach) : null);
}

function smallest(targets: readonly HitTarget[], point: Point, reach: number): string | null {
  let best: HitTarget | null = null;
  for (const target of targets) {
    if (!holds(target.rect, point, reach)) continue;
    // Later ones are drawn above earlier ones of the same size.
    if (!best || pixels(target.rect) <= pixels(best.rect)) best = target;
  }
  return best?.id ?? null;
}

const pixels = (rect: Rect): number => rect.width * rect.height;

function holds(rect: Rect, point: Point, reach: number): boolean {
  return (
    point.x >= rect.x - reach &&
    point.x <= rect.x + rect.width + reach &&
    point.y >= rect.y - reach &&
    point.y <= rect.y + rect.height + reach
  );
}

/** Large boxes first, so that small ones are drawn above them. */
export function byAreaDescending(boxes: readonly StageBox[]): StageBox[] {
  return [...boxes].sort((a, b) => area(b.box) - area(a.box));
}
