import { hubPack } from '../manifest.ts';

/** Word times need the `_timestamped` exports. Encoder in full precision on the graphics card, as in the official demo. */
export default hubPack({
  id: 'whisper',
  family: 'whisper',
  title: 'Whisper base',
  summary: 'Spoken words of some hundred languages with the time of each: “when does she say …?”, transcript, WebVTT.',
  tasks: ['speech'],
  licence: 'MIT (OpenAI)',
  media: ['sound', 'video'],
  hub: {
    repo: 'onnx-community/whisper-base_timestamped',
    revision: 'main',
    common: [
      { path: 'config.json', bytes: 2_200 },
      { path: 'generation_config.json', bytes: 3_900 },
      { path: 'preprocessor_config.json', bytes: 400 },
      { path: 'tokenizer.json', bytes: 2_500_000 },
      { path: 'tokenizer_config.json', bytes: 283_000 },
    ],
    variants: [
      {
        id: 'f32-q4',
        title: 'full and 4-bit precision on the graphics card',
        devices: ['webgpu'],
        needs: { buffer: 130e6 },
        dtype: { encoder_model: 'fp32', decoder_model_merged: 'q4' },
        files: [
          { path: 'onnx/encoder_model.onnx', bytes: 82_500_000 },
          { path: 'onnx/decoder_model_merged_q4.onnx', bytes: 123_000_000 },
        ],
      },
      {
        id: 'q8',
        title: '8-bit precision on the processor',
        devices: ['wasm-threads', 'wasm'],
        dtype: { encoder_model: 'q8', decoder_model_merged: 'q8' },
        files: [
          { path: 'onnx/encoder_model_quantized.onnx', bytes: 23_200_000 },
          { path: 'onnx/decoder_model_merged_quantized.onnx', bytes: 53_700_000 },
        ],
      },
    ],
  },
});
