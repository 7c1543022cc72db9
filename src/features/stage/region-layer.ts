import { Konva } from 'konva/lib/Core';
import type { Context } from 'konva/lib/Context';
import type { Shape } from 'konva/lib/Shape';
import type { Box } from '../../core/index.ts';
import { HANDLES, handlePlace } from './region.ts';
import { boxToStage, type Rect, type Scene, type View } from './view.ts';

/** CSS px. */
const HANDLE = { side: 11, dash: [7, 5] } as const;

/** The region the user drew: dashed, unlike the boxes of answers; handles and a veil around it while it is edited. */
export class RegionLayer {
  readonly layer = new Konva.Layer({ listening: false });
  #box: Box | null = null;
  #editing = false;
  #scene: Scene | null = null;
  #view: View | null = null;
  readonly #shape: Shape = new Konva.Shape({ name: 'region', visible: false, sceneFunc: (context) => this.#draw(context) });

  constructor() {
    this.layer.add(this.#shape);
  }

  /** Where the region is on the stage, CSS px. */
  get rect(): Rect | null {
    return this.#box && this.#scene && this.#view ? boxToStage(this.#scene, this.#view, this.#box) : null;
  }

  /** @param box fractions of the picture. */
  setRegion(box: Box | null): void {
    this.#box = box;
    this.#place();
  }

  setEditing(editing: boolean): void {
    this.#editing = editing;
    this.layer.batchDraw();
  }

  setView(scene: Scene, view: View): void {
    this.#scene = scene;
    this.#view = view;
    this.#place();
  }

  #place(): void {
    const rect = this.rect;
    this.#shape.visible(rect !== null);
    if (rect) this.#shape.setAttrs({ ...rect });
    this.layer.batchDraw();
  }

  #draw(context: Context): void {
    const rect = this.rect;
    const scene = this.#scene;
    const view = this.#view;
    if (!rect || !scene || !view) return;
    const { width, height } = rect;
    const native = context._context;
    if (this.#editing) {
      const picture = boxToStage(scene, view, [0, 0, 1, 1]);
      native.beginPath();
      native.rect(picture.x - rect.x, picture.y - rect.y, picture.width, picture.height);
      native.rect(0, 0, width, height);
      native.fillStyle = 'rgba(0, 0, 0, 0.38)';
      native.fill('evenodd');
    }
    native.beginPath();
    native.rect(0, 0, width, height);
    native.lineWidth = 4;
    native.strokeStyle = 'rgba(0, 0, 0, 0.75)';
    native.stroke();
    native.lineWidth = 2;
    native.strokeStyle = '#fff';
    native.setLineDash(HANDLE.dash);
    native.stroke();
    native.setLineDash([]);
    if (!this.#editing) return;
    for (const handle of HANDLES) {
      // Side handles of a small region would hide it.
      const corner = handle.length === 2;
      if (!corner && (handle === 'n' || handle === 's' ? width : height) < 4 * HANDLE.side) continue;
      const place = handlePlace({ x: 0, y: 0, width, height }, handle);
      native.beginPath();
      native.roundRect(place.x - HANDLE.side / 2, place.y - HANDLE.side / 2, HANDLE.side, HANDLE.side, 3);
      native.fillStyle = '#fff';
      native.fill();
      native.lineWidth = 1.5;
      native.strokeStyle = '#111';
      native.stroke();
    }
  }
}
