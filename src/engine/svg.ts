import type { Size } from '../core/index.ts';
import { GroundingError } from '../packs/index.ts';
import { fitPicture } from './picture-size.ts';

/** The longer side, in pixels, at which a drawing without a size of its own, or with a small one, is painted. */
const SVG_SIDE = 1024;

/**
 * Size in pixels at which to paint an SVG: its `width` and `height` if both are plain lengths, else the proportions of its
 * `viewBox`, else a square. Small drawings are painted larger, for lines stay sharp at any size; large ones within the limits.
 *
 * @param attribute reads an attribute of the root element.
 */
export function svgSize(attribute: (name: string) => string | null): Size {
  const [width, height] = [length(attribute('width')), length(attribute('height'))];
  const box = viewBox(attribute('viewBox'));
  const own = width && height ? { width, height } : (box ?? { width: SVG_SIDE, height: SVG_SIDE });
  const grow = Math.max(1, SVG_SIDE / Math.max(own.width, own.height));
  const side = (v: number): number => Math.max(1, Math.round(v * grow));
  return fitPicture({ width: side(own.width), height: side(own.height) });
}

/** CSS pixels per unit (https://www.w3.org/TR/css-values-4/#absolute-lengths). */
const UNITS: Readonly<Record<string, number>> = { '': 1, px: 1, pt: 4 / 3, pc: 16, mm: 96 / 25.4, cm: 96 / 2.54, in: 96 };

function length(value: string | null): number | null {
  const [, number, unit = ''] = /^\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(value ?? '') ?? [];
  const pixels = Number(number) * (UNITS[unit.toLowerCase()] ?? Number.NaN);
  return Number.isFinite(pixels) && pixels > 0 ? pixels : null;
}

function viewBox(value: string | null): Size | null {
  const [, , width, height] = (value ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return width !== undefined && height !== undefined && width > 0 && height > 0 ? { width, height } : null;
}

/**
 * Paints an SVG. It is drawn as an `<img>`: there browsers run no scripts and load nothing from outside.
 *
 * @throws GroundingError `MEDIUM_UNREADABLE`.
 */
export async function rasterizeSvg(text: string): Promise<ImageBitmap> {
  // Parsing makes a document without a window: nothing runs here either.
  const document = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = document.documentElement;
  const fault = document.querySelector('parsererror');
  if (fault || root.localName !== 'svg') throw unreadable(fault?.textContent?.trim().slice(0, 200) || 'no <svg> element');
  const size = svgSize((name) => root.getAttribute(name));
  if (!root.hasAttribute('viewBox')) {
    const [width, height] = [length(root.getAttribute('width')), length(root.getAttribute('height'))];
    // Without a viewBox a new size would crop the drawing instead of scaling it.
    if (width && height) root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  }
  // Firefox paints nothing without a size on the root.
  root.setAttribute('width', String(size.width));
  root.setAttribute('height', String(size.height));
  try {
    const canvas = await paint(document, size);
    if (isReadable(canvas)) return canvas.transferToImageBitmap();
    // HTML inside an SVG makes some browsers lock the canvas: better without it than not at all.
    for (const html of document.querySelectorAll('foreignObject')) html.remove();
    const plain = await paint(document, size);
    if (isReadable(plain)) return plain.transferToImageBitmap();
  } catch (error) {
    throw unreadable(String(error), error);
  }
  throw unreadable('its pixels are locked');
}

async function paint(document: Document, size: Size): Promise<OffscreenCanvas> {
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(document)], { type: 'image/svg+xml' }));
  try {
    const image = new Image(size.width, size.height);
    image.src = url;
    await image.decode();
    const canvas = new OffscreenCanvas(size.width, size.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    // A drawing without a background is meant to be seen on paper.
    context.fillStyle = '#fff';
    context.fillRect(0, 0, size.width, size.height);
    context.drawImage(image, 0, 0, size.width, size.height);
    return canvas;
  } finally {
    URL.revokeObjectURL(url);
  }
}

function isReadable(canvas: OffscreenCanvas): boolean {
  try {
    canvas.getContext('2d')?.getImageData(0, 0, 1, 1);
    return true;
  } catch {
    return false;
  }
}

function unreadable(detail: string, cause?: unknown): GroundingError {
  return new GroundingError('MEDIUM_UNREADABLE', `SVG: ${detail}`, { cause });
}
