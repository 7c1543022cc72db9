import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { toPixels, type Size } from '../box.ts';
import {
  boundMask,
  maskArea,
  maskCovers,
  maskIou,
  maskOfPolygons,
  maskOfRaster,
  outlineOf,
  outlinePath,
  polygonsOf,
  rasterOfMask,
  resizeMask,
  shareInWords,
  toMask,
  type Mask,
} from './index.ts';
import { countsToText, textToCounts } from './rle.ts';

/** Pixels as text: `#` is inside. */
function drawn(...rows: readonly string[]): Mask {
  const size = { width: rows[0]!.length, height: rows.length };
  return maskOfRaster(
    Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0)),
    size,
  )!;
}

/** Around (`x`, 240) in 640 x 480 pixels, 150 high to either side. */
function ellipse(x: number, radius: number): Mask {
  const size = { width: 640, height: 480 };
  const inside = (i: number): boolean => ((i % 640) - x) ** 2 / radius ** 2 + (Math.floor(i / 640) - 240) ** 2 / 150 ** 2 < 1;
  return maskOfRaster(
    Array.from({ length: 640 * 480 }, (_, i) => Number(inside(i))),
    size,
  )!;
}

const raster: fc.Arbitrary<{ readonly size: Size; readonly bits: readonly number[] }> = fc
  .record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })
  .chain((size) =>
    fc.record({
      size: fc.constant(size),
      bits: fc.array(fc.integer({ min: 0, max: 1 }), {
        minLength: size.width * size.height,
        maxLength: size.width * size.height,
      }),
    }),
  )
  .filter(({ bits }) => bits.includes(1));

const RING = drawn('.....', '.###.', '.#.#.', '.###.', '.....');

describe('run lengths', () => {
  it('are those of the COCO API', () => {
    // The right sides are what `encode`, `area`, `toBbox` and `iou` of pycocotools 2.0.11 gave for the same pixels.
    expect(drawn('#').counts).toBe('01');
    expect(drawn('....', '.##.', '.##.').counts).toBe('42102');
    expect(RING.counts).toBe('632NO0124');
    const [one, two] = [ellipse(300, 200), ellipse(350, 180)];
    expect(one.counts).toHaveLength(807);
    expect(one.counts.slice(0, 60)).toBe('Rb_1m0l=>E8H8H8I6J6K4K6K4K6K4L4L4M2M4L4L4M2M4M2M4M2M4M2N2M4M');
    expect(maskArea(one) * 640 * 480).toBeCloseTo(94_193);
    expect(toPixels(one.box, one.size)).toEqual([101, 91, 101 + 399, 91 + 299]);
    expect(maskIou(one, two)).toBeCloseTo(0.713_905_41, 8);
  });

  it('come back from their text', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 31 - 1 })), (counts) => {
        expect(textToCounts(countsToText(counts))).toEqual(counts);
      }),
    );
  });

  it('of any text never throw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const counts = textToCounts(text);
        expect(counts === null || counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      }),
    );
    expect(textToCounts('P')).toBeNull();
    expect(textToCounts('oooooooo0')).toBeNull();
    expect(textToCounts('O')).toBeNull();
  });
});

describe('a mask', () => {
  it('comes back from its raster, and from its counts, compressed or not', () => {
    fc.assert(
      fc.property(raster, ({ size, bits }) => {
        const mask = maskOfRaster(bits, size)!;
        expect([...rasterOfMask(mask)]).toEqual(bits);
        expect(toMask(size, mask.counts)).toEqual(mask);
        expect(toMask(size, textToCounts(mask.counts)!)).toEqual(mask);
        expect(maskArea(mask)).toBeCloseTo(bits.filter(Boolean).length / bits.length);
      }),
    );
  });

  it('has the smallest box around it', () => {
    expect(RING.box).toEqual([0.2, 0.2, 0.8, 0.8]);
    expect(drawn('#...', '...#').box).toEqual([0, 0, 1, 1]);
    expect(drawn('....', '..#.').box).toEqual([0.5, 0.5, 0.75, 1]);
  });

  it('is none when it is empty or its counts do not fill its size', () => {
    expect(maskOfRaster([0, 0], { width: 2, height: 1 })).toBeNull();
    const size = { width: 2, height: 2 };
    for (const counts of [[], [4], [1, 1], [0, 5], [-1, 5], [0.5, 3.5], [Number.NaN, 4], 'P', '05'])
      expect([counts, toMask(size, counts)]).toEqual([counts, null]);
    expect(toMask({ width: 0.5, height: 8 }, [0, 4])).toBeNull();
    expect(toMask({ width: 1e9, height: 1e9 }, [0, 4])).toBeNull();
    expect(toMask(size, [1, 1, 0, 2])).toEqual(toMask(size, [1, 3]));
  });

  it('knows what it covers', () => {
    expect(maskCovers(RING, [0.3, 0.3])).toBe(true);
    expect(maskCovers(RING, [0.5, 0.5])).toBe(false);
    for (const outside of [-0.1, 1, 1.1]) expect(maskCovers(drawn('#'), [0.5, outside])).toBe(false);
  });
});

