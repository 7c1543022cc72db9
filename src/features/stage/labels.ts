import type { Size } from '../../core/index.ts';
import type { Point, Rect } from './view.ts';

/** A chip that wants a place: its box on the stage and its own size, CSS px. */
export interface LabelRequest {
  readonly box: Rect;
  readonly size: Size;
}

/** A chip shifts at most this far (CSS px) to stay on the stage; beyond that its place does not count. */
const REACH = 48;

/**
 * Places label chips, in the order given: above the box first, inside when there is no room above, then the other corners (of
 * the part of the box that is on the stage, so that a box larger than the stage keeps its chip). No chip covers another, leaves the stage or covers an `obstacle` (a toolbar, CSS px).
 *
 * @returns one place (top left corner, CSS px) per request; `null` where a chip finds no room or its box is off the stage, so
 *   that it shows only while highlighted, at `preferredPlace`.
 */
export function placeLabels(requests: readonly LabelRequest[], stage: Size, obstacles: readonly Rect[] = []): (Point | null)[] {
  const taken: Rect[] = [...obstacles];
  return requests.map(({ box, size }) => {
    if (!overlaps(box, { x: 0, y: 0, ...stage })) return null;
    for (const wish of wishes(visiblePart(box, stage), size)) {
      const place = keepOnStage(wish, size, stage);
      if (!place || taken.some((other) => overlaps({ ...place, ...size }, other))) continue;
      taken.push({ ...place, ...size });
      return place;
    }
    return null;
  });
}

function visiblePart(box: Rect, stage: Size): Rect {
  const x = Math.max(0, box.x);
  const y = Math.max(0, box.y);
  return { x, y, width: Math.min(stage.width, box.x + box.width) - x, height: Math.min(stage.height, box.y + box.height) - y };
}

/** Where a chip goes whatever it covers: above its box, or inside when the box touches the top; always on the stage. */
export function preferredPlace({ box, size }: LabelRequest, stage: Size): Point {
  const y = box.y - size.height >= 0 ? box.y - size.height : box.y;
  return {
    x: Math.max(0, Math.min(box.x, stage.width - size.width)),
    y: Math.max(0, Math.min(y, stage.height - size.height)),
  };
}

function wishes(box: Rect, size: Size): readonly Point[] {
  const left = box.x;
  const right = box.x + box.width - size.width;
  const above = box.y - size.height;
  const bottom = box.y + box.height;
  const wishes = [{ x: left, y: above }];
  const fitsInside = box.width >= size.width && box.height >= size.height * 1.5;
  if (fitsInside) wishes.push({ x: left, y: box.y });
  wishes.push({ x: right, y: above }, { x: left, y: bottom });
  if (fitsInside)
    wishes.push({ x: right, y: box.y }, { x: left, y: bottom - size.height }, { x: right, y: bottom - size.height });
  wishes.push({ x: right, y: bottom }, { x: box.x + box.width, y: box.y }, { x: left - size.width, y: box.y });
  return wishes;
}

function keepOnStage(place: Point, size: Size, stage: Size): Point | null {
  if (place.y < 0 || place.y + size.height > stage.height) return null;
  const x = Math.max(0, Math.min(place.x, stage.width - size.width));
  return Math.abs(x - place.x) <= REACH ? { x, y: place.y } : null;
}

function overlaps(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
