import { hubPack } from '../manifest.ts';

const ONNX = 'onnx/';
const common = [
  { path: 'config.json', bytes: 4_000 },
  { path: 'generation_config.json', bytes: 300, optional: true },
  { path: 'preprocessor_config.json', bytes: 1_000 },
  { path: 'processor_config.json', bytes: 200, optional: true },
  { path: 'tokenizer.json', bytes: 2_300_000 },
  { path: 'tokenizer_config.json', bytes: 35_000 },
];
const encoder = { path: `${ONNX}encoder_model_q4.onnx`, bytes: 30_100_000 };
const decoder = { path: `${ONNX}decoder_model_merged_q4.onnx`, bytes: 64_400_000 };

/**
 * Florence-2 is sensitive to quantization of its vision encoder (transformers.js' guide to dtypes): that part stays in 16 or 32 bits on the
 * graphics card, as in the official demo. Sizes: the model's page on the hub, rounded.
 */
export default hubPack({
  id: 'florence2',
  family: 'florence2',
  title: 'Florence-2 base',
  summary: 'Open words to boxes, region to words, detailed captions, and text in pictures with its places.',
  tasks: ['ground', 'caption', 'read', 'detect'],
  licence: 'MIT (Microsoft)',
  media: ['picture'],
  hub: {
    repo: 'onnx-community/Florence-2-base-ft',
    revision: 'main',
    common,
    variants: [
      {
        id: 'f16',
        title: 'half and 4-bit precision on the graphics card',
        devices: ['webgpu'],
        needs: { f16: true, buffer: 200e6 },
        dtype: { embed_tokens: 'fp16', vision_encoder: 'fp16', encoder_model: 'q4', decoder_model_merged: 'q4' },
        files: [
          { path: `${ONNX}embed_tokens_fp16.onnx`, bytes: 79_000_000 },
          { path: `${ONNX}vision_encoder_fp16.onnx`, bytes: 184_000_000 },
          encoder,
          decoder,
        ],
      },
      {
        id: 'f32',
        title: 'full and 4-bit precision',
        devices: ['webgpu'],
        needs: { buffer: 400e6 },
        dtype: { embed_tokens: 'fp32', vision_encoder: 'fp32', encoder_model: 'q4', decoder_model_merged: 'q4' },
        files: [
          { path: `${ONNX}embed_tokens.onnx`, bytes: 158_000_000 },
          { path: `${ONNX}vision_encoder.onnx`, bytes: 367_000_000 },
          encoder,
          decoder,
        ],
      },
      {
        id: 'q4',
        title: '4-bit precision on the processor',
        devices: ['wasm-threads', 'wasm'],
        dtype: { embed_tokens: 'fp32', vision_encoder: 'q4', encoder_model: 'q4', decoder_model_merged: 'q4' },
        files: [
          { path: `${ONNX}embed_tokens.onnx`, bytes: 158_000_000 },
          { path: `${ONNX}vision_encoder_q4.onnx`, bytes: 81_200_000 },
          encoder,
          decoder,
        ],
      },
    ],
  },
});
