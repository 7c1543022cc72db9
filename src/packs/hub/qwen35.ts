import { hubPack } from '../manifest.ts';

/** Sizes are estimates until the hub is asked (the whole q4f16 set is about 650 MB). */
export default hubPack({
  id: 'qwen35',
  family: 'qwen35',
  title: 'Qwen3.5 0.8B',
  summary: 'Free conversation about what is seen, with boxes; videos as timed frames; yes or no about absent things.',
  tasks: ['chat', 'caption', 'read', 'ground'],
  licence: 'Apache-2.0 (Alibaba Cloud)',
  media: ['picture', 'video'],
  hub: {
    repo: 'onnx-community/Qwen3.5-0.8B-ONNX',
    revision: 'main',
    common: [
      { path: 'config.json', bytes: 5_000 },
      { path: 'generation_config.json', bytes: 300, optional: true },
      { path: 'preprocessor_config.json', bytes: 700 },
      { path: 'processor_config.json', bytes: 1_500, optional: true },
      { path: 'chat_template.jinja', bytes: 7_000, optional: true },
      { path: 'tokenizer.json', bytes: 19_000_000 },
      { path: 'tokenizer_config.json', bytes: 12_000 },
    ],
    variants: [
      {
        id: 'q4f16',
        title: '4-bit and half precision on the graphics card',
        devices: ['webgpu'],
        needs: { f16: true, buffer: 260e6 },
        dtype: { embed_tokens: 'q4f16', vision_encoder: 'q4f16', decoder_model_merged: 'q4f16' },
        files: [
          { path: 'onnx/embed_tokens_q4f16.onnx', bytes: 150_000_000 },
          { path: 'onnx/vision_encoder_q4f16.onnx', bytes: 60_000_000 },
          { path: 'onnx/decoder_model_merged_q4f16.onnx', bytes: 440_000_000 },
        ],
        memory: 1_600_000_000,
      },
      {
        id: 'q4',
        title: '4-bit precision',
        devices: ['webgpu', 'wasm-threads', 'wasm'],
        needs: { buffer: 260e6 },
        dtype: { embed_tokens: 'q4', vision_encoder: 'q4', decoder_model_merged: 'q4' },
        files: [
          { path: 'onnx/embed_tokens_q4.onnx', bytes: 160_000_000 },
          { path: 'onnx/vision_encoder_q4.onnx', bytes: 70_000_000 },
          { path: 'onnx/decoder_model_merged_q4.onnx', bytes: 520_000_000 },
        ],
        memory: 1_900_000_000,
      },
    ],
  },
});
