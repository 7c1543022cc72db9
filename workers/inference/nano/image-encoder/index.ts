import type * as OrtModule from 'onnxruntime-web/wasm';
import { GroundingError, type DeviceKind } from '../../../../src/packs/index.ts';
import { scalePixels, type Pixels } from '../../../../src/core/index.ts';
import { drawPixels, inputSize, INPUT_SIDES, toTensor } from './input.ts';
import { STRIDE } from './decode.ts';
import { toProposals, type Pass, type Proposal } from './proposals.ts';
import { Stillness } from './stillness.ts';

export { COCO_CLASSES, type CocoClass } from './coco.ts';
export { COLOUR_NAMES, measureColours, type ColourName, type ColourShare } from './colours.ts';
export { THRESHOLDS, type ClassScore, type Proposal } from './proposals.ts';

type Ort = typeof OrtModule;

/** Pictures in, proposals out. One at a time: the session runs one picture after another. */
export interface ImageEncoder {
  /**
   * The things in a picture, best first, at most 40. `bitmap` is the picture as displayed; it is not closed.
   *
   * Throws the signal's reason when aborted before, between or after the network's two passes (a pass itself cannot be stopped;
   * the longer one takes 0.1 to 0.3 s on wasm). Anything that the runtime throws means that it is poisoned.
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
 * Makes the detector's session.
 *
 * @param ort the runtime's build for the device: `onnxruntime-web/webgpu` or `onnxruntime-web/wasm`, set up by the caller (paths,
 * threads). Both get the same tensor and give the same proposals up to float rounding.
 * @param model the bytes of `detector.onnx`.
 */
export async function createImageEncoder(ort: Ort, model: Uint8Array, device: DeviceKind): Promise<ImageEncoder> {
  const session = await ort.InferenceSession.create(model, {
    executionProviders: [device === 'webgpu' ? 'webgpu' : 'wasm'],
    graphOptimizationLevel: 'all',
  });
  const pass = async (pixels: Pixels): Promise<Pass> => {
    const { width, height } = pixels;
    const tensor = new ort.Tensor('float32', toTensor(pixels), [1, 3, height, width]);
    const outputs = await session.run({ image: tensor });
    const [keypoints, wh] = [outputs['keypoints']?.data, outputs['wh']?.data];
    if (!(keypoints instanceof Float32Array) || !(wh instanceof Float32Array)) {
      throw new GroundingError('MODEL_CORRUPT', 'the detector has no float outputs keypoints and wh');
    }
    return { heads: { keypoints, wh, rows: height / STRIDE, columns: width / STRIDE }, input: { width, height } };
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
    dispose: () => session.release(),
  };
}
