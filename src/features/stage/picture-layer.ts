import { Konva } from 'konva/lib/Core';
import type { Shape } from 'konva/lib/Shape';
import type { Size } from '../../core/index.ts';
import type { Scene, View } from './view.ts';

/** Above this scale (CSS px per bitmap pixel) single pixels are meant to be seen. */
const CRISP_FROM = 3;

/** The picture itself, in a canvas of its own so that hovering never redraws it. */
export class PictureLayer {
  readonly layer = new Konva.Layer({ listening: false });
  #bitmap: ImageBitmap | null = null;
  readonly #shape: Shape = new Konva.Shape({
    name: 'picture',
    sceneFunc: (context, shape) => {
      const bitmap = this.#bitmap;
      // A closed bitmap has no size and cannot be drawn.
      if (!bitmap || bitmap.width === 0) return;
      const smooth = shape.width() / bitmap.width <= CRISP_FROM;
      context.setAttr('imageSmoothingEnabled', smooth);
      context.setAttr('imageSmoothingQuality', 'high');
      context.drawImage(bitmap, 0, 0, shape.width(), shape.height());
    },
  });

  constructor() {
    this.layer.add(this.#shape);
  }

  setBitmap(bitmap: ImageBitmap | null): void {
    this.#bitmap = bitmap;
    this.#shape.visible(bitmap !== null);
    this.layer.batchDraw();
  }

  setView({ picture }: Scene, view: View): void {
    this.#shape.setAttrs({ x: view.x, y: view.y, ...scaled(picture, view.scale) });
  }
}

function scaled(size: Size, scale: number): Size {
  return { width: size.width * scale, height: size.height * scale };
}
