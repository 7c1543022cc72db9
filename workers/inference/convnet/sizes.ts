import type { Size } from '../../../src/core/index.ts';
import type { Layer, Network, Window } from './layers.ts';

/** The size of every tensor for a picture of `size`, px. */
export function sizesOf({ input, layers, parts }: Network, size: Size): Map<string, Size> {
  const sizes = new Map<string, Size>([[input.name, size]]);
  for (const layer of layers) {
    const y = outputSize(layer, sizes.get(layer.x)!);
    sizes.set(layer.y, y);
    const part = parts.get(layer.y);
    if (part) sizes.set(part.of, y);
  }
  return sizes;
}

function outputSize(layer: Layer, { width, height }: Size): Size {
  if (layer.kind === 'mean') return { width: 1, height: 1 };
  if (layer.kind === 'double') return { width: 2 * width, height: 2 * height };
  if (layer.kind === 'pointwise' || layer.kind === 'scale') return { width, height };
  return windows(layer.kind === 'separable' ? layer.depthwise.window : layer.window, width, height);
}

/** How many windows fit (ONNX, Conv). */
function windows({ kernel, stride, top, left, bottom, right }: Window, width: number, height: number): Size {
  return {
    width: Math.floor((width + left + right - kernel) / stride) + 1,
    height: Math.floor((height + top + bottom - kernel) / stride) + 1,
  };
}
