import { Konva } from 'konva/lib/Core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render, type RenderResult } from 'vitest-browser-react';
import { useStore } from '../../store/index.ts';
import { stageCommands } from './commands.ts';
import { Stage } from './Stage.tsx';
import { boxReference, openWith, ringReference } from './testing.ts';

// A picture of 400 x 300 on a stage of 632 x 632: fitted at 1.5, so it lies at (16, 91) and is 600 x 450.
const SIDE = 632;
const PICTURE = { x: 16, y: 91, width: 600, height: 450 };

const references = [
  boxReference('room', 'room', [0, 0, 1, 1]),
  boxReference('dog-1', 'dog', [0.1, 0.2, 0.4, 0.6]),
  boxReference('dog-2', 'dog', [0.5, 0.5, 0.9, 0.9]),
  boxReference('ball', 'ball', [0.6, 0.6, 0.7, 0.7]),
];

let screen: RenderResult;
const host = (): HTMLElement => screen.getByRole('application').element() as HTMLElement;
const konva = () => Konva.stages[0]!;
const rect = (id: string) => konva().findOne(`#${id}`)!.getClientRect();
const at = (fx: number, fy: number) => ({ x: PICTURE.x + fx * PICTURE.width, y: PICTURE.y + fy * PICTURE.height });
const region = () => useStore.getState().region?.map((v) => Math.round(v * 1000) / 1000);
const run = (id: string): void => stageCommands.find((command) => command.id === id)!.perform();

/** A pointer event on the stage at CSS px. */
function pointer(type: string, at: { x: number; y: number }, init: PointerEventInit = {}): void {
  const { left, top } = host().getBoundingClientRect();
  const event = { bubbles: true, cancelable: true, clientX: left + at.x, clientY: top + at.y, pointerId: 1, ...init };
  host().dispatchEvent(new PointerEvent(type, { pointerType: 'mouse', isPrimary: true, ...event }));
}

const touch = (pointerId: number): PointerEventInit => ({ pointerType: 'touch', pointerId, isPrimary: pointerId === 1 });

function drag(from: { x: number; y: number }, to: { x: number; y: number }, init: PointerEventInit = {}): void {
  pointer('pointerdown', from, init);
  pointer('pointermove', { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 }, init);
  pointer('pointermove', to, init);
  pointer('pointerup', to, init);
}

function wheel(at: { x: number; y: number }, init: WheelEventInit): WheelEvent {
  const { left, top } = host().getBoundingClientRect();
  const event = new WheelEvent('wheel', {
    bubbles: true,
    cancelable: true,
    clientX: left + at.x,
    clientY: top + at.y,
    ...init,
  });
  host().dispatchEvent(event);
  return event;
}

beforeEach(async () => {
  await openWith(references);
  screen = await render(
    <div style={{ width: SIDE, height: SIDE }}>
      <Stage />
    </div>,
  );
  await vi.waitUntil(() => konva()?.width() === SIDE);
});

afterEach(async () => {
  await screen.unmount();
  useStore.getState().setMedium(null);
});

