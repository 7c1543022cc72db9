import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { maskIou, maskOfRaster, resizeMask, toMask, type Mask, type Reference } from '../index.ts';
import { fromCocoFile, jsonKind, toCoco, toCsv, toJson, toLabelStudio } from './index.ts';
import { picture, source } from './testing.ts';

/** In a grid of 5 x 4 pixels, a ring around a hole, and a speck in the upper right corner. */
const RING: Extract<Reference, { readonly kind: 'mask' }> = {
  id: 'm',
  phrase: 'a ring and a speck',
  kind: 'mask',
  mask: maskOfRaster([0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0], { width: 5, height: 4 })!,
  source,
};

const masksIn = (overlay: ReturnType<typeof fromCocoFile>): Mask[] =>
  typeof overlay === 'string' ? [] : overlay.references.flatMap((r) => (r.kind === 'mask' ? [r.mask] : []));

it('gives the box around a mask, its share and its run lengths', () => {
  const [row] = Papa.parse<Record<string, string>>(toCsv(picture(RING)), { header: true }).data;
  expect(row).toMatchObject({ kind: 'mask', x1: '1', width_px: '200', mask_share: '0.45' });
  const [height, width, counts] = row!['mask_rle']!.split(' ');
  expect(toMask({ width: Number(width), height: Number(height) }, counts!)).toEqual(RING.mask);
});

it('writes a mask as polygons, with its area and the box around it, and reads it again', () => {
  const [annotation] = toCoco(picture(RING)).annotations;
  expect(annotation).toMatchObject({ bbox: [0, 0, 200, 100], area: 9 * 40 * 25, iscrowd: 0 });
  expect(annotation!.segmentation).toHaveLength(2);
  const target = { name: 'park.jpg', size: { width: 200, height: 100 }, duration: null };
  const [back] = masksIn(fromCocoFile(toCoco(picture(RING)), target));
  expect(back!.size).toEqual({ width: 200, height: 100 });
  expect(resizeMask(back!, RING.mask.size)).toEqual(RING.mask);
});

it('reads run lengths, compressed or not, and makes large ones smaller', () => {
  const [width, height] = [2000, 1000];
  const target = { name: 'park.jpg', size: { width, height }, duration: null };
  const with_ = (segmentation: unknown): unknown => ({
    images: [{ id: 1, file_name: 'park.jpg', width, height }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, bbox: [500, 0, 1000, 1000], iscrowd: 1, segmentation }],
  });
  const counts = [500 * height, 1000 * height, 500 * height];
  const middle = toMask({ width: 4, height: 1 }, [1, 2, 1])!;
  for (const runs of [counts, toMask(target.size, counts)!.counts]) {
    const [mask] = masksIn(fromCocoFile(with_({ size: [height, width], counts: runs }), target));
    expect(mask).toMatchObject({ size: { width: 512, height: 256 }, box: [0.25, 0, 0.75, 1] });
    expect(maskIou(mask!, middle)).toBe(1);
  }
  // A line of no width has no pixel: its box is there.
  expect(fromCocoFile(with_([[500, 0, 1500, 0, 1500, 0]]), target)).toMatchObject({ references: [{ kind: 'box' }] });
});

it('passes over segmentations that are none', () => {
  const target = { name: 'park.jpg', size: { width: 20, height: 10 }, duration: null };
  const good = { id: 1, image_id: 1, category_id: 1, bbox: [0, 0, 10, 10] };
  for (const segmentation of [
    'x',
    7,
    [[1, 2, 3, 4]],
    [[1, 2, 3, 4, 5, '6']],
    [[1, 2, 3, 4, 5, 6, 7]],
    [Array.from({ length: 50_000 }, () => 1)],
    { counts: [1, 199] },
    { size: [10, 20], counts: [1, 2] },
    { size: [10, 20], counts: 'PPPP' },
    { size: [10, 20] },
    { size: [1e9, 1e9], counts: [1, 2] },
  ]) {
    const file = {
      images: [{ id: 1, file_name: 'park.jpg', width: 20, height: 10 }],
      annotations: [good, { ...good, id: 2, segmentation }],
    };
    expect([segmentation, fromCocoFile(file, target)]).toEqual([segmentation, expect.objectContaining({ skipped: 1 })]);
  }
});

it('has a polygon in percent for each part of a mask', () => {
  const { result } = toLabelStudio(picture(RING))[0]!.predictions[0]!;
  expect(result).toHaveLength(2);
  expect(result[0]).toMatchObject({
    id: 'w1_1_1',
    type: 'polygonlabels',
    from_name: 'outline',
    original_height: 100,
    value: { points: [[90, 0], [100, 12.5], [90, 25], [80, 12.5]], closed: true, polygonlabels: ['a ring and a speck'] }, // prettier-ignore
  });
  expect(toLabelStudio(picture(RING))[0]!.meta.config).toContain('<PolygonLabels name="outline" toName="image"><Label');
});

it('makes our own file one of version 2', () => {
  expect(jsonKind(JSON.parse(toJson(picture(RING))))).toEqual({ kind: 'whereabouts', version: 2 });
  expect(jsonKind(JSON.parse(toJson(picture())))).toEqual({ kind: 'whereabouts', version: 1 });
});
