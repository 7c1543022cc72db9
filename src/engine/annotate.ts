/** Boxes and outlines painted into pictures and frames, for what leaves the page. Used by the page and by the export worker. */
import { boxOf, outlinePath, toPixels, type Geometry, type Size } from '../core/index.ts';

/** Something to paint: where it is, what it is called and its colours. Plain data, so that a worker can have it. */
export interface Mark {
  readonly geometry: Geometry;
  readonly name: string;
  readonly fill: string;
  /** For the name on `fill`. */
  readonly ink: string;
}

type Context = OffscreenCanvasRenderingContext2D;

/** How much of a mask's colour lies over the picture. */
const FILL = 0.3;

/** Paints boxes and masks with their names, large ones first, into a picture of `size` pixels at the context's origin. */
export function paintMarks(context: Context, marks: readonly Mark[], size: Size, time = 0): void {
  const unit = Math.max(1, Math.min(size.width, size.height) / 400);
  const placed = marks
    .flatMap((mark) => {
      const box = boxOf(mark.geometry, time);
      return box ? [{ mark, pixels: toPixels(box, size) }] : [];
    })
    .toSorted((a, b) => areaOf(b.pixels) - areaOf(a.pixels));
  context.save();
  context.lineJoin = 'round';
  context.textBaseline = 'middle';
  context.font = `600 ${Math.round(Math.max(11, 12 * unit))}px system-ui, sans-serif`;
  for (const { mark, pixels } of placed) outline(context, lineOf(mark.geometry, pixels, size), mark, unit);
  // Names above all boxes: none is hidden.
  for (const { mark, pixels } of placed) label(context, pixels, mark, size, unit);
  context.restore();
}

const areaOf = ([x0, y0, x1, y1]: readonly [number, number, number, number]): number => (x1 - x0) * (y1 - y0);

/** The line around a mark, in pixels. */
function lineOf(geometry: Geometry, [x0, y0, x1, y1]: readonly [number, number, number, number], size: Size): Path2D {
  const line = new Path2D();
  if (geometry.kind === 'mask')
    line.addPath(new Path2D(outlinePath(geometry.mask)), new DOMMatrix([size.width, 0, 0, size.height, 0, 0]));
  else line.rect(x0, y0, x1 - x0, y1 - y0);
  return line;
}

function outline(context: Context, line: Path2D, { geometry, fill }: Mark, unit: number): void {
  if (geometry.kind === 'mask') {
    context.globalAlpha = FILL;
    context.fillStyle = fill;
    context.fill(line);
    context.globalAlpha = 1;
  }
  // A dark line around the coloured one shows on any ground.
  for (const [style, width] of [
    ['rgb(0 0 0 / 65%)', 4.5 * unit],
    [fill, 2.5 * unit],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = width;
    context.stroke(line);
  }
}

function label(
  context: Context,
  [x0, y0]: readonly [number, number, number, number],
  { name, fill, ink }: Mark,
  size: Size,
  unit: number,
): void {
  const text = name.length > 60 ? `${name.slice(0, 59)}\u2026` : name;
  const padding = 4 * unit;
  const height = Math.max(11, 12 * unit) + 2 * padding;
  const width = Math.min(size.width, context.measureText(text).width + 2 * padding);
  const left = Math.max(0, Math.min(x0, size.width - width));
  const top = y0 >= height ? y0 - height : Math.max(0, Math.min(y0, size.height - height));
  context.fillStyle = fill;
  context.fillRect(left, top, width, height);
  context.fillStyle = ink;
  context.fillText(text, left + padding, top + height / 2 + unit / 2, Math.max(1, width - 2 * padding));
}
