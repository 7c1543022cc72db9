import { area, boxOf, type Box, type Reference } from '../../core/index.ts';
import { shownReferences, type AppState } from '../../store/index.ts';
import { referenceColour, type ReferenceColour } from '../references/palette.ts';
import type { Point, Rect } from './view.ts';
import { referenceNames } from './words.ts';

/** A reference as the stage and the lists show it. */
export interface ShownReference {
  readonly id: string;
  /** Phrase, numbered when several are the same. */
  readonly name: string;
  readonly colour: ReferenceColour;
  readonly reference: Reference;
}

/** A reference that has a place in the picture, or in the frame that is shown. */
export interface StageBox extends ShownReference {
  /** Fractions of the picture; of a mask, the box around it. */
  readonly box: Box;
}

export const NO_BOXES: readonly StageBox[] = [];
const NO_ITEMS: readonly ShownReference[] = [];

/** References with their colours and names by place in the whole answer. */
function toItems(references: readonly Reference[]): readonly ShownReference[] {
  const names = referenceNames(references);
  return references.map((reference, index) => ({
    id: reference.id,
    name: names[index]!,
    colour: referenceColour(index),
    reference,
  }));
}

interface Memo {
  readonly references: readonly Reference[];
  readonly items: readonly ShownReference[];
  readonly moves: boolean;
  time: number;
  boxes: readonly StageBox[];
}

/** Remembers the last answer by identity: state changes far more often than references do. */
function remember(): (references: readonly Reference[], time: number) => Memo {
  let last: Memo | null = null;
  return (references, time) => {
    if (last?.references !== references) {
      const items = references.length === 0 ? NO_ITEMS : toItems(references);
      last = { references, items, moves: references.some((r) => r.kind === 'tube'), time, boxes: boxesAt(items, time) };
    } else if (last.moves && last.time !== time) {
      last.time = time;
      const boxes = boxesAt(last.items, time);
      if (boxes.length > 0 || last.boxes.length > 0) last.boxes = boxes;
    }
    return last;
  };
}

function boxesAt(items: readonly ShownReference[], time: number): readonly StageBox[] {
  const boxes = items.flatMap((item) => {
    const box = boxOf(item.reference, time);
    return box ? [{ ...item, box }] : [];
  });
  return boxes.length === 0 ? NO_BOXES : boxes;
}

const ofShown = remember();
const ofInventory = remember();

/** What is asked or listed now: `shownReferences` with names and colours. Same array while the references are the same. */
export function shownItems(state: AppState): readonly ShownReference[] {
  return ofShown(shownReferences(state), state.time).items;
}

/** Those of `shownItems` that have a place now. Same array while nothing of them changes. */
export function shownBoxes(state: AppState): readonly StageBox[] {
  return ofShown(shownReferences(state), state.time).boxes;
}

/** `shownBoxes`, and those of hovered or selected inventory items that are not among them. */
export function visibleBoxes(state: AppState): readonly StageBox[] {
  const shown = shownBoxes(state);
  if (state.showInventory || state.inventory.references.length === 0) return shown;
  const wanted = [...state.hovered, ...(state.selected === null ? [] : [state.selected])].filter(
    (id) => !shown.some((box) => box.id === id),
  );
  if (wanted.length === 0) return shown;
  const extra = ofInventory(state.inventory.references, state.time).boxes.filter((box) => wanted.includes(box.id));
  return extra.length === 0 ? shown : [...shown, ...extra];
}

/** Something on the stage that can be pointed at, CSS px; the chip lies above all boxes. */
export interface HitTarget {
  readonly id: string;
  readonly rect: Rect;
  readonly chip: Rect | null;
  /** Of a mask: what of `rect` it covers, and how much of it (0..1). A box covers all. */
  readonly shape?: { readonly covers: (point: Point) => boolean; readonly share: number };
}

/**
 * What is under a pointer: a chip (the last drawn first), else the smallest box or mask. They count from `reach` px (CSS) outside
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
    if (!holds(target.rect, point, reach) || !nearShape(target, point, reach)) continue;
    // Later ones are drawn above earlier ones of the same size.
    if (!best || pixels(target) <= pixels(best)) best = target;
  }
  return best?.id ?? null;
}

const pixels = ({ rect, shape }: HitTarget): number => rect.width * rect.height * (shape?.share ?? 1);

/** Eight directions. */
const AROUND = Array.from({ length: 8 }, (_, i) => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)] as const);

/** Whether a mask covers a point, or a place up to `reach` px from it. */
function nearShape({ shape }: HitTarget, { x, y }: Point, reach: number): boolean {
  if (!shape || shape.covers({ x, y })) return true;
  const steps = reach > 0 ? [reach / 2, reach] : [];
  return steps.some((step) => AROUND.some(([dx, dy]) => shape.covers({ x: x + dx * step, y: y + dy * step })));
}

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
