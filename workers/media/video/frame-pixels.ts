import type { VideoSample } from 'mediabunny';
import type { Pixels, Size } from '../../../src/core/index.ts';
import { isPlanarFormat, planeScaler, type Scaler, type ScalerPlan } from './planes.ts';
import { isKnownMatrix, yuvMatrix } from './yuv.ts';

/** Other colours (wide gamut, high dynamic range) are for the browser to convert. */
const PRIMARIES: ReadonlySet<string | null> = new Set(['bt709', 'smpte170m']);
/** Curves so near to sRGB's that browsers take them for it. */
const TRANSFERS: ReadonlySet<string | null> = new Set(['bt709', 'smpte170m', 'iec61966-2-1']);

/**
 * Makes upright pixels of one size of decoded frames. Frames of the usual formats are scaled while they are converted, in a fraction of
 * the time that drawing takes where there is no graphics card; all others are drawn.
 */
export class FramePixels {
  readonly #size: Size;
  #context: OffscreenCanvasRenderingContext2D | null = null;
  #known: { readonly key: string; readonly scaler: Scaler } | null = null;

  /** @param size of the pixels made, with the frame's turn and the shape of its pixels applied */
  constructor(size: Size) {
    this.#size = size;
  }

  /** @throws Error when the frame's memory is gone, or no canvas can be had. */
  async read(sample: VideoSample): Promise<Pixels> {
    const plan = planFor(sample, this.#size);
    return (plan && (await this.#convert(sample, plan))) ?? this.draw(sample);
  }

  /** As `read`, by drawing. */
  draw(sample: VideoSample): Pixels {
    const { width, height } = this.#size;
    this.#context ??= new OffscreenCanvas(width, height).getContext('2d', { alpha: false, willReadFrequently: true });
    if (!this.#context) throw new Error(`no canvas of ${width} x ${height}`);
    sample.draw(this.#context, 0, 0, width, height);
    // sRGB asked for by name, so that a wide-gamut video changes nothing.
    return this.#context.getImageData(0, 0, width, height, { colorSpace: 'srgb' });
  }

  async #convert(sample: VideoSample, plan: ScalerPlan): Promise<Pixels | null> {
    const bytes = sample.allocationSize();
    const key = JSON.stringify([plan, bytes]);
    if (this.#known?.key !== key) this.#known = { key, scaler: planeScaler(plan, bytes) };
    const { scaler } = this.#known;
    // What cannot be copied, as some browsers have it with frames in a graphics card's memory, can be drawn.
    const planes = await sample.copyTo(scaler.frame).catch(() => null);
    return planes && { ...this.#size, data: scaler.scale(planes) };
  }
}

/** `null` where the browser has to do it. */
function planFor(sample: VideoSample, target: Size): ScalerPlan | null {
  const { format, rotation, flip, visibleRect } = sample;
  const { matrix, fullRange, primaries, transfer } = sample.colorSpace;
  if (!isPlanarFormat(format) || !isKnownMatrix(matrix) || fullRange === null || flip) return null;
  if (!PRIMARIES.has(primaries) || !TRANSFERS.has(transfer)) return null;
  const source = { width: visibleRect.width, height: visibleRect.height };
  return { format, source, target, rotation, matrix: yuvMatrix(matrix, fullRange) };
}
