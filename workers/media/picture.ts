import type { Size } from '../../src/core/index.ts';
import { fitPicture, REFUSED_PIXELS } from '../../src/engine/picture-size.ts';
import { GroundingError } from '../../src/packs/index.ts';
import { rareFormat, sniff } from './sniff.ts';

export type Opened =
  | { readonly type: 'picture'; readonly bitmap: ImageBitmap; readonly original: Size; readonly format: string }
  | { readonly type: 'svg' };

/** Bytes read to know what a file is; the size of nearly every picture is within them. */
const HEAD = 512 * 1024;
/** Up to this size a file is read whole when its head did not tell. */
const WHOLE = 64 * 1024 * 1024;
/** A picture of more pixels that does not decode was probably too large rather than broken. */
const LARGE_PIXELS = 60_000_000;

/**
 * Opens a picture: upright, and scaled down while decoding when it exceeds the limits of `fitPicture`.
 *
 * @throws GroundingError `MEDIUM_EMPTY`, `MEDIUM_UNSUPPORTED`, `MEDIUM_TOO_LARGE`, `MEDIUM_UNREADABLE`.
 */
export async function openPicture(blob: Blob): Promise<Opened> {
  if (blob.size === 0) throw new GroundingError('MEDIUM_EMPTY', 'the file has no bytes');
  let sniffed = sniff(await read(blob, HEAD));
  if (sniffed.kind === 'picture' && !sniffed.size && blob.size > HEAD && blob.size <= WHOLE)
    sniffed = sniff(await read(blob, blob.size));
  if (sniffed.kind === 'svg') return { type: 'svg' };
  if (sniffed.kind === 'other')
    throw new GroundingError('MEDIUM_UNSUPPORTED', `it looks like ${sniffed.looksLike ?? 'no kind of file known here'}`);
  const { format, size } = sniffed;
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

async function read(blob: Blob, bytes: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.slice(0, bytes).arrayBuffer());
  } catch (error) {
    throw new GroundingError('MEDIUM_UNREADABLE', `the file could not be read: ${String(error)}`, {
      retryable: true,
      cause: error,
    });
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
