import { describe, expect, test } from 'vitest';
import {
  boxToStage,
  canPan,
  clampView,
  fitView,
  isFit,
  panBy,
  reveal,
  scaleRange,
  toFraction,
  toStage,
  zoomAt,
  type Scene,
} from './view.ts';

const scene: Scene = { picture: { width: 2000, height: 1000 }, stage: { width: 832, height: 632 } };

describe('fitting', () => {
  test('shows the whole picture, centred, with air around it', () => {
    const fit = fitView(scene);
    expect(fit.scale).toBeCloseTo(0.4);
    expect(boxToStage(scene, fit, [0, 0, 1, 1])).toEqual({ x: 16, y: 116, width: 800, height: 400 });
    expect(isFit(scene, fit)).toBe(true);
    expect(canPan(scene, fit)).toBe(false);
  });

  test('enlarges a small picture, but not without end', () => {
    const small: Scene = { picture: { width: 20, height: 10 }, stage: scene.stage };
    expect(fitView(small).scale).toBe(4);
    expect(scaleRange(small)[0]).toBe(1);
  });

  test('works on a stage smaller than the margins', () => {
    const fit = fitView({ picture: scene.picture, stage: { width: 3, height: 2 } });
    expect(fit.scale).toBeGreaterThan(0);
    expect(Number.isFinite(fit.x + fit.y)).toBe(true);
  });
});

describe('zooming at a point', () => {
  test.each([
    { x: 20, y: 120 },
    { x: 816, y: 516 },
    { x: 416, y: 316 },
    { x: 100, y: 500 },
  ])('keeps what is under $x,$y under it, in several steps', (at) => {
    let view = fitView(scene);
    const before = toFraction(scene, view, at);
    for (const scale of [0.5, 0.9, 2, 7]) {
      view = zoomAt(scene, view, scale, at);
      expect(view.scale).toBe(scale);
      const after = toFraction(scene, view, at);
      expect(after[0]).toBeCloseTo(before[0], 9);
      expect(after[1]).toBeCloseTo(before[1], 9);
    }
  });

  test('stops at the limits', () => {
    const fit = fitView(scene);
    expect(zoomAt(scene, fit, 1000, { x: 416, y: 316 }).scale).toBe(32);
    expect(zoomAt(scene, zoomAt(scene, fit, 4, { x: 50, y: 150 }), 0.001, { x: 800, y: 500 })).toEqual(fit);
  });

  test('ends at the fit without a jump when zooming out elsewhere', () => {
    let view = zoomAt(scene, fitView(scene), 3, { x: 20, y: 120 });
    let previous = view;
    while (view.scale > fitView(scene).scale * 1.0001) {
      view = zoomAt(scene, view, view.scale * 0.95, { x: 800, y: 500 });
      const moved = Math.abs(view.x - previous.x);
      expect(moved).toBeLessThan(250);
      previous = view;
    }
    expect(isFit(scene, view)).toBe(true);
  });
});

describe('panning', () => {
  test('moves a zoomed picture no further than over its fitted place', () => {
    const view = zoomAt(scene, fitView(scene), 0.8, { x: 416, y: 316 });
    const far = panBy(scene, view, { x: 5000, y: -5000 });
    const rect = boxToStage(scene, far, [0, 0, 1, 1]);
    expect(rect.x).toBeCloseTo(16);
    expect(rect.y + rect.height).toBeCloseTo(516);
    expect(canPan(scene, far)).toBe(true);
  });

  test('does not move a fitted picture', () => {
    expect(panBy(scene, fitView(scene), { x: 90, y: 90 })).toEqual(fitView(scene));
  });

  test('centres what is smaller than fitted', () => {
    const small: Scene = { picture: { width: 50, height: 50 }, stage: scene.stage };
    expect(clampView(small, { x: 0, y: 0, scale: 1 })).toEqual({ x: 391, y: 291, scale: 1 });
  });
});

test('fractions and stage places are inverse', () => {
  const view = { x: -70, y: 33, scale: 1.7 };
  const point = toStage(scene, view, [0.3, 0.8]);
  expect(toFraction(scene, view, point)[0]).toBeCloseTo(0.3);
  expect(toFraction(scene, view, point)[1]).toBeCloseTo(0.8);
});

describe('revealing a box', () => {
  const zoomed = zoomAt(scene, fitView(scene), 4, { x: 16, y: 116 });

  test('pans until it is on the stage', () => {
    const rect = boxToStage(scene, reveal(scene, zoomed, [0.9, 0.9, 0.95, 0.95]), [0.9, 0.9, 0.95, 0.95]);
    expect(rect.x).toBeGreaterThanOrEqual(0);
    expect(rect.x + rect.width).toBeLessThanOrEqual(832);
    expect(rect.y + rect.height).toBeLessThanOrEqual(632);
  });

  test('leaves what is seen where it is', () => {
    expect(reveal(scene, zoomed, [0, 0, 0.02, 0.02])).toEqual(zoomed);
    expect(reveal(scene, zoomed, [0, 0, 1, 1]).scale).toBe(zoomed.scale);
  });
});
