import { hubPack } from '../manifest.ts';

/** A session, and its weights: the larger exports of the family have them in a file beside it, small ones inside. */
const session = (name: string, bytes: number) => [
  { path: `onnx/${name}.onnx`, bytes: 1_000_000 },
  { path: `onnx/${name}.onnx_data`, bytes, optional: true },
];

/** Sizes are estimates until the hub is asked (the whole q4f16 set is about 650 MB). */
export default hubPack({
  id: 'qwen35',
  family: 'qwen35',
  title: 'Qwen3.5 0.8B',
  summary: 'Free conversation about what is seen, with boxes; videos frame by frame; yes or no about absent things.',
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
          ...session('embed_tokens_q4f16', 150_000_000),
          ...session('vision_encoder_q4f16', 60_000_000),
          ...session('decoder_model_merged_q4f16', 440_000_000),
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
          ...session('embed_tokens_q4', 160_000_000),
          ...session('vision_encoder_q4', 70_000_000),
          ...session('decoder_model_merged_q4', 520_000_000),
        ],
        memory: 1_900_000_000,
      },
    ],
  },
});
