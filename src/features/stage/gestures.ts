import type { Box } from '../../core/index.ts';
import type { Tool } from '../../store/index.ts';
import type { Camera } from './camera.ts';
import { boxBetween, dragGrip, gripAt, gripCursor, leastRegion, type Grip } from './region.ts';
import { listenForSafariPinch } from './safari-pinch.ts';
import { toFraction, type Point, type Rect } from './view.ts';

/** What pointers act on. Points are CSS px on the stage. */
export interface GestureTarget {
  readonly host: HTMLElement;
  readonly camera: Camera;
  readonly tool: Tool;
  /** The region as stored (fractions) and as drawn (CSS px). */
  readonly region: Box | null;
  readonly regionRect: Rect | null;
  hit(point: Point, reach: number): string | null;
  hover(id: string | null): void;
  select(id: string | null): void;
  /** Shows a region that is still being drawn; `undefined` goes back to the stored one. */
  draft(box: Box | undefined): void;
  /** Stores a region. */
  commit(box: Box): void;
}

type Drag =
  | { readonly kind: 'press' }
  | { readonly kind: 'pan' }
  | { readonly kind: 'draw'; readonly from: readonly [number, number] }
  | { readonly kind: 'grip'; readonly grip: Grip; readonly from: readonly [number, number]; readonly box: Box }
  | { readonly kind: 'pinch' };

/** CSS px a pointer may stray in a click, and how far around a box or a handle still counts. */
const SLOP = { mouse: 4, pen: 6, touch: 10 } as const;
const HIT_REACH = { mouse: 0, pen: 4, touch: 14 } as const;
const GRIP_REACH = { mouse: 10, pen: 14, touch: 24 } as const;
/** Two clicks within this time (ms) and distance (CSS px) zoom in. */
const DOUBLE = { time: 320, distance: 24, factor: 2 } as const;
const WHEEL_LINE = 16;

type PointerKind = keyof typeof SLOP;
const kindOf = (event: PointerEvent): PointerKind =>
  event.pointerType === 'touch' || event.pointerType === 'pen' ? event.pointerType : 'mouse';

const middle = (p: Point, q: Point): Point => ({ x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 });
const distance = (p: Point, q: Point): number => Math.max(1, Math.hypot(p.x - q.x, p.y - q.y));

/** Mouse, touch, pen and wheel on the stage: panning, zooming, hovering, clicking, drawing and editing the region. */
export class Gestures {
  readonly #target: GestureTarget;
  readonly #pointers = new Map<number, Point>();
  #drag: Drag | null = null;
  #start: Point = { x: 0, y: 0 };
  #moved = false;
  #lastClick: { readonly at: Point; readonly time: number } | null = null;
  #over = false;
  #spaceHeld = false;

