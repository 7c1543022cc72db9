import type { Box } from '../../core/index.ts';
import type { Tool } from '../../store/index.ts';
import type { Camera } from './camera.ts';
import { CENTRED_REGION, leastRegion, moveBox, resizeBox } from './region.ts';
import { regionInWords } from './words.ts';

/** What the keys act on. */
export interface KeyTarget {
  readonly camera: Camera;
  readonly tool: Tool;
  /** Fractions. */
  readonly region: Box | null;
  readonly selected: string | null;
  setRegion(box: Box | null): void;
  setTool(tool: Tool): void;
  select(id: string | null): void;
  /** Drops what a pointer is drawing. @returns whether there was something. */
  cancel(): boolean;
  zoomIn(): void;
  zoomOut(): void;
  fit(): void;
  actualSize(): void;
  /** @param soon waits for the keys to rest, so that a held arrow says one thing. */
  announce(text: string, soon?: boolean): void;
}

type KeyEvent = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** Steps in CSS px on the stage. */
const STEP = { region: 10, fine: 1, pan: 48, panFar: 192 } as const;

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The keys of the focused stage. @returns whether the key meant something here. */
export function handleKey(target: KeyTarget, event: KeyEvent): boolean {
  if (event.ctrlKey || event.metaKey) return false;
  const arrow = ARROWS[event.key];
  if (arrow) return handleArrow(target, arrow, event);
  if (event.altKey) return false;
  switch (event.key) {
    case '+':
    case '=':
      target.zoomIn();
      return true;
    case '-':
    case '_':
      target.zoomOut();
      return true;
    case '0':
      target.fit();
      return true;
    case '1':
      target.actualSize();
      return true;
    case 'r':
    case 'R':
      // A second press leaves the tool, as the command does.
      if (target.tool === 'region' && target.region) leaveTool(target, 'Region tool off.');
      else startRegion(target);
      return true;
    case 'Enter':
      if (target.tool === 'region' && target.region) leaveTool(target, `Region set: ${regionInWords(target.region)}.`);
      else startRegion(target);
      return true;
    case 'Delete':
    case 'Backspace':
      return removeRegion(target);
    case 'Escape':
      return escape(target);
    default:
      return false;
  }
}

/** Turns the region tool on, with a region in the middle when there is none. */
function startRegion(target: KeyTarget): void {
  if (!target.camera.scene) return;
  const box = target.region ?? CENTRED_REGION;
  target.setTool('region');
  target.setRegion(box);
  target.announce(
    `Region: ${regionInWords(box)}. Arrows move it, with Shift they resize it, with Alt by single pixels. Enter keeps it, Delete removes it.`,
  );
}

function leaveTool(target: KeyTarget, text: string): void {
  target.setTool('select');
  target.announce(text);
}

function removeRegion(target: KeyTarget): boolean {
  const dropped = target.cancel();
  if (!target.region) return dropped;
  target.setRegion(null);
  target.announce('Region removed.');
  return true;
}

function escape(target: KeyTarget): boolean {
  if (target.cancel()) return true;
  if (target.tool === 'region') leaveTool(target, 'Region tool off.');
  else if (target.selected !== null) target.select(null);
  else return false;
  return true;
}

function handleArrow(target: KeyTarget, [dx, dy]: readonly [number, number], event: KeyEvent): boolean {
  const { camera, region } = target;
  const { scene, view } = camera;
  if (!scene) return false;
  if (target.tool === 'region' && region) {
    const step = event.altKey ? STEP.fine : STEP.region;
    const width = scene.picture.width * view.scale;
    const height = scene.picture.height * view.scale;
    const fx = (dx * step) / width;
    const fy = (dy * step) / height;
    const box = event.shiftKey ? resizeBox(region, fx, fy, leastRegion(scene, view)) : moveBox(region, fx, fy);
    target.setRegion(box);
    camera.reveal(box);
    target.announce(`Region: ${regionInWords(box)}.`, true);
    return true;
  }
  if (event.altKey || !camera.pannable) return false;
  const step = event.shiftKey ? STEP.panFar : STEP.pan;
  camera.pan({ x: -dx * step, y: -dy * step }, true);
  return true;
}
