import type { Box, Size } from '../../core/index.ts';
import { canPan, clampView, fitView, isFit, panBy, reveal, zoomAt, type Point, type Scene, type View } from './view.ts';

/** Length of an animated zoom, ms. */
const GLIDE = 180;

/** Zoom and pan of one stage: keeps the view valid, glides to a new one, follows a resize. Calls `onChange` after a change. */
export class Camera {
  #picture: Size | null = null;
  #stage: Size = { width: 0, height: 0 };
  #view: View = { x: 0, y: 0, scale: 1 };
  /** Where a glide ends: further steps start from there. */
  #goal: View | null = null;
  #frame = 0;
  /** True once the person zoomed or panned: then a resize keeps what they look at. */
  #own = false;
  readonly #onChange: () => void;
  readonly #still: () => boolean;

  /** @param still says whether to jump instead of gliding (reduced motion). */
  constructor(onChange: () => void, still: () => boolean) {
    this.#onChange = onChange;
    this.#still = still;
  }

  /** The picture and the stage; `null` while one of them has no size. */
  get scene(): Scene | null {
    return this.#picture && this.#stage.width > 0 && this.#stage.height > 0
      ? { picture: this.#picture, stage: this.#stage }
      : null;
  }

  get view(): View {
    return this.#view;
  }

  /** True when the picture is larger than fitted, so that dragging moves it. */
  get pannable(): boolean {
    return this.scene !== null && canPan(this.scene, this.#view);
  }

  /** Shows another picture (its size in pixels), fitted. */
  setPicture(size: Size | null): void {
    this.#picture = size;
    this.#own = false;
    this.#jump(this.scene && fitView(this.scene));
  }

  /** Follows a new stage size (CSS px): refits, or keeps the middle in the middle when the person has zoomed. */
  setStage(size: Size): void {
    if (size.width === this.#stage.width && size.height === this.#stage.height) return;
    const before = this.scene;
    const { x, y, scale } = this.#goal ?? this.#view;
    this.#stage = size;
    const scene = this.scene;
    if (!scene) return;
    if (!this.#own || !before) return this.#jump(fitView(scene));
    const shift = { x: (size.width - before.stage.width) / 2, y: (size.height - before.stage.height) / 2 };
    this.#jump(clampView(scene, { x: x + shift.x, y: y + shift.y, scale }));
  }

  /** Zooms by a factor about a point (CSS px; the stage's middle when not given). `glide` animates. */
  zoomBy(factor: number, at?: Point, glide = false): void {
    this.zoomTo((this.#goal ?? this.#view).scale * factor, at, glide);
  }

  /** Zooms to a scale (CSS px per picture pixel) about a point (CSS px). */
  zoomTo(scale: number, at: Point = this.#middle(), glide = false): void {
    this.#go((scene, view) => zoomAt(scene, view, scale, at), glide);
  }

  /** Moves the picture by CSS px. */
  pan(by: Point, glide = false): void {
    this.#go((scene, view) => panBy(scene, view, by), glide);
  }

  fit(glide = false): void {
    this.#go((scene) => fitView(scene), glide);
  }

  /** Pans until a box (fractions) can be seen. */
  reveal(box: Box): void {
    this.#go((scene, view) => reveal(scene, view, box), true);
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
  }

  #middle(): Point {
    return { x: this.#stage.width / 2, y: this.#stage.height / 2 };
  }

  #go(step: (scene: Scene, view: View) => View, glide: boolean): void {
    const scene = this.scene;
    if (!scene) return;
    const goal = step(scene, this.#goal ?? this.#view);
    this.#own = !isFit(scene, goal);
    if (!glide || this.#still()) return this.#jump(goal);
    this.#goal = goal;
    const from = this.#view;
    const start = performance.now();
    const tick = (now: number): void => {
      const t = Math.min(1, Math.max(0, (now - start) / GLIDE));
      if (t === 1) return this.#jump(goal);
      this.#view = between(from, goal, 1 - (1 - t) ** 3);
      this.#onChange();
      this.#frame = requestAnimationFrame(tick);
    };
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(tick);
  }

  #jump(view: View | null): void {
    cancelAnimationFrame(this.#frame);
    this.#goal = null;
    if (view) this.#view = view;
    this.#onChange();
  }
}

/**
 * A view on the way from one to another, `t` in 0..1. The scale grows evenly by factors, and the corner moves with the scale, so
 * that the point zoomed at stays fixed on the way too.
 */
function between(from: View, to: View, t: number): View {
  const scale = from.scale * (to.scale / from.scale) ** t;
  const share = Math.abs(to.scale - from.scale) < 1e-9 ? t : (scale - from.scale) / (to.scale - from.scale);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, scale };
}
