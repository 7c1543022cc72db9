import { hubPack } from '../manifest.ts';

/** Weights lie beside their graphs. The decoder stays in full precision: it is small, and in half precision it fails on graphics cards. */
const decoder = [
  { path: 'onnx/prompt_encoder_mask_decoder.onnx', bytes: 213_114 },
  { path: 'onnx/prompt_encoder_mask_decoder.onnx_data', bytes: 20_958_208, optional: true },
];

/** Sizes as they were in other projects' lists of these files; the hub is asked before anything is downloaded. */
export default hubPack({
  id: 'sam2',
  family: 'sam2',
  title: 'SAM 2.1 tiny',
  summary: 'Outlines what you draw a box around, or put a small one on.',
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
        files: [
          { path: 'onnx/vision_encoder_fp16.onnx', bytes: 314_925 },
          { path: 'onnx/vision_encoder_fp16.onnx_data', bytes: 67_005_504, optional: true },
          ...decoder,
        ],
      },
      {
        id: 'f32',
        title: 'full precision',
        devices: ['webgpu', 'wasm-threads', 'wasm'],
        needs: { buffer: 134e6 },
        dtype: { vision_encoder: 'fp32', prompt_encoder_mask_decoder: 'fp32' },
        files: [
          { path: 'onnx/vision_encoder.onnx', bytes: 354_238 },
          { path: 'onnx/vision_encoder.onnx_data', bytes: 134_084_864, optional: true },
          ...decoder,
        ],
      },
    ],
  },
});
