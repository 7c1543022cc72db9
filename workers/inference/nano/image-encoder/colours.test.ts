import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pixels } from '../../../../src/core/index.ts';
import { COLOUR_NAMES, measureColours, nameColour, toLch, type ColourName } from './colours.ts';

type Rgb = readonly [number, number, number];

const rgb = (hex: string): Rgb => [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)) as unknown as Rgb;

function picture(width: number, height: number, colour: (x: number, y: number) => Rgb, alpha = 255): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) data.set([...colour(i % width, Math.floor(i / width)), alpha], 4 * i);
  return { data, width, height };
}

describe('toLch', () => {
  it('agrees with published Lab values of sRGB primaries', () => {
    // Bruce Lindbloom's calculator, sRGB, D65: red 53.24, 104.55, 40.00; green 87.73, 119.78, 136.01; blue 32.30, 133.81, 306.28.
    const expected = { ff0000: [53.24, 104.55, 40], '00ff00': [87.73, 119.78, 136.02], '0000ff': [32.3, 133.81, 306.28] };
    for (const [hex, values] of Object.entries(expected)) {
      for (const [i, value] of toLch(...rgb(hex)).entries()) expect(Math.abs(value - values[i]!)).toBeLessThan(0.1);
    }
  });

  it('gives greys no chroma', () => {
    for (const v of [0, 1, 40, 128, 255]) expect(toLch(v, v, v)[1]).toBeLessThan(0.05);
  });
});

describe('nameColour', () => {
  const named: Record<ColourName, string[]> = {
    black: ['000000', '1a1a1a', '14161c', '111009'],
    white: ['ffffff', 'f5f5f0', 'e8e6e0', 'fffaf0', 'f5f5dc'],
    grey: ['808080', 'a9a9a9', 'c0c0c0', '5a5f66'],
    red: ['ff0000', 'c1121f', '8b0000', 'dc143c', 'b22222', 'e34234', '7a1010'],
    orange: ['ffa500', 'ff7f00', 'ff8c00', 'e67e22', 'f4a460', 'ff6600'],
    yellow: ['ffff00', 'ffd700', 'f1c40f', 'fff176', 'e6c200', 'dab430'],
    green: ['00ff00', '008000', '2e8b57', '006400', '9acd32', '808000', '98fb98', '556b2f', '1e3d1a'],
    blue: ['0000ff', '000080', '87ceeb', '4169e1', '1e90ff', 'add8e6', '1f3a5f', '00bfff', '5b7fa6', '00ffff', '20304a'],
    purple: ['800080', '4b0082', '9370db', '6a0dad', 'ba55d3', '8e44ad'],
    pink: ['ffc0cb', 'ff69b4', 'ff1493', 'e75480', 'f8bbd0', 'db7093', 'fa8072'],
    brown: ['8b4513', 'a0522d', '654321', '5c4033', '3e2723', 'd2b48c', 'c19a6b', '7b5b3a', '4a2c17', 'b5835a'],
  };

  for (const [name, colours] of Object.entries(named)) {
    it(`calls ${colours.join(', ')} ${name}`, () => {
      expect(colours.map((hex) => nameColour(...rgb(hex)))).toEqual(colours.map(() => name));
    });
  }

  it('has a name for every colour', () => {
    const channel = fc.nat(255);
    fc.assert(
      fc.property(channel, channel, channel, (r, g, b) => {
        expect(COLOUR_NAMES).toContain(nameColour(r, g, b));
      }),
    );
  });
});

describe('measureColours', () => {
  it('looks at the thing in the middle of the box, not at its corners', () => {
    const disc = picture(100, 100, (x, y) => ((x - 50) ** 2 + (y - 50) ** 2 < 35 ** 2 ? rgb('c1121f') : rgb('2e8b57')));
    expect(measureColours(disc, [0.1, 0.1, 0.9, 0.9])[0]?.name).toBe('red');
  });

  it('gives both colours of a striped thing, with shares that add up', () => {
    const stripes = picture(90, 90, (x) => (Math.floor(x / 5) % 2 === 0 ? rgb('ffffff') : rgb('1f3a9f')));
    const colours = measureColours(stripes, [0, 0, 1, 1]);
    expect(new Set(colours.map(({ name }) => name))).toEqual(new Set(['white', 'blue']));
    expect(Math.abs(colours[0]!.share - 0.5)).toBeLessThan(0.1);
    expect(Math.abs(colours.reduce((sum, { share }) => sum + share, 0) - 1)).toBeLessThan(1e-9);
  });

  it('drops speckle', () => {
    const dotted = picture(60, 60, (x, y) => (x % 10 === 0 && y % 10 === 0 ? rgb('ffffff') : rgb('ffd700')));
    expect(measureColours(dotted, [0, 0, 1, 1]).map(({ name }) => name)).toEqual(['yellow']);
  });

  it('reads the box in the right place, whatever the shape of the picture', () => {
    const halves = picture(200, 40, (x) => (x < 100 ? rgb('ff0000') : rgb('0000ff')));
    expect(measureColours(halves, [0, 0, 0.45, 1])).toEqual([{ name: 'red', share: 1 }]);
    expect(measureColours(halves, [0.55, 0, 1, 1])).toEqual([{ name: 'blue', share: 1 }]);
  });

  it('answers for boxes of less than a pixel and at the very edge', () => {
    const plain = picture(10, 10, () => rgb('808080'));
    expect(measureColours(plain, [0.999, 0.999, 1, 1])).toEqual([{ name: 'grey', share: 1 }]);
  });

  it('finds nothing where all is transparent or there are no pixels', () => {
    expect(
      measureColours(
        picture(10, 10, () => rgb('ff0000'), 0),
        [0, 0, 1, 1],
      ),
    ).toEqual([]);
    expect(measureColours({ data: new Uint8ClampedArray(), width: 0, height: 0 }, [0, 0, 1, 1])).toEqual([]);
  });
});