  constructor(target: GestureTarget, signal: AbortSignal) {
    this.#target = target;
    const { host } = target;
    host.addEventListener('pointerdown', (event) => this.#down(event), { signal });
    host.addEventListener('pointermove', (event) => this.#move(event), { signal });
    host.addEventListener('pointerup', (event) => this.#up(event), { signal });
    host.addEventListener('pointercancel', (event) => this.#lost(event), { signal });
    host.addEventListener('pointerenter', () => (this.#over = true), { signal });
    // Not `pointerleave`: that comes after React has told the phrase under the pointer that it was entered, and would undo it.
    host.addEventListener('pointerout', (event) => !host.contains(event.relatedTarget as Node | null) && this.#leave(), {
      signal,
    });
    host.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    // The middle button pans: keep the browser's own scrolling out.
    host.addEventListener('mousedown', (event) => event.button === 1 && event.preventDefault(), { signal });
    listenForSafariPinch(host, (factor, event) => target.camera.zoomBy(factor, this.#point(event)), signal);
    window.addEventListener('keydown', (event) => this.#space(event, true), { signal });
    window.addEventListener('keyup', (event) => this.#space(event, false), { signal });
    window.addEventListener('blur', () => (this.#spaceHeld = false), { signal });
  }

  /** Drops what is being drawn or dragged. @returns whether there was something. */
  cancel(): boolean {
    const drawing = this.#drag?.kind === 'draw' || this.#drag?.kind === 'grip';
    if (drawing) {
      this.#drag = null;
      this.#target.draft(undefined);
    }
    return drawing;
  }

  #point(event: MouseEvent): Point {
    const { left, top } = this.#target.host.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  }

  #fraction(point: Point): readonly [number, number] {
    const { scene, view } = this.#target.camera;
    return scene ? toFraction(scene, view, point) : [0, 0];
  }

  #down(event: PointerEvent): void {
    const point = this.#point(event);
    if (event.pointerType === 'mouse' && event.button > 1) return;
    if (event.isTrusted) this.#target.host.setPointerCapture(event.pointerId);
    this.#pointers.set(event.pointerId, point);
    if (this.#pointers.size === 2) {
      this.cancel();
      this.#drag = { kind: 'pinch' };
      return;
    }
    if (this.#pointers.size > 2) return;
    this.#start = point;
    this.#moved = false;
    this.#drag = this.#begin(event, point);
    this.#cursor(event, point);
  }

  #begin(event: PointerEvent, point: Point): Drag {
    if (this.#spaceHeld || event.button === 1) return { kind: 'pan' };
    if (this.#target.tool === 'select') return { kind: 'press' };
    const { region, regionRect } = this.#target;
    const grip = regionRect && gripAt(regionRect, point, GRIP_REACH[kindOf(event)]);
    const from = this.#fraction(point);
    return grip && region ? { kind: 'grip', grip, from, box: region } : { kind: 'draw', from };
  }

  #move(event: PointerEvent): void {
    const point = this.#point(event);
    const before = this.#pointers.get(event.pointerId);
    if (!before || !this.#drag) {
      this.#hoverAt(event, point);
      return;
    }
    if (this.#drag.kind === 'pinch') return this.#pinch(event.pointerId, point);
    if (!this.#moved) {
      const strayed = Math.hypot(point.x - this.#start.x, point.y - this.#start.y);
      if (strayed < SLOP[kindOf(event)]) return;
      this.#moved = true;
      if (this.#drag.kind === 'press') this.#drag = { kind: 'pan' };
      this.#cursor(event, point);
    }
    this.#pointers.set(event.pointerId, point);
    if (this.#drag.kind === 'pan') this.#target.camera.pan({ x: point.x - before.x, y: point.y - before.y });
    const box = this.#drawn(this.#drag, point);
    if (box) this.#target.draft(box);
  }

  #drawn(drag: Drag, point: Point): Box | null {
    const at = this.#fraction(point);
    if (drag.kind === 'draw') return boxBetween(drag.from, at);
    if (drag.kind !== 'grip') return null;
    return dragGrip(drag.box, drag.grip, at[0] - drag.from[0], at[1] - drag.from[1], this.#least());
  }

  #least(): readonly [number, number] {
    const { scene, view } = this.#target.camera;
    return scene ? leastRegion(scene, view) : [0, 0];
  }

  #pinch(id: number, point: Point): void {
    const ids = [...this.#pointers.keys()].slice(0, 2);
    const [a, b] = ids.map((key) => this.#pointers.get(key)!);
    this.#pointers.set(id, point);
    const [c, d] = ids.map((key) => this.#pointers.get(key)!);
    if (!a || !b || !c || !d) return;
    const from = middle(a, b);
    const to = middle(c, d);
    const { camera } = this.#target;
    camera.pan({ x: to.x - from.x, y: to.y - from.y });
    camera.zoomBy(distance(c, d) / distance(a, b), to);
  }

  #up(event: PointerEvent): void {
    const point = this.#point(event);
    const drag = this.#pointers.delete(event.pointerId) ? this.#drag : null;
    if (!drag) return;
    if (drag.kind === 'pinch') {
      // The finger left goes on panning, never clicks.
      this.#drag = this.#pointers.size > 0 ? { kind: 'pan' } : null;
      this.#moved = true;
      return;
    }
    this.#drag = null;
    if (drag.kind === 'press' && !this.#moved) this.#click(event, point);
    if (drag.kind === 'draw' || drag.kind === 'grip') this.#finishDrawing(drag, point);
    this.#hoverAt(event, point);
  }

  #finishDrawing(drag: Drag, point: Point): void {
    const box = this.#moved ? this.#drawn(drag, point) : null;
    const least = this.#least();
    if (box && box[2] - box[0] >= least[0] * 0.99 && box[3] - box[1] >= least[1] * 0.99) this.#target.commit(box);
    this.#target.draft(undefined);
  }

  #click(event: PointerEvent, point: Point): void {
    const kind = kindOf(event);
    const last = this.#lastClick;
    const again =
      last !== null &&
      event.timeStamp - last.time < DOUBLE.time &&
      Math.hypot(point.x - last.at.x, point.y - last.at.y) < DOUBLE.distance;
    this.#lastClick = again ? null : { at: point, time: event.timeStamp };
    if (again) this.#target.camera.zoomBy(event.shiftKey ? 1 / DOUBLE.factor : DOUBLE.factor, point, true);
    else this.#target.select(this.#target.hit(point, HIT_REACH[kind]));
  }

  /** The browser took the pointer, to scroll say: nothing was clicked or drawn. */
  #lost(event: PointerEvent): void {
    this.#pointers.delete(event.pointerId);
    this.cancel();
    this.#drag = null;
  }

  #leave(): void {
    this.#over = false;
    if (!this.#drag) this.#target.hover(null);
  }

  #hoverAt(event: PointerEvent, point: Point): void {
    if (event.pointerType === 'touch') return;
    const { tool } = this.#target;
    if (this.#over) this.#target.hover(tool === 'select' ? this.#target.hit(point, HIT_REACH[kindOf(event)]) : null);
    this.#cursor(event, point);
  }

  #cursor(event: PointerEvent, point: Point): void {
    this.#target.host.style.cursor = this.#cursorFor(event, point);
  }

  #cursorFor(event: PointerEvent, point: Point): string {
    const { tool, camera, regionRect } = this.#target;
    if (this.#drag?.kind === 'pan') return 'grabbing';
    if (this.#spaceHeld) return 'grab';
    if (tool === 'region') {
      if (this.#drag?.kind === 'grip') return gripCursor(this.#drag.grip);
      const grip = this.#drag || !regionRect ? null : gripAt(regionRect, point, GRIP_REACH[kindOf(event)]);
      return grip ? gripCursor(grip) : 'crosshair';
    }
    if (this.#target.hit(point, HIT_REACH[kindOf(event)]) !== null) return 'pointer';
    return camera.pannable ? 'grab' : 'default';
  }

  #wheel(event: WheelEvent): void {
    const { camera } = this.#target;
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : WHEEL_LINE;
    const dx = event.deltaX * unit;
    const dy = event.deltaY * unit;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      // Trackpad pinches send small steps, wheels about 100 at once: keep both gentle.
      camera.zoomBy(Math.exp(-Math.max(-30, Math.min(30, dy)) * 0.01), this.#point(event));
      return;
    }
    // Nothing to move while the picture is fitted: the page may scroll.
    if (!camera.pannable) return;
    event.preventDefault();
    camera.pan(event.shiftKey && dx === 0 ? { x: -dy, y: 0 } : { x: -dx, y: -dy });
    this.#target.hover(this.#target.tool === 'select' ? this.#target.hit(this.#point(event), 0) : null);
  }

  #space(event: KeyboardEvent, down: boolean): void {
    if (event.code !== 'Space') return;
    const { host } = this.#target;
    const ours = event.target === host || (this.#over && event.target === document.body);
    if (down && !ours) return;
    if (ours) event.preventDefault();
    this.#spaceHeld = down;
    host.style.cursor = down ? 'grab' : '';
  }
}