describe('intersection over union', () => {
  it('counts pixels', () => {
    fc.assert(
      fc.property(raster, fc.infiniteStream(fc.boolean()), ({ size, bits }, flips) => {
        const others = bits.map((bit) => (flips.next().value ? 1 - bit : bit));
        fc.pre(others.includes(1));
        const both = bits.filter((bit, i) => bit && others[i]).length;
        const any = bits.filter((bit, i) => bit || others[i]).length;
        expect(maskIou(maskOfRaster(bits, size)!, maskOfRaster(others, size)!)).toBeCloseTo(both / any);
      }),
    );
  });

  it('takes the finer of two grids', () => {
    expect(maskIou(drawn('#.'), drawn('##..', '##..'))).toBe(1);
    expect(maskIou(drawn('##..'), drawn('#.'))).toBe(1);
    expect(maskIou(drawn('####'), drawn('#.'))).toBe(0.5);
  });
});

describe('resizing', () => {
  it('takes the nearest pixel', () => {
    fc.assert(
      fc.property(raster, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), ({ size, bits }, width, height) => {
        const resized = resizeMask(maskOfRaster(bits, size)!, { width, height });
        const nearest = Array.from({ length: width * height }, (_, i) => {
          const x = Math.floor((((i % width) + 0.5) * size.width) / width);
          const y = Math.floor(((Math.floor(i / width) + 0.5) * size.height) / height);
          return bits[y * size.width + x];
        });
        expect(resized ? [...rasterOfMask(resized)] : []).toEqual(nearest.includes(1) ? nearest : []);
      }),
    );
  });

  it('is bounded, and leaves what would be lost', () => {
    const large = toMask({ width: 4000, height: 1000 }, [0, 2_000_000, 2_000_000])!;
    expect(boundMask(large, 256)).toMatchObject({ size: { width: 256, height: 64 }, box: [0, 0, 0.5, 1] });
    const speck = toMask({ width: 1000, height: 1000 }, [1, 1, 999_998])!;
    expect(boundMask(speck, 10)).toBe(speck);
    expect(boundMask(RING, 256)).toBe(RING);
  });
});

describe('outlines', () => {
  it('run through the middles of edges, around parts one way and around holes the other', () => {
    expect(outlineOf(drawn('#'))).toEqual([
      [
        [0.5, 0],
        [1, 0.5],
        [0.5, 1],
        [0, 0.5],
      ],
    ]);
    expect(outlineOf(RING)).toHaveLength(2);
    // A straight side has its two ends alone.
    expect(outlineOf(RING)[0]).toHaveLength(8);
    expect(outlineOf(drawn('#.', '.#'))).toHaveLength(2);
  });

  it('filled, are the mask again; and so are polygons with cuts for the holes', () => {
    fc.assert(
      fc.property(raster, ({ size, bits }) => {
        const mask = maskOfRaster(bits, size)!;
        expect(maskOfPolygons(polygonsOf(mask), size)).toEqual(mask);
        // One ring after the other, joined at one point: even-odd is the same.
        const joined = outlineOf(mask).flatMap((ring) => [[[-1, -1] as const], ring, [ring[0]!], [[-1, -1] as const]].flat());
        expect(maskOfPolygons([joined], size)).toEqual(mask);
      }),
      { numRuns: 500 },
    );
  });
});

test('an outline as an SVG path, and a share in words', () => {
  expect(outlinePath(drawn('#'))).toBe('M0.5 0L1 0.5L0.5 1L0 0.5Z');
  expect(outlinePath(RING).match(/[MZ]/g)).toEqual(['M', 'Z', 'M', 'Z']);
  expect(shareInWords(RING)).toBe('32 %');
  expect(shareInWords(toMask({ width: 1000, height: 1 }, [1, 4, 995])!)).toBe('less than 1 %');
});

test('polygons add up, and what is outside of the picture is cut off', () => {
  const square = (x: number, side: number) => [[x, 0], [x + side, 0], [x + side, side], [x, side]] as const; // prettier-ignore
  const size = { width: 4, height: 2 };
  expect(maskOfPolygons([square(0, 0.5), square(0.25, 0.5)], size)).toEqual(drawn('###.', '....'));
  expect(maskOfPolygons([square(-3, 4)], size)).toEqual(drawn('####', '####'));
  expect(maskOfPolygons([square(2, 1)], size)).toBeNull();
  expect(maskOfPolygons([], size)).toBeNull();
});
