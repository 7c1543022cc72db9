import { expect, it } from 'vitest';
import { groupOf } from './classify.ts';

it.each([
  ['index.html', 'shell'],
  ['assets/worker-DtMm8JuO.js', 'shell'],
  ['icons/icon-192.png', 'shell'],
  ['assets/ort-wasm-simd-threaded-DcHrbrbl.wasm', 'cpu'],
  ['assets/ort-wasm-simd-threaded.asyncify-D5D0fo7z.wasm', 'gpu'],
  ['assets/ffmpeg-core-CgUfceKH.wasm', 'other'],
  ['packs/nano/decoder.onnx', 'pack'],
  ['samples/jockey.jpg', 'pack'],
  ['assets/index-DUb1JQj7.js.map', null],
  ['samples/NOTICE.txt', null],
  ['sw.js', null],
] as const)('%s: %s', (path, group) => {
  expect(groupOf(path, 70_000)).toBe(group);
});

it('keeps a large sample only once it was opened', () => {
  expect(groupOf('samples/street.mp4', 2_000_000)).toBe('other');
});
