import { Konva } from 'konva/lib/Core';
import type { Stage as KonvaStage } from 'konva/lib/Stage';
import type { Box } from '../../core/index.ts';
import { useStore, type AppState, type Tool } from '../../store/index.ts';
import { Announcer } from './announcer.ts';
import { BoxLayer } from './box-layer.ts';
import { NO_BOXES, visibleBoxes, type StageBox } from './boxes.ts';
import { Camera } from './camera.ts';
import { Gestures } from './gestures.ts';
import { handleKey } from './keys.ts';
import { PictureLayer } from './picture-layer.ts';
import { RegionLayer } from './region-layer.ts';
import { isFit, type Point, type Rect } from './view.ts';

/** The elements a stage lives in, made by the component. */
export interface StageElements {
  /** Takes focus, pointers and keys; its size is the stage's. */
  readonly host: HTMLElement;
  /** Where konva puts its canvases; lets pointers through to the host. */
  readonly canvas: HTMLDivElement;
  readonly live: HTMLElement;
}

/** What the zoom bar shows. */
export interface ZoomState {
  /** CSS px per 100 picture pixels, rounded. */
  readonly percent: number;
  readonly fitted: boolean;
}

const ZOOM_STEP = 1.5;

/**
 * The picture with its boxes on a canvas: konva layers, camera, gestures and keys, tied to the store without React, so that
 * hovering redraws one canvas and renders nothing.
 */
export class StageView {
  readonly host: HTMLElement;
  readonly camera: Camera;
  readonly #scope = new AbortController();
  readonly #stage: KonvaStage;
  readonly #picture = new PictureLayer();
  readonly #boxes = new BoxLayer();
  readonly #region = new RegionLayer();
  readonly #announcer: Announcer;
  readonly #gestures: Gestures;
  readonly #listeners = new Set<() => void>();
  #zoom: ZoomState = { percent: 100, fitted: true };
  #visible: readonly StageBox[] = NO_BOXES;
  #draft: Box | undefined;
  /** True while a selection comes from a click here: what was clicked is in view. */
  #selecting = false;