describe('drawing', () => {
  test('boxes are where they should be', () => {
    expect(rect('dog-1')).toEqual({ x: 76, y: 181, width: 180, height: 180 });
    expect(konva().getIntersection(at(0.65, 0.65))?.id()).toBe('ball');
    expect(konva().getIntersection(at(0.55, 0.85))?.id()).toBe('dog-2');
  });

  test('nothing is pointed at: no boxes; a hovered inventory item shows its own', () => {
    const state = useStore.getState();
    state.setInventory({ status: 'done', references: [boxReference('lamp', 'lamp', [0, 0, 0.5, 0.5])] });
    state.setActiveTurn(null);
    expect(konva().find('.box')).toHaveLength(0);
    state.setHovered(['lamp']);
    expect(
      konva()
        .find('.box')
        .map((node) => node.id()),
    ).toEqual(['lamp']);
    state.setHovered([]);
    expect(konva().find('.box')).toHaveLength(0);
  });

  test('hovering dims the others and moves nothing', () => {
    const places = () =>
      new Map(
        konva()
          .find('.chip')
          .map((chip) => [chip.getAttr('referenceId') as string, chip.position()]),
      );
    const before = places();
    useStore.getState().setHovered(['dog-1']);
    expect(konva().findOne('#dog-1')!.opacity()).toBe(1);
    expect(konva().findOne('#dog-2')!.opacity()).toBeLessThan(0.5);
    expect(places()).toEqual(before);
    useStore.getState().setHovered([]);
    expect(konva().findOne('#dog-2')!.opacity()).toBe(1);
  });

  test('a summary names the picture and counts the boxes', async () => {
    await expect.element(screen.getByRole('application')).toHaveAccessibleName('Picture test.png, 4 boxes shown');
    useStore.getState().setRegion([0.1, 0.1, 0.2, 0.2]);
    await expect.element(screen.getByRole('application')).toHaveAccessibleName(/region drawn/);
  });
});

describe('masks', () => {
  const under = (fx: number, fy: number): string | undefined => konva().getIntersection(at(fx, fy))?.id();

  beforeEach(async () => {
    await openWith([references[0]!, ringReference('ring', 'tyre', [0.5, 0.5], 0.3)]);
    await vi.waitUntil(() => under(0.5, 0.72) === 'ring');
  });

  test('have a fill and an outline in their colour, and a hole is a hole', async () => {
    const colour = (fx: number, fy: number): readonly number[] => {
      const { x, y } = at(fx, fy);
      const { data } = konva().getLayers()[1]!.getCanvas().getContext()._context.getImageData(x, y, 1, 1);
      return [...data];
    };
    // Blue, as the second reference: three parts in ten over the ring, all of it on its outer line.
    expect(colour(0.5, 0.72)[3]).toBeGreaterThan(70);
    expect(colour(0.5, 0.72)[3]).toBeLessThan(85);
    const line = Math.max(...[-1, 0, 1].map((off) => colour(0.5, 0.8 + off / PICTURE.height)[3]!));
    expect(line).toBe(255);
    expect(colour(0.5, 0.5)[3]).toBe(0);
    useStore.getState().setHovered(['ring']);
    await expect.poll(() => colour(0.5, 0.72)[3]).toBeGreaterThan(120);
  });

  test('are hit on themselves, not in their box; a finger beside one means it', () => {
    expect(under(0.5, 0.5)).toBe('room');
    const click = (fx: number, fy: number, init: PointerEventInit = {}): string | null => {
      pointer('pointerdown', at(fx, fy), init);
      pointer('pointerup', at(fx, fy), init);
      return useStore.getState().selected;
    };
    expect(click(0.5, 0.72)).toBe('ring');
    expect(click(0.5, 0.5)).toBe('room');
    // In the corner of its box.
    expect(click(0.22, 0.22)).toBe('room');
  });

  test('are counted apart from boxes', async () => {
    const stage = screen.getByRole('application');
    await expect.element(stage).toHaveAccessibleName('Picture test.png, 1 box and 1 outline shown');
  });
});

describe('pointing', () => {
  test('the pointer lights up the smallest box under it', async () => {
    await userEvent.hover(screen.getByRole('application'), { position: at(0.65, 0.68) });
    expect(useStore.getState().hovered).toEqual(['ball']);
    await userEvent.hover(screen.getByRole('application'), { position: at(0.2, 0.4) });
    expect(useStore.getState().hovered).toEqual(['dog-1']);
    await userEvent.hover(screen.getByRole('application'), { position: { x: 300, y: 20 } });
    expect(useStore.getState().hovered).toEqual([]);
  });

  test('a click selects, a click beside all boxes clears', async () => {
    await userEvent.click(screen.getByRole('application'), { position: at(0.2, 0.4) });
    expect(useStore.getState().selected).toBe('dog-1');
    await userEvent.click(screen.getByRole('application'), { position: { x: 300, y: 30 } });
    expect(useStore.getState().selected).toBeNull();
  });

  test('a selection from elsewhere brings its box onto the stage', async () => {
    for (let i = 0; i < 4; i++) wheel(at(0.05, 0.05), { ctrlKey: true, deltaY: -60 });
    expect(rect('ball').x).toBeGreaterThan(SIDE);
    useStore.getState().setSelected('ball');
    await expect.poll(() => rect('ball').x + rect('ball').width).toBeLessThan(SIDE);
  });
});

