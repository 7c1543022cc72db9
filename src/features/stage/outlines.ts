import { area, maskArea, maskCovers, outlinePath, type Mask } from '../../core/index.ts';
import type { HitTarget } from './boxes.ts';
import type { Rect } from './view.ts';

/** Outlines in fractions of the picture: a zoom only scales them. */
const outlines = new WeakMap<Mask, Path2D>();

/** The outline of a mask whose box lies at `rect` (CSS px of the stage), from that box's upper left corner. */
export function outlineOn(mask: Mask, { width, height }: Rect): Path2D {
  const whole = outlines.get(mask) ?? new Path2D(outlinePath(mask));
  outlines.set(mask, whole);
  const [x0, y0, x1, y1] = mask.box;
  const [sx, sy] = [width / (x1 - x0), height / (y1 - y0)];
  const scaled = new Path2D();
  scaled.addPath(whole, new DOMMatrix([sx, 0, 0, sy, -x0 * sx, -y0 * sy]));
  return scaled;
}

/** What pointers hit of a mask whose box lies at `rect`. */
export function shapeOf(mask: Mask, rect: Rect): NonNullable<HitTarget['shape']> {
  const [x0, y0, x1, y1] = mask.box;
  return {
    covers: ({ x, y }) =>
      maskCovers(mask, [x0 + ((x - rect.x) / rect.width) * (x1 - x0), y0 + ((y - rect.y) / rect.height) * (y1 - y0)]),
    share: maskArea(mask) / area(mask.box),
  };
}
