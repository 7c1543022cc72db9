import { hubPack } from '../manifest.ts';

const decoder = { path: 'onnx/prompt_encoder_mask_decoder.onnx', bytes: 16_500_000 };

/** Sizes are estimates until the hub is asked. */
export default hubPack({
  id: 'sam2',
  family: 'sam2',
  title: 'SAM 2.1 tiny',
  summary: 'A box or a click to the outline of the thing.',
  tasks: ['mask'],
  licence: 'Apache-2.0 (Meta)',
  media: ['picture'],
  hub: {
    repo: 'onnx-community/sam2.1-hiera-tiny-ONNX',
    revision: 'main',
    common: [
      { path: 'config.json', bytes: 2_000 },
      { path: 'preprocessor_config.json', bytes: 700 },
      { path: 'processor_config.json', bytes: 700, optional: true },
    ],
    variants: [
      {
        id: 'f16',
        title: 'half precision on the graphics card',
        devices: ['webgpu'],
        needs: { f16: true, buffer: 100e6 },
        dtype: { vision_encoder: 'fp16', prompt_encoder_mask_decoder: 'fp32' },
        files: [{ path: 'onnx/vision_encoder_fp16.onnx', bytes: 67_000_000 }, decoder],
      },
      {
        id: 'f32',
        title: 'full precision',
        devices: ['webgpu', 'wasm-threads', 'wasm'],
        needs: { buffer: 134e6 },
        dtype: { vision_encoder: 'fp32', prompt_encoder_mask_decoder: 'fp32' },
        files: [{ path: 'onnx/vision_encoder.onnx', bytes: 134_000_000 }, decoder],
      },
    ],
  },
});
