import type { Box } from '../../core/index.ts';
import type { Point, Rect, Scene, View } from './view.ts';

/** Which part of the region is held. Compass names; `move` is the inside. */
export type Handle = 'nw' | 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w';
export type Grip = Handle | 'move';

export const HANDLES: readonly Handle[] = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'];

/** The region that the keyboard starts with. */
export const CENTRED_REGION: Box = [0.35, 0.35, 0.65, 0.65];

/** A region is at least this wide and high on the stage, CSS px. */
const LEAST = 6;

/** The smallest region in a view, as fractions of the picture in x and y. */
export function leastRegion({ picture }: Scene, view: View): readonly [number, number] {
  return [Math.min(1, LEAST / (picture.width * view.scale)), Math.min(1, LEAST / (picture.height * view.scale))];
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** The box between two places (fractions, either order, clipped to the picture). */
export function boxBetween(a: readonly [number, number], b: readonly [number, number]): Box {
  const [ax, ay, bx, by] = [a[0], a[1], b[0], b[1]].map((v) => clamp(v, 0, 1)) as [number, number, number, number];
  return [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)];
}

/** Moves a box by fractions without changing its size or leaving the picture. */
export function moveBox(box: Box, dx: number, dy: number): Box {
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  const x = clamp(box[0] + dx, 0, 1 - width);
  const y = clamp(box[1] + dy, 0, 1 - height);
  return [x, y, x + width, y + height];
}

/**
 * Drags one grip by fractions. An edge dragged past the opposite one turns the box over, so nothing sticks; the box keeps at
 * least `least` (fractions, [x, y]) of width and height.
 */
export function dragGrip(box: Box, grip: Grip, dx: number, dy: number, least: readonly [number, number]): Box {
  if (grip === 'move') return moveBox(box, dx, dy);
  const x: readonly [number, number] = grip.includes('w')
    ? [box[0] + dx, box[2]]
    : [box[0], box[2] + (grip.includes('e') ? dx : 0)];
  const y: readonly [number, number] = grip.includes('n')
    ? [box[1] + dy, box[3]]
    : [box[1], box[3] + (grip.includes('s') ? dy : 0)];
  const [x0, x1] = atLeast(x, least[0]);
  const [y0, y1] = atLeast(y, least[1]);
  return [x0, y0, x1, y1];
}

function atLeast([a, b]: readonly [number, number], least: number): [number, number] {
  const from = clamp(Math.min(a, b), 0, 1);
  const to = clamp(Math.max(a, b), 0, 1);
  if (to - from >= least) return [from, to];
  const start = clamp(from, 0, Math.max(0, 1 - least));
  return [start, Math.min(1, start + least)];
}

/** Grows or shrinks a box at its right and lower edges by fractions (Shift + arrow keys). It stops at `least`, never flips. */
export function resizeBox(box: Box, dx: number, dy: number, least: readonly [number, number]): Box {
  const x1 = clamp(box[2] + dx, Math.min(1, box[0] + least[0]), 1);
  const y1 = clamp(box[3] + dy, Math.min(1, box[1] + least[1]), 1);
  return [box[0], box[1], x1, y1];
}

/** Where a handle's middle is on a region drawn at `rect` (CSS px). */
export function handlePlace(rect: Rect, handle: Handle): Point {
  const across = handle.includes('w') ? 0 : handle.includes('e') ? 1 : 0.5;
  const down = handle.includes('n') ? 0 : handle.includes('s') ? 1 : 0.5;
  return { x: rect.x + rect.width * across, y: rect.y + rect.height * down };
}

/**
 * What a pointer at `point` would hold of a region drawn at `rect` (both CSS px): the nearest handle within `reach` px, else
 * the inside, else nothing. In a region too small for its handles the inner third still moves it.
 */
export function gripAt(rect: Rect, point: Point, reach: number): Grip | null {
  const inside = point.x >= rect.x && point.x <= rect.x + rect.width && point.y >= rect.y && point.y <= rect.y + rect.height;
  const fromMiddleX = Math.abs(point.x - rect.x - rect.width / 2);
  const fromMiddleY = Math.abs(point.y - rect.y - rect.height / 2);
  if (inside && fromMiddleX <= rect.width / 6 && fromMiddleY <= rect.height / 6) return 'move';
  let best: Handle | null = null;
  let nearest = reach;
  for (const handle of HANDLES) {
    const place = handlePlace(rect, handle);
    const distance = Math.max(Math.abs(place.x - point.x), Math.abs(place.y - point.y));
    if (distance < nearest) [best, nearest] = [handle, distance];
  }
  return best ?? (inside ? 'move' : null);
}

/** The CSS cursor that says what a grip does. */
export function gripCursor(grip: Grip): string {
  return grip === 'move' ? 'move' : `${grip}-resize`;
}
