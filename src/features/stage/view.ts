import type { Box, Size } from '../../core/index.ts';

/** A point or a shift in CSS px, measured from the stage's top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A rectangle on the stage in CSS px. */
export interface Rect extends Point, Size {}

/** How the picture lies on the stage: its top left corner in CSS px, and CSS px per picture pixel. */
export interface View extends Point {
  readonly scale: number;
}

/** The picture (in its own pixels) and the stage it is seen through (in CSS px). */
export interface Scene {
  readonly picture: Size;
  readonly stage: Size;
}

/** Air around a fitted picture, CSS px. */
const MARGIN = 16;
/** A small picture is fitted at up to this scale. */
const MAX_FIT = 4;
const MAX_SCALE = 32;

/** The view that shows the whole picture, centred. */
export function fitView({ picture, stage }: Scene): View {
  const margin = Math.min(MARGIN, stage.width / 16, stage.height / 16);
  const scale = Math.min(
    Math.max(1, stage.width - 2 * margin) / picture.width,
    Math.max(1, stage.height - 2 * margin) / picture.height,
    MAX_FIT,
  );
  return centred({ picture, stage }, scale);
}

function centred({ picture, stage }: Scene, scale: number): View {
  return { x: (stage.width - picture.width * scale) / 2, y: (stage.height - picture.height * scale) / 2, scale };
}

/** The scales a person may reach: from the fitted view (or 100 %, whichever is smaller) up to 3200 %. */
export function scaleRange(scene: Scene): readonly [least: number, most: number] {
  const fit = fitView(scene).scale;
  return [Math.min(1, fit), Math.max(MAX_SCALE, fit)];
}

/**
 * The nearest view that may be shown. The picture always covers the place it has in the fitted view; when it is smaller than
 * that, it is centred. So zooming in at a point of the picture never needs a correction, and zooming out ends at the fit
 * without a jump.
 */
export function clampView(scene: Scene, view: View): View {
  const [least, most] = scaleRange(scene);
  const scale = Math.min(most, Math.max(least, view.scale));
  const fit = fitView(scene);
  const middle = centred(scene, scale);
  const near = (value: number, centre: number, length: number): number => {
    const slack = Math.max(0, (length * (scale - fit.scale)) / 2);
    return Math.min(centre + slack, Math.max(centre - slack, value));
  };
  return { x: near(view.x, middle.x, scene.picture.width), y: near(view.y, middle.y, scene.picture.height), scale };
}

/** Zooms to `scale`; what is under `at` (CSS px) stays under it. */
export function zoomAt(scene: Scene, view: View, scale: number, at: Point): View {
  const [least, most] = scaleRange(scene);
  const next = Math.min(most, Math.max(least, scale));
  const ratio = next / view.scale;
  return clampView(scene, { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, scale: next });
}

/** Shifts the picture by `by` CSS px, as far as it may go. */
export function panBy(scene: Scene, view: View, by: Point): View {
  return clampView(scene, { ...view, x: view.x + by.x, y: view.y + by.y });
}

/** A place on the stage (CSS px) as fractions of the picture; outside 0..1 when beside it. */
export function toFraction({ picture }: Scene, view: View, point: Point): [x: number, y: number] {
  return [(point.x - view.x) / (picture.width * view.scale), (point.y - view.y) / (picture.height * view.scale)];
}

/** A place in the picture (fractions) on the stage (CSS px). */
export function toStage({ picture }: Scene, view: View, [fx, fy]: readonly [number, number]): Point {
  return { x: view.x + fx * picture.width * view.scale, y: view.y + fy * picture.height * view.scale };
}

/** A box (fractions) on the stage (CSS px). */
export function boxToStage(scene: Scene, view: View, box: Box): Rect {
  const from = toStage(scene, view, [box[0], box[1]]);
  const to = toStage(scene, view, [box[2], box[3]]);
  return { ...from, width: to.x - from.x, height: to.y - from.y };
}

/**
 * Pans so that a box can be seen, with `MARGIN` px of air. A box that is seen whole stays where it is; one larger than the
 * stage is centred, unless it fills the stage already.
 */
export function reveal(scene: Scene, view: View, box: Box): View {
  const rect = boxToStage(scene, view, box);
  const { width, height } = scene.stage;
  return panBy(scene, view, {
    x: revealAlong(rect.x, rect.width, width),
    y: revealAlong(rect.y, rect.height, height),
  });
}

function revealAlong(start: number, length: number, available: number): number {
  const end = start + length;
  if (start >= 0 && end <= available) return 0;
  if (length + 2 * MARGIN > available) {
    const seen = Math.min(end, available) - Math.max(start, 0);
    return seen >= available / 2 ? 0 : (available - length) / 2 - start;
  }
  return start < MARGIN ? MARGIN - start : available - MARGIN - end;
}

/** True when nothing is gained by fitting. */
export function isFit(scene: Scene, view: View): boolean {
  const fit = fitView(scene);
  return Math.abs(view.scale / fit.scale - 1) < 1e-3 && Math.hypot(view.x - fit.x, view.y - fit.y) < 0.5;
}

/** True when the picture can be moved: it is shown larger than fitted. */
export function canPan(scene: Scene, view: View): boolean {
  return view.scale > fitView(scene).scale * 1.001;
}
