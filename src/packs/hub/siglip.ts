import { hubPack } from '../manifest.ts';

const text = { path: 'onnx/text_model_quantized.onnx', bytes: 111_000_000 };

/** Sizes: the model's page on the hub, rounded. The text tower runs on the processor: it is asked once a question. */
export default hubPack({
  id: 'siglip',
  family: 'siglip',
  title: 'SigLIP base',
  summary: 'Open words to moments in a video, also in hours of it: compares every sampled frame with your words.',
  tasks: ['moments'],
  licence: 'Apache-2.0 (Google)',
  media: ['video'],
  hub: {
    repo: 'Xenova/siglip-base-patch16-224',
    revision: 'main',
    common: [
      { path: 'config.json', bytes: 700 },
      { path: 'preprocessor_config.json', bytes: 400 },
      { path: 'tokenizer.json', bytes: 2_400_000 },
      { path: 'tokenizer_config.json', bytes: 1_000 },
    ],
    variants: [
      {
        id: 'f16',
        title: 'half precision on the graphics card',
        devices: ['webgpu'],
        needs: { f16: true, buffer: 100e6 },
        dtype: { vision_model: 'fp16', text_model: 'q8' },
        files: [{ path: 'onnx/vision_model_fp16.onnx', bytes: 186_000_000 }, text],
      },
      {
        id: 'f32',
        title: 'full precision on the graphics card',
        devices: ['webgpu'],
        needs: { buffer: 200e6 },
        dtype: { vision_model: 'fp32', text_model: 'q8' },
        files: [{ path: 'onnx/vision_model.onnx', bytes: 372_000_000 }, text],
      },
      {
        id: 'q8',
        title: '8-bit precision on the processor',
        devices: ['wasm-threads', 'wasm'],
        dtype: { vision_model: 'q8', text_model: 'q8' },
        files: [{ path: 'onnx/vision_model_quantized.onnx', bytes: 99_500_000 }, text],
      },
    ],
  },
});
