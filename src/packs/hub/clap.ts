import { hubPack } from '../manifest.ts';

const text = { path: 'onnx/text_model_quantized.onnx', bytes: 127_000_000 };

/** Sizes: the model's page on the hub, rounded. */
export default hubPack({
  id: 'clap',
  family: 'clap',
  title: 'CLAP',
  summary: 'Open words for sounds to times: “glass breaking”, “a crowd cheers”.',
  tasks: ['sounds'],
  licence: 'Apache-2.0 (LAION)',
  media: ['sound', 'video'],
  hub: {
    repo: 'Xenova/clap-htsat-unfused',
    revision: 'main',
    common: [
      { path: 'config.json', bytes: 5_000 },
      { path: 'preprocessor_config.json', bytes: 600 },
      { path: 'tokenizer.json', bytes: 2_100_000 },
      { path: 'tokenizer_config.json', bytes: 1_300 },
    ],
    variants: [
      {
        id: 'f32',
        title: 'full precision for sound',
        devices: ['webgpu', 'wasm-threads'],
        needs: { buffer: 100e6 },
        dtype: { audio_model: 'fp32', text_model: 'q8' },
        files: [{ path: 'onnx/audio_model.onnx', bytes: 118_000_000 }, text],
      },
      {
        id: 'q8',
        title: '8-bit precision on the processor',
        devices: ['wasm-threads', 'wasm'],
        dtype: { audio_model: 'q8', text_model: 'q8' },
        files: [{ path: 'onnx/audio_model_quantized.onnx', bytes: 34_300_000 }, text],
      },
    ],
  },
});