describe('zooming and panning', () => {
  test('ctrl + wheel keeps what is under the pointer', () => {
    const corner = at(0.6, 0.6);
    expect(wheel(corner, { ctrlKey: true, deltaY: -25 }).defaultPrevented).toBe(true);
    const after = rect('ball');
    expect(after.x).toBeCloseTo(corner.x, 6);
    expect(after.y).toBeCloseTo(corner.y, 6);
    expect(after.width).toBeCloseTo(60 * Math.exp(0.25), 3);
  });

  test('the wheel scrolls the page while fitted, and pans when zoomed', () => {
    expect(wheel(at(0.5, 0.5), { deltaY: 40 }).defaultPrevented).toBe(false);
    wheel(at(0.5, 0.5), { ctrlKey: true, deltaY: -60 });
    const before = rect('ball');
    expect(wheel(at(0.5, 0.5), { deltaY: 40 }).defaultPrevented).toBe(true);
    expect(rect('ball').y).toBeCloseTo(before.y - 40, 6);
  });

  test('dragging pans when zoomed and selects nothing', () => {
    wheel(at(0.5, 0.5), { ctrlKey: true, deltaY: -60 });
    const before = rect('dog-1');
    drag(at(0.5, 0.5), { x: at(0.5, 0.5).x + 60, y: at(0.5, 0.5).y + 30 });
    expect(rect('dog-1').x).toBeGreaterThan(before.x + 20);
    expect(useStore.getState().selected).toBeNull();
  });

  test('two fingers pinch; one finger is left to the page while fitted', () => {
    expect(host().style.touchAction).toBe('pan-y');
    pointer('pointerdown', at(0.4, 0.5), touch(1));
    pointer('pointerdown', at(0.6, 0.5), touch(2));
    pointer('pointermove', at(0.3, 0.5), touch(1));
    pointer('pointermove', at(0.7, 0.5), touch(2));
    pointer('pointerup', at(0.3, 0.5), touch(1));
    pointer('pointerup', at(0.7, 0.5), touch(2));
    expect(rect('ball').width).toBeCloseTo(120, 3);
    expect(host().style.touchAction).toBe('none');
    expect(useStore.getState().selected).toBeNull();
  });

  test('Safari reports trackpad pinches its own way', () => {
    const { left, top } = host().getBoundingClientRect();
    for (const [type, scale] of [
      ['gesturestart', 1],
      ['gesturechange', 1.5],
      ['gesturechange', 2],
    ] as const) {
      const place = { clientX: left + at(0.6, 0.6).x, clientY: top + at(0.6, 0.6).y };
      host().dispatchEvent(Object.assign(new MouseEvent(type, { bubbles: true, cancelable: true, ...place }), { scale }));
    }
    expect(rect('ball').width).toBeCloseTo(120, 3);
    expect(rect('ball').x).toBeCloseTo(at(0.6, 0.6).x, 3);
  });

  test('keys and buttons zoom', async () => {
    host().focus();
    await userEvent.keyboard('1');
    await expect.element(screen.getByRole('button', { name: /100 percent/ })).toBeVisible();
    await userEvent.keyboard('0');
    await expect.element(screen.getByRole('button', { name: /150 percent/ })).toBeVisible();
    await screen.getByRole('button', { name: 'Zoom in' }).click();
    await expect.element(screen.getByRole('button', { name: /225 percent/ })).toBeVisible();
    run('stage.fit');
    await expect.element(screen.getByRole('button', { name: /150 percent/ })).toBeVisible();
  });

  test('a resize refits, unless the person zoomed', async () => {
    const outer = host().parentElement!.parentElement!;
    outer.style.width = '332px';
    await expect.poll(() => rect('room').width).toBeCloseTo(300, 3);
    wheel({ x: 166, y: 316 }, { ctrlKey: true, deltaY: -60 });
    const { width } = rect('room');
    outer.style.width = '500px';
    await expect.poll(() => konva().width()).toBe(500);
    expect(rect('room').width).toBeCloseTo(width, 6);
  });
});

