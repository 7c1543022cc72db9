import { VideoSample, type Rotation } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import type { Pixels, Size } from '../../../src/core/index.ts';
import { FramePixels } from './frame-pixels.ts';
import type { PlanarFormat } from './planes.ts';

const SIZE = { width: 320, height: 180 };
const BT709 = { matrix: 'bt709', primaries: 'bt709', transfer: 'bt709', fullRange: false } as const;

const BT601 = { ...BT709, matrix: 'smpte170m' } as const;

const CHROMA = { I420: [2, 2], I422: [2, 1], I444: [1, 1], NV12: [2, 2] } as const;

interface Made {
  readonly format?: PlanarFormat;
  readonly size?: Size;
  readonly colorSpace?: VideoColorSpaceInit;
  readonly rotation?: Rotation;
  readonly shown?: Pick<VideoFrameBufferInit, 'visibleRect' | 'displayWidth' | 'displayHeight'>;
}

/** A frame of slow waves in luma and chroma, other ones along each side. */
function frame({ format = 'I420', size = SIZE, colorSpace = BT709, rotation = 0, shown = {} }: Made = {}): VideoSample {
  const { width, height } = size;
  const [across, down] = CHROMA[format];
  const [columns, rows] = [Math.ceil(width / across), Math.ceil(height / down)];
  const data = new Uint8Array(width * height + 2 * columns * rows);
  const wave = (x: number, y: number): number => 128 + 60 * Math.sin(2 * Math.PI * (x + y));
  for (let i = 0; i < width * height; i += 1) data[i] = wave((i % width) / width, (1.3 * Math.floor(i / width)) / height);
  for (let i = 0; i < columns * rows; i += 1) {
    const [u, v] = [wave((1.7 * (i % columns)) / columns, 0), wave(0, (1.1 * Math.floor(i / columns)) / rows)];
    const at = width * height + (format === 'NV12' ? 2 * i : i);
    data[at] = u;
    data[format === 'NV12' ? at + 1 : at + columns * rows] = v;
  }
  const init = { format, codedWidth: width, codedHeight: height, timestamp: 0, colorSpace, ...shown };
  return new VideoSample(new VideoFrame(data, init), { rotation });
}

/** Largest and mean difference of what is read from what the browser draws, of 255. */
async function difference(made: Made, size: Size): Promise<{ readonly most: number; readonly mean: number }> {
  const sample = frame(made);
  const reader = new FramePixels(size);
  const [read, drawn] = [await reader.read(sample), reader.draw(sample)];
  sample.close();
  expect([read.width, read.height, read.data.length]).toEqual([drawn.width, drawn.height, drawn.data.length]);
  const apart = read.data.map((value, i) => Math.abs(value - drawn.data[i]!));
  return { most: apart.reduce((a, b) => Math.max(a, b)), mean: apart.reduce((a, b) => a + b, 0) / apart.length };
}

/** Browsers round the matrix of BT.709's limited range to a few bits: blue is off by up to 8 there. */
const CLOSE = 10;
const MEAN = 2;

describe('FramePixels', () => {
  const half = { width: 160, height: 90 };

  it.each([
    ['bt709', 'bt709', 'bt709', false],
    ['bt709', 'bt709', 'iec61966-2-1', true],
    ['smpte170m', 'smpte170m', 'smpte170m', false],
    ['smpte170m', 'bt709', 'bt709', true],
    ['bt470bg', 'smpte170m', 'smpte170m', false],
  ] as const)('has the colours that drawing has: matrix %s, primaries %s, curve %s, full range %s', async (...space) => {
    const [matrix, primaries, transfer, fullRange] = space;
    const colorSpace = { matrix, primaries, transfer, fullRange };
    const { most, mean } = await difference({ colorSpace }, half);
    expect(most).toBeLessThanOrEqual(CLOSE);
    expect(mean).toBeLessThanOrEqual(MEAN);
  });

  it.each(['I420', 'NV12', 'I422', 'I444'] as const)('reads %s', async (format) => {
    const { most, mean } = await difference({ format }, half);
    expect(most).toBeLessThanOrEqual(CLOSE);
    expect(mean).toBeLessThanOrEqual(MEAN);
  });

  it.each<[string, Made, Size]>([
    ['its own size', {}, SIZE],
    ['three quarters', {}, { width: 240, height: 135 }],
    ['a third', {}, { width: 106, height: 60 }],
    ['a fifth', {}, { width: 64, height: 36 }],
    ['odd sides', { size: { width: 321, height: 179 } }, { width: 160, height: 89 }],
    ['a quarter turn', { rotation: 90 }, { width: 90, height: 160 }],
    ['a half turn', { rotation: 180 }, half],
    ['three quarter turns', { rotation: 270, size: { width: 321, height: 179 } }, { width: 89, height: 160 }],
    [
      'pixels that are not square',
      { size: { width: 160, height: 180 }, shown: { displayWidth: 320, displayHeight: 180 } },
      SIZE,
    ],
    ['a cut', { shown: { visibleRect: { x: 20, y: 30, width: 240, height: 120 } } }, { width: 120, height: 60 }],
    ['colours that are left to the browser', { colorSpace: { ...BT709, primaries: 'bt470bg' } }, half],
  ])('looks as drawn: %s', async (_, made, size) => {
    const { most, mean } = await difference({ colorSpace: BT601, ...made }, size);
    expect(most).toBeLessThanOrEqual(CLOSE);
    expect(mean).toBeLessThanOrEqual(MEAN);
  });

  it('is exact for black, white and grey', async () => {
    for (const [luma, grey] of [
      [16, 0],
      [235, 255],
      [126, 128],
    ] as const) {
      const data = new Uint8Array(64 * 64 * 1.5).fill(128).fill(luma, 0, 64 * 64);
      const init = { format: 'I420', codedWidth: 64, codedHeight: 64, timestamp: 0, colorSpace: BT709 } as const;
      const sample = new VideoSample(new VideoFrame(data, init));
      const pixels: Pixels = await new FramePixels({ width: 24, height: 24 }).read(sample);
      sample.close();
      expect(Array.from(pixels.data.slice(0, 8))).toEqual([grey, grey, grey, 255, grey, grey, grey, 255]);
    }
  });
});
