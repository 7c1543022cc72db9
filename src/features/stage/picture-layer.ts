import { Konva } from 'konva/lib/Core';
import type { Shape } from 'konva/lib/Shape';
import type { Size } from '../../core/index.ts';
import type { Scene, View } from './view.ts';

/** Above this scale (CSS px per bitmap pixel) single pixels are meant to be seen. */
const CRISP_FROM = 3;

export type PictureSource = ImageBitmap | HTMLVideoElement;

/** The picture or the video itself, in a canvas of its own so that hovering never redraws it. */
export class PictureLayer {
  readonly layer = new Konva.Layer({ listening: false });
  #source: PictureSource | null = null;
  #stopWatching = (): void => undefined;
  readonly #shape: Shape = new Konva.Shape({
    name: 'picture',
    sceneFunc: (context, shape) => {
      const source = this.#source;
      if (!source) return;
      const width = source instanceof HTMLVideoElement ? source.videoWidth : source.width;
      // A closed bitmap has no size and cannot be drawn.
      if (width === 0) return;
      const smooth = shape.width() / width <= CRISP_FROM;
      context.setAttr('imageSmoothingEnabled', smooth);
      context.setAttr('imageSmoothingQuality', 'high');
      context.drawImage(source, 0, 0, shape.width(), shape.height());
    },
  });

  constructor() {
    this.layer.add(this.#shape);
  }

  setSource(source: PictureSource | null): void {
    this.#stopWatching();
    this.#source = source;
    this.#shape.visible(source !== null);
    this.layer.batchDraw();
    if (source instanceof HTMLVideoElement) this.#stopWatching = onFrame(source, () => this.layer.batchDraw());
  }

  dispose(): void {
    this.#stopWatching();
  }

  setView({ picture }: Scene, view: View): void {
    this.#shape.setAttrs({ x: view.x, y: view.y, ...scaled(picture, view.scale) });
  }
}

function scaled(size: Size, scale: number): Size {
  return { width: size.width * scale, height: size.height * scale };
}

/** Calls back for each frame that a video shows. @returns what ends it. */
function onFrame(video: HTMLVideoElement, shown: () => void): () => void {
  let handle = 0;
  const next = (): void => {
    handle = video.requestVideoFrameCallback(() => {
      shown();
      next();
    });
  };
  next();
  return () => video.cancelVideoFrameCallback(handle);
}