describe('the region', () => {
  test('is drawn, adjusted and moved by pointer', () => {
    run('stage.region');
    drag(at(0.6, 0.7), at(0.2, 0.3));
    expect(region()).toEqual([0.2, 0.3, 0.6, 0.7]);
    drag(at(0.6, 0.7), at(0.5, 0.5));
    expect(region()).toEqual([0.2, 0.3, 0.5, 0.5]);
    drag(at(0.35, 0.4), at(0.45, 0.4), { pointerType: 'touch' });
    expect(region()).toEqual([0.3, 0.3, 0.6, 0.5]);
    const box = konva().findOne('.region')!.getClientRect();
    expect(box.x).toBeCloseTo(at(0.3, 0.3).x, 6);
    expect(box.width).toBeCloseTo(180, 6);
  });

  test('Escape drops what is being drawn and keeps what was there', async () => {
    useStore.getState().setRegion([0.1, 0.1, 0.2, 0.2]);
    run('stage.region');
    host().focus();
    pointer('pointerdown', at(0.5, 0.5));
    pointer('pointermove', at(0.8, 0.8));
    expect(konva().findOne('.region')!.width()).toBeCloseTo(180, 6);
    await userEvent.keyboard('{Escape}');
    pointer('pointerup', at(0.8, 0.8));
    expect(region()).toEqual([0.1, 0.1, 0.2, 0.2]);
    expect(useStore.getState().tool).toBe('region');
    await userEvent.keyboard('{Escape}');
    expect(useStore.getState().tool).toBe('select');
  });

  test('is made, moved, resized, kept and removed by keys, and says so', async () => {
    const live = screen.container.querySelector('[aria-live]')!;
    host().focus();
    await userEvent.keyboard('{Enter}');
    expect(region()).toEqual([0.35, 0.35, 0.65, 0.65]);
    expect(live.textContent).toMatch(/^Region: centre/);
    await userEvent.keyboard('{ArrowRight}{ArrowRight}{ArrowRight}');
    expect(region()).toEqual([0.4, 0.35, 0.7, 0.65]);
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}{Alt>}{ArrowUp}{/Alt}');
    expect(region()).toEqual([0.4, 0.348, 0.683, 0.648]);
    await expect.poll(() => live.textContent).toMatch(/28 % wide/);
    await userEvent.keyboard('{Enter}');
    expect(useStore.getState().tool).toBe('select');
    expect(konva().findOne('.region')!.visible()).toBe(true);
    await userEvent.keyboard('{Delete}');
    expect(region()).toBeUndefined();
    expect(konva().findOne('.region')!.visible()).toBe(false);
    expect(live.textContent).toBe('Region removed.');
  });

  test('can be removed by a button', async () => {
    useStore.getState().setRegion([0.1, 0.1, 0.5, 0.5]);
    await screen.getByRole('button', { name: 'Remove region' }).click();
    expect(region()).toBeUndefined();
  });
});

test('leaving the page leaves nothing behind', async () => {
  await screen.unmount();
  expect(Konva.stages).toHaveLength(0);
  expect(() => {
    useStore.getState().setHovered(['dog-1']);
    run('stage.zoom-in');
  }).not.toThrow();
});
