import { hubPack } from '../manifest.ts';

/** Sizes: the model's page on the hub, rounded. The 8-bit export is for the processor only: its operators have no WebGPU kernels. */
export default hubPack({
  id: 'grounding-dino',
  family: 'grounding-dino',
  title: 'Grounding DINO tiny',
  summary: 'Finds every box of open words, with scores; says honestly when nothing is there.',
  tasks: ['detect', 'ground'],
  licence: 'Apache-2.0 (IDEA Research)',
  media: ['picture', 'video'],
  hub: {
    repo: 'onnx-community/grounding-dino-tiny-ONNX',
    revision: 'main',
    common: [
      { path: 'config.json', bytes: 1_500 },
      { path: 'preprocessor_config.json', bytes: 500 },
      { path: 'tokenizer.json', bytes: 712_000 },
      { path: 'tokenizer_config.json', bytes: 1_300 },
    ],
    variants: [
      {
        id: 'f16',
        title: 'half precision on the graphics card',
        devices: ['webgpu'],
        needs: { f16: true, buffer: 200e6 },
        dtype: 'fp16',
        files: [{ path: 'onnx/model_fp16.onnx', bytes: 360_000_000 }],
      },
      {
        id: 'q4',
        title: '4-bit precision on the graphics card',
        devices: ['webgpu'],
        needs: { buffer: 200e6 },
        dtype: 'q4',
        files: [{ path: 'onnx/model_q4.onnx', bytes: 227_000_000 }],
      },
      {
        id: 'q8',
        title: '8-bit precision on the processor',
        devices: ['wasm-threads', 'wasm'],
        dtype: 'q8',
        files: [{ path: 'onnx/model_quantized.onnx', bytes: 204_000_000 }],
      },
    ],
  },
});
