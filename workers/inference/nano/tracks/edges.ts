import type { Span } from '../../../../src/core/index.ts';
import type { VideoData } from '../../../../src/packs/index.ts';
import type { ImageEncoder } from '../image-encoder/index.ts';
import type { Tracklet } from './tracklet.ts';

/** Seconds to which a beginning or an end is found. */
const EXACT = 0.25;
/** Frames are read at this size. */
const FRAME_SIDE = 640;

/**
 * Looks closer at when a thing comes and goes, where frames were far apart: halves the time between the last frame without it and the
 * first with it until that is exact to a quarter of a second.
 *
 * @param step seconds between the frames that were looked at
 * @param total the video's duration in seconds
 */
export async function refineEdges(
  tracklet: Tracklet,
  { step, total }: { readonly step: number; readonly total: number },
  video: VideoData,
  encoder: ImageEncoder,
  signal: AbortSignal,
): Promise<Tracklet> {
  const { boxes, span } = tracklet.tube;
  const name = tracklet.classes[0]?.name;
  const isThere = async (time: number): Promise<boolean> => {
    for await (const { pixels } of video.frames([time], FRAME_SIDE, signal)) {
      const proposals = await encoder.encodeFrame(pixels, { signal });
      return proposals.some(({ classes }) => classes[0]?.name === name);
    }
    return false;
  };
  /** @param inside a time at which it is there; `outside`: one at which it is not */
  const edge = async (inside: number, outside: number): Promise<number> => {
    let [there, gone] = [inside, outside];
    while (Math.abs(there - gone) > EXACT) {
      const middle = (there + gone) / 2;
      if (await isThere(middle)) there = middle;
      else gone = middle;
    }
    return (there + gone) / 2;
  };
  const [first, last] = [boxes[0]!.time, boxes.at(-1)!.time];
  const refined: Span = [
    span[0] <= 0 ? 0 : await edge(first, Math.max(0, first - step)),
    span[1] >= total ? total : await edge(last, Math.min(total, last + step)),
  ];
  return { ...tracklet, tube: { span: refined, boxes } };
}
