import type { Size } from '../../src/core/index.ts';
import { fitPicture, REFUSED_PIXELS } from '../../src/engine/picture-size.ts';
import { GroundingError } from '../../src/packs/index.ts';
import { rareFormat, type Sniffed } from './sniff.ts';

type SniffedPicture = Extract<Sniffed, { kind: 'picture' }>;

export interface OpenedPicture {
  readonly type: 'picture';
  readonly bitmap: ImageBitmap;
  readonly original: Size;
  readonly format: string;
}

/** A picture of more pixels that does not decode was probably too large rather than broken. */
const LARGE_PIXELS = 60_000_000;

/**
 * Opens a picture: upright, and scaled down while decoding when it exceeds the limits of `fitPicture`.
 *
 * @throws GroundingError `MEDIUM_UNSUPPORTED`, `MEDIUM_TOO_LARGE`, `MEDIUM_UNREADABLE`.
 */
export async function openPicture(blob: Blob, { format, size }: SniffedPicture): Promise<OpenedPicture> {
  if (size && size.width * size.height > REFUSED_PIXELS)
    throw new GroundingError('MEDIUM_TOO_LARGE', `${size.width} × ${size.height} pixels`);
  try {
    // A wrong declared type would make some browsers refuse it.
    const typed = blob.slice(0, blob.size, `image/${format}`);
    const opened = format === 'jpeg' ? await decodeSmaller(typed, size) : await decodeWhole(typed, size);
    return { type: 'picture', format, ...opened };
  } catch (error) {
    throw explain(error, format, size);
  }
}

interface Decoded {
  readonly bitmap: ImageBitmap;
  readonly original: Size;
}

const UPRIGHT = { imageOrientation: 'from-image' } as const;

/** Scales while decoding: needs the displayed size beforehand, which is sure for JPEG only. */
async function decodeSmaller(blob: Blob, size: Size | null): Promise<Decoded> {
  const target = size && fitPicture(size);
  if (!size || !target || target === size) return decodeWhole(blob, null);
  return { bitmap: await createImageBitmap(blob, { ...UPRIGHT, ...resizing(target) }), original: size };
}

/**
 * Decodes, then scales. PNG and AVIF can be turned by what the header reader does not see, and scaling to the unturned size
 * would distort them.
 *
 * @param size tried as the displayed size when the whole picture does not fit in memory.
 */
async function decodeWhole(blob: Blob, size: Size | null): Promise<Decoded> {
  const bitmap = await createImageBitmap(blob, UPRIGHT).catch((error: unknown) => {
    if (size && fitPicture(size) !== size) return null;
    throw error;
  });
  if (!bitmap) return decodeSmaller(blob, size);
  const original = { width: bitmap.width, height: bitmap.height };
  const target = fitPicture(original);
  if (target === original) return { bitmap, original };
  const smaller = await createImageBitmap(bitmap, resizing(target));
  bitmap.close();
  return { bitmap: smaller, original };
}

function resizing(size: Size): ImageBitmapOptions {
  return { resizeWidth: size.width, resizeHeight: size.height, resizeQuality: 'high' };
}

function explain(error: unknown, format: string, size: Size | null): GroundingError {
  const rare = rareFormat(format);
  if (rare) return new GroundingError('MEDIUM_UNSUPPORTED', `it looks like ${rare}, which this browser cannot decode`);
  const detail = `${format}${size ? `, ${size.width} × ${size.height} pixels` : ''}: ${String(error)}`;
  const large = size !== null && size.width * size.height > LARGE_PIXELS;
  return new GroundingError(large ? 'MEDIUM_TOO_LARGE' : 'MEDIUM_UNREADABLE', detail, { cause: error });
}