  constructor({ host, canvas, live }: StageElements) {
    const { signal } = this.#scope;
    this.host = host;
    this.#announcer = new Announcer(live);
    const calm = matchMedia('(prefers-reduced-motion: reduce)');
    this.camera = new Camera(
      () => this.#applyView(),
      () => calm.matches,
    );
    this.#stage = new Konva.Stage({ container: canvas, width: 1, height: 1 });
    this.#stage.add(this.#picture.layer, this.#boxes.layer, this.#region.layer);
    this.#boxes.setFamily(getComputedStyle(host).fontFamily);
    void document.fonts.ready.then(() => signal.aborted || this.#boxes.setFamily(getComputedStyle(host).fontFamily));

    this.#gestures = new Gestures(this, signal);
    host.addEventListener('keydown', (event) => this.#key(event), { signal });

    const sizes = new ResizeObserver(() => this.#resize());
    sizes.observe(host);
    signal.addEventListener('abort', () => sizes.disconnect());
    this.#watchPixelRatio();

    const unsubscribe = useStore.subscribe((state, before) => this.#update(state, before));
    signal.addEventListener('abort', unsubscribe);
    this.#update(useStore.getState(), null);
    this.#resize();
  }

  get tool(): Tool {
    return useStore.getState().tool;
  }

  /** Fractions of the picture. */
  get region(): Box | null {
    return useStore.getState().region;
  }

  get selected(): string | null {
    return useStore.getState().selected;
  }

  get regionRect(): Rect | null {
    return this.#region.rect;
  }

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getZoom = (): ZoomState => this.#zoom;

  zoomIn(): void {
    this.camera.zoomBy(ZOOM_STEP, undefined, true);
  }

  zoomOut(): void {
    this.camera.zoomBy(1 / ZOOM_STEP, undefined, true);
  }

  fit(): void {
    this.camera.fit(true);
  }

  /** 100 %: one picture pixel is one CSS px. */
  actualSize(): void {
    this.camera.zoomTo(1, undefined, true);
  }

  toggleRegionTool(): void {
    if (!this.camera.scene) return;
    const on = this.tool !== 'region';
    this.setTool(on ? 'region' : 'select');
    this.announce(
      on ? 'Region tool on. Drag over the picture, or press Enter on it for a region in the middle.' : 'Region tool off.',
    );
  }

  /** Where label chips may not go, CSS px of the stage. */
  setObstacles(obstacles: readonly Rect[]): void {
    this.#boxes.setObstacles(obstacles);
  }

  hit(point: Point, reach: number): string | null {
    return this.#boxes.hit(point, reach);
  }

  hover(id: string | null): void {
    const state = useStore.getState();
    const { hovered } = state;
    const same = id === null ? hovered.length === 0 : hovered.length === 1 && hovered[0] === id;
    if (!same) state.setHovered(id === null ? [] : [id]);
  }

  select(id: string | null): void {
    this.#selecting = true;
    useStore.getState().setSelected(id);
    this.#selecting = false;
  }

  draft(box: Box | undefined): void {
    this.#draft = box;
    this.#region.setRegion(box ?? this.region);
  }

  commit(box: Box): void {
    this.setRegion(box);
  }

  setRegion(box: Box | null): void {
    useStore.getState().setRegion(box);
  }

  setTool(tool: Tool): void {
    useStore.getState().setTool(tool);
  }

  cancel(): boolean {
    return this.#gestures.cancel();
  }

  announce(text: string, soon = false): void {
    this.#announcer.say(text, soon);
  }

  dispose(): void {
    this.#scope.abort();
    this.camera.dispose();
    this.#picture.dispose();
    this.#announcer.dispose();
    this.#listeners.clear();
    this.#stage.destroy();
  }

  #key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.target !== this.host || !handleKey(this, event)) return;
    event.preventDefault();
    // The page's shortcuts of the same keys would do it twice.
    event.stopPropagation();
  }

  #update(state: AppState, before: AppState | null): void {
    if (state.medium !== before?.medium) {
      this.#gestures.cancel();
      // A recording has nothing to see; the page shows its waveform in the stage's place.
      const medium = state.medium?.kind === 'sound' ? null : state.medium;
      this.#picture.setSource(medium && (medium.kind === 'video' ? medium.player : medium.bitmap));
      this.camera.setPicture(medium?.original ?? null);
    }
    const boxes = state.medium ? visibleBoxes(state) : NO_BOXES;
    if (boxes !== this.#visible) {
      this.#visible = boxes;
      this.#boxes.setBoxes(boxes);
    }
    if (state.hovered !== before?.hovered || state.selected !== before.selected)
      this.#boxes.setEmphasis(state.hovered, state.selected);
    if (state.region !== before?.region && !this.#draft) this.#region.setRegion(state.region);
    if (state.tool !== before?.tool) {
      this.#gestures.cancel();
      this.#region.setEditing(state.tool === 'region');
      this.#boxes.setFaint(state.tool === 'region');
      this.host.style.cursor = state.tool === 'region' ? 'crosshair' : '';
      this.#updateTouchAction();
    }
    if (before && state.selected !== null && state.selected !== before.selected && !this.#selecting) {
      const chosen = boxes.find((box) => box.id === state.selected);
      if (chosen) this.camera.reveal(chosen.box);
    }
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (width === 0 || height === 0) return;
    this.#stage.size({ width, height });
    this.#matchPixelRatio();
    this.camera.setStage({ width, height });
    // Resizing clears canvases: draw before the browser paints, or it flashes.
    this.#stage.draw();
  }

  #applyView(): void {
    const { scene, view } = this.camera;
    if (scene) {
      this.#picture.setView(scene, view);
      this.#boxes.setView(scene, view);
      this.#region.setView(scene, view);
    }
    this.#updateTouchAction();
    const zoom = { percent: Math.round(view.scale * 100), fitted: !scene || isFit(scene, view) };
    if (zoom.percent === this.#zoom.percent && zoom.fitted === this.#zoom.fitted) return;
    this.#zoom = zoom;
    for (const listener of this.#listeners) listener();
  }

  /** While the picture is fitted and nothing is drawn, a finger scrolls the page. */
  #updateTouchAction(): void {
    this.host.style.touchAction = this.tool === 'region' || this.camera.pannable ? 'none' : 'pan-y';
  }

  #matchPixelRatio(): void {
    const ratio = window.devicePixelRatio;
    for (const layer of this.#stage.getLayers()) {
      const canvas = layer.getCanvas();
      if (canvas.getPixelRatio() !== ratio) canvas.setPixelRatio(ratio);
    }
  }

  /** Follows moves between screens of different density, and browser zoom. */
  #watchPixelRatio(): void {
    const { signal } = this.#scope;
    const ratio = window.devicePixelRatio;
    const query = matchMedia(`(resolution: ${ratio}dppx)`);
    query.addEventListener(
      'change',
      () => {
        this.#matchPixelRatio();
        this.#stage.draw();
        this.#watchPixelRatio();
      },
      { signal, once: true },
    );
  }
}
