import { GroundingError } from '../../../src/packs/index.ts';
import { timed } from '../timed.ts';

/** Formats whose pictures may move, and that the browser's decoder reads frame by frame. */
const MOVING = new Set(['gif', 'webp', 'png', 'avif']);
/** Frames beyond that many are left out: one minute at 50 a second. */
const MOST_FRAMES = 3000;

/**
 * Makes a video of a picture that moves (GIF, animated WebP, PNG or AVIF): what is asked about it has times, and a player can play it.
 * Transparent places become white.
 *
 * @returns `null` for a picture that stays still, and where the browser cannot read or write such frames: it is a picture then.
 * @throws GroundingError `FETCH_OFFLINE` when the code for it cannot be fetched.
 */
export async function animationToVideo(blob: Blob, format: string): Promise<Blob | null> {
  if (!MOVING.has(format) || !('ImageDecoder' in self)) return null;
  const type = `image/${format}`;
  if (!(await ImageDecoder.isTypeSupported(type))) return null;
  const decoder = new ImageDecoder({ data: blob.stream(), type, preferAnimation: true });
  try {
    await decoder.tracks.ready;
    if (!decoder.tracks.selectedTrack?.animated) return null;
    await decoder.completed;
    const count = Math.min(decoder.tracks.selectedTrack.frameCount, MOST_FRAMES);
    if (count < 2) return null;
    const { encodeFrames } = await timed();
    return await encodeFrames(decoder, count);
  } catch (error) {
    if (error instanceof GroundingError) throw error;
    // What is broken midway may still be a picture.
    return null;
  } finally {
    decoder.close();
  }
}
