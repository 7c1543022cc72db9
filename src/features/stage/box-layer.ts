import { Konva } from 'konva/lib/Core';
import type { Context } from 'konva/lib/Context';
import type { Shape } from 'konva/lib/Shape';
import type { Size } from '../../core/index.ts';
import { byAreaDescending, hitTest, type HitTarget, type StageBox } from './boxes.ts';
import { outlineOn, shapeOf } from './outlines.ts';
import { placeLabels, preferredPlace } from './labels.ts';
import { boxToStage, type Point, type Rect, type Scene, type View } from './view.ts';
import { truncate } from './words.ts';

/** CSS px, at any zoom. */
const CHIP = { height: 20, padding: 6, radius: 4, most: 168 } as const;
const BOX_RADIUS = 3;
const DARK = 'rgba(0, 0, 0, 0.7)';
const LIGHT = 'rgba(255, 255, 255, 0.9)';

type Look = 'plain' | 'dim' | 'hovered' | 'selected';

interface Style {
  /** Width of the coloured stroke, CSS px. */
  readonly stroke: number;
  /** Of all. */
  readonly opacity: number;
  /** Opacity of a box's fill, and of a mask's. */
  readonly fill: number;
  readonly cover: number;
}

const LOOKS: Readonly<Record<Look, Style>> = {
  plain: { stroke: 2, opacity: 1, fill: 0, cover: 0.3 },
  dim: { stroke: 2, opacity: 0.3, fill: 0, cover: 0.3 },
  hovered: { stroke: 3, opacity: 1, fill: 0.16, cover: 0.5 },
  selected: { stroke: 4, opacity: 1, fill: 0.12, cover: 0.42 },
};

interface Mark {
  readonly box: StageBox;
  readonly label: string;
  readonly chipSize: Size;
  readonly shape: Shape;
  readonly chip: Shape;
  /** On the stage, CSS px. */
  rect: Rect;
  /** Where the chip is while nothing is highlighted; `null`: no room. */
  place: Point | null;
  look: Look;
}

/**
 * The boxes and masks of references and their label chips. Everything is placed in CSS px of the stage, so strokes and texts have the same
 * size at any zoom. Chips are placed when boxes or the view change, never on hover.
 */
export class BoxLayer {
  readonly layer = new Konva.Layer();
  #font = '600 12px system-ui, sans-serif';
  #marks: Mark[] = [];
  #scene: Scene | null = null;
  #view: View | null = null;
  #hovered: readonly string[] = [];
  #selected: string | null = null;
  #obstacles: readonly Rect[] = [];
  readonly #boxes = new Konva.Group();
  readonly #chips = new Konva.Group();

