import { GroundingError, type ConvolutionalNetwork } from '../../../../src/packs/index.ts';
import { scalePixels, type Pixels } from '../../../../src/core/index.ts';
import { drawPixels, inputSize, INPUT_SIDES, MOST_NUMBERS, toTensor } from './input.ts';
import { STRIDE } from './decode.ts';
import { findCandidates, toProposals, type Candidate, type Proposal } from './proposals.ts';
import { Stillness } from './stillness.ts';

export { COCO_CLASSES, type CocoClass } from './coco.ts';
export { COLOUR_NAMES, measureColours, type ColourName, type ColourShare } from './colours.ts';
export { THRESHOLDS, type ClassScore, type Proposal } from './proposals.ts';

/** Pictures in, proposals out. One at a time: the network runs one picture after another. */
export interface ImageEncoder {
  /**
   * The things in a picture, best first, at most 40. `bitmap` is the picture as displayed; it is not closed.
   *
   * Throws the signal's reason when aborted before, between or after the network's two passes (a pass itself cannot be stopped;
   * the longer one takes 0.05 to 0.2 s on the processor). Anything that the network throws means that it is poisoned.
   */
  encode(bitmap: ImageBitmap, options?: { readonly signal?: AbortSignal }): Promise<Proposal[]>;
  /**
   * As `encode`, in one pass over the smaller input: for the many frames of a video, whose neighbours make up for what one misses. A frame
   * that looks like the last one has its proposals.
   */
  encodeFrame(frame: Pixels, options?: { readonly signal?: AbortSignal }): Promise<readonly Proposal[]>;
  dispose(): Promise<void>;
}

/**
 * @param detector `detector.onnx`, on the graphics card or on the processor: both give the same proposals up to float rounding. It is disposed of
 * with the encoder.
 */
export function createImageEncoder(detector: ConvolutionalNetwork): ImageEncoder {
  const room = new Float32Array(MOST_NUMBERS);
  const pass = async (pixels: Pixels): Promise<Candidate[]> => {
    const { width, height } = pixels;
    const outputs = await detector.run(toTensor(pixels, room), { width, height });
    const [keypoints, wh] = [outputs.get('keypoints'), outputs.get('wh')];
    if (!keypoints || !wh) throw new GroundingError('MODEL_CORRUPT', 'the detector has no outputs keypoints and wh');
    const heads = { keypoints, wh, rows: height / STRIDE, columns: width / STRIDE };
    return findCandidates(heads, { width, height });
  };
  const still = new Stillness<readonly Proposal[]>();
  return {
    async encode(bitmap, options = {}) {
      const [large, small] = INPUT_SIDES;
      options.signal?.throwIfAborted();
      const pixels = drawPixels(bitmap, large);
      const first = await pass(pixels);
      options.signal?.throwIfAborted();
      const second = await pass(drawPixels(bitmap, small));
      options.signal?.throwIfAborted();
      return toProposals([first, second], pixels);
    },
    async encodeFrame(frame, options = {}) {
      options.signal?.throwIfAborted();
      const pixels = scalePixels(frame, inputSize(frame, INPUT_SIDES[1]));
      const before = still.recall(pixels);
      if (before) return before;
      const only = await pass(pixels);
      options.signal?.throwIfAborted();
      const proposals = toProposals([only], pixels);
      still.keep(pixels, proposals);
      return proposals;
    },
    dispose: () => detector.dispose(),
  };
}
