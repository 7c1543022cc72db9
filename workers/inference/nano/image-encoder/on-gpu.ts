import type * as OrtModule from 'onnxruntime-common';
import type { ConvolutionalNetwork } from '../../../../src/packs/index.ts';

/**
 * A graph of one picture as a network of the runtime on the graphics card.
 *
 * @param ort the runtime's build for WebGPU
 * @param model an ONNX file's bytes; its input, `[1, channels, height, width]`, is called `image`
 */
export async function networkOnGpu(ort: typeof OrtModule, model: Uint8Array): Promise<ConvolutionalNetwork> {
  const session = await ort.InferenceSession.create(model, {
    executionProviders: ['webgpu'],
    graphOptimizationLevel: 'all',
  });
  return {
    async run(planes, { width, height }) {
      const channels = planes.length / (width * height);
      const outputs = await session.run({ image: new ort.Tensor('float32', planes, [1, channels, height, width]) });
      return new Map(
        Object.entries(outputs).flatMap(([name, { data }]) => (data instanceof Float32Array ? [[name, data]] : [])),
      );
    },
    dispose: () => session.release(),
  };
}