  constructor() {
    this.layer.add(this.#boxes, this.#chips);
  }

  /** The font family for chips, as CSS has it. */
  setFamily(family: string): void {
    this.#font = `600 12px ${family}`;
    this.setBoxes(this.#marks.map((mark) => mark.box));
  }

  setBoxes(boxes: readonly StageBox[]): void {
    this.#boxes.destroyChildren();
    this.#chips.destroyChildren();
    this.#marks = boxes.map((box) => this.#mark(box));
    const shapes = new Map(this.#marks.map((mark) => [mark.box, mark.shape]));
    for (const box of byAreaDescending(boxes)) this.#boxes.add(shapes.get(box)!);
    for (const mark of this.#marks) this.#chips.add(mark.chip);
    this.#place();
  }

  setView(scene: Scene, view: View): void {
    this.#scene = scene;
    this.#view = view;
    this.#place();
  }

  /** Rectangles (CSS px) that chips keep clear of, such as a toolbar's. */
  setObstacles(obstacles: readonly Rect[]): void {
    this.#obstacles = obstacles;
    this.#place();
  }

  setEmphasis(hovered: readonly string[], selected: string | null): void {
    this.#hovered = hovered;
    this.#selected = selected;
    this.#emphasise();
  }

  /** Steps back while something else is drawn. */
  setFaint(faint: boolean): void {
    this.layer.opacity(faint ? 0.45 : 1);
  }

  /** The reference under a point of the stage (CSS px), `reach` px around boxes included. */
  hit(point: Point, reach: number): string | null {
    return hitTest(this.#marks.map(targetOf), point, reach);
  }

  #mark(box: StageBox): Mark {
    const label = truncate(box.name, CHIP.most - 2 * CHIP.padding, (text) => this.#measure(text));
    const chipSize = { width: Math.ceil(this.#measure(label)) + 2 * CHIP.padding, height: CHIP.height };
    const mark: Mark = {
      box,
      label,
      chipSize,
      rect: { x: 0, y: 0, width: 0, height: 0 },
      place: null,
      look: 'plain',
      shape: new Konva.Shape({
        id: box.id,
        name: 'box',
        sceneFunc: (context) => drawMark(context, mark),
        // Filled in the hit canvas, so that `getIntersection` finds the inside too.
        hitFunc: ({ _context: hit }, shape) => {
          hit.fillStyle = shape.colorKey;
          hit.fill(lineOf(mark));
        },
        fill: '#000',
      }),
      chip: new Konva.Shape({
        name: 'chip',
        sceneFunc: (context) => drawChip(context, mark, this.#font),
        listening: false,
        ...chipSize,
      }),
    };
    mark.chip.setAttr('referenceId', box.id);
    return mark;
  }

  #measure(text: string): number {
    const context = this.layer.getContext()._context;
    context.save();
    context.font = this.#font;
    const { width } = context.measureText(text);
    context.restore();
    return width;
  }

  #place(): void {
    const scene = this.#scene;
    const view = this.#view;
    if (!scene || !view) return;
    for (const mark of this.#marks) {
      mark.rect = boxToStage(scene, view, mark.box.box);
      mark.shape.setAttrs({ ...mark.rect });
    }
    const places = placeLabels(
      this.#marks.map((mark) => ({ box: mark.rect, size: mark.chipSize })),
      scene.stage,
      this.#obstacles,
    );
    for (const [index, mark] of this.#marks.entries()) mark.place = places[index] ?? null;
    this.#emphasise();
  }

  /** Looks follow what is hovered and selected; places stay. */
  #emphasise(): void {
    const scene = this.#scene;
    if (!scene) return;
    const some = this.#marks.some((mark) => this.#hovered.includes(mark.box.id));
    for (const mark of this.#marks) {
      mark.look = this.#lookOf(mark.box.id, some);
      const strong = mark.look === 'hovered' || mark.look === 'selected';
      const place = mark.place ?? (strong ? preferredPlace({ box: mark.rect, size: mark.chipSize }, scene.stage) : null);
      mark.chip.visible(place !== null);
      if (place) mark.chip.position(place);
      const { opacity } = LOOKS[mark.look];
      mark.shape.opacity(opacity);
      mark.chip.opacity(opacity);
    }
    // Above all others, in the order: selected, hovered.
    for (const look of ['selected', 'hovered'] as const)
      for (const mark of this.#marks) if (mark.look === look) mark.chip.moveToTop();
    this.layer.batchDraw();
  }

  #lookOf(id: string, someHovered: boolean): Look {
    if (id === this.#selected) return 'selected';
    if (this.#hovered.includes(id)) return 'hovered';
    return someHovered ? 'dim' : 'plain';
  }
}

function targetOf({ box, rect, place, chipSize }: Mark): HitTarget {
  const chip = place && { ...place, ...chipSize };
  const target = { id: box.id, rect, chip };
  return box.reference.kind === 'mask' ? { ...target, shape: shapeOf(box.reference.mask, rect) } : target;
}

/** Around a mark: its box on whole pixels, so that straight lines are sharp, or its outline. */
function lineOf({ rect, box: { reference } }: Mark): Path2D {
  if (reference.kind === 'mask') return outlineOn(reference.mask, rect);
  const line = new Path2D();
  const width = Math.max(1, Math.round(rect.width));
  const height = Math.max(1, Math.round(rect.height));
  const radius = Math.min(BOX_RADIUS, width / 2, height / 2);
  line.roundRect(Math.round(rect.x) - rect.x, Math.round(rect.y) - rect.y, width, height, radius);
  return line;
}

/** Three strokes of growing width, the widest first: dark, light, colour. At least one shows on any picture. */
function drawMark(context: Context, mark: Mark): void {
  const { look, box } = mark;
  const { stroke, fill, cover } = LOOKS[look];
  const line = lineOf(mark);
  const within = box.reference.kind === 'mask' ? cover : fill;
  context.setAttr('lineJoin', 'round');
  if (within > 0) {
    const alpha = context._context.globalAlpha;
    context.setAttr('globalAlpha', alpha * within);
    context.setAttr('fillStyle', box.colour.fill);
    context._context.fill(line);
    context.setAttr('globalAlpha', alpha);
  }
  // An outline has many corners, in which wide strokes pile up.
  const ring = box.reference.kind === 'mask' ? 0.75 : 1;
  const rings: readonly (readonly [number, string])[] = [
    [stroke + 4 * ring, DARK],
    [stroke + 2 * ring, LIGHT],
    [stroke, box.colour.fill],
  ];
  for (const [lineWidth, style] of rings) {
    context.setAttr('lineWidth', lineWidth);
    context.setAttr('strokeStyle', style);
    context._context.stroke(line);
  }
}

function drawChip(context: Context, { label, chipSize, look, box }: Mark, font: string): void {
  const { width, height } = chipSize;
  context.beginPath();
  context.roundRect(0, 0, width, height, CHIP.radius);
  context.setAttr('fillStyle', box.colour.fill);
  context._context.fill();
  context.setAttr('lineWidth', look === 'selected' ? 2 : 1);
  context.setAttr('strokeStyle', look === 'selected' ? LIGHT : DARK);
  context._context.stroke();
  context.setAttr('font', font);
  context.setAttr('textBaseline', 'middle');
  context.setAttr('fillStyle', box.colour.ink);
  context.fillText(label, CHIP.padding, height / 2 + 0.5);
}
