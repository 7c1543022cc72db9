import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_666_477,
    sha256: '17f0c73d5f1015ed294bd7e3e016e6501c6c2b4d7ba27f0bd98a0b78abe1bb14',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: '41adcc2ef51403143381afbc3dde1dc7e15bb55b7da1c0a0e5053350d783c8cb',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: '693bc4f630ff1a48a0209f6cbfdbe4d0450232a4439f47681280bb43ecbc59eb',
  },
  tokenizer: {
    path: 'tokenizer.json',
    bytes: 130_678,
    sha256: '1ed2bd9f694df6dc0d93819f499542a5c00905c86d505df1a55848370469827b',
  },
  config: {
    path: 'config.json',
    bytes: 2_494,
    sha256: '3b8aa35858dea4a83d835f611cdef24ae0bea1a972227b43c8b8f403fcc00627',
  },
  tracks: {
    path: 'tracks.onnx',
    bytes: 2_006_794,
    sha256: '78edd6421a07672f2bdbdf4ec743788471766cac69d8b9108444bef0c3c46dd4',
  },
  sounds: {
    path: 'sounds.onnx',
    bytes: 560_116,
    sha256: '1a1384fa6324dda82f9149a6bf20f90346c9a867c5720723c78c80ec95fcb444',
  },
  sound: {
    path: 'sound.onnx',
    bytes: 621_789,
    sha256: '0cd04a5c8be0e88c721663ecd175ca8c48b25fd81f1a0bb8ea72f52cd7bf19a0',
  },
  soundClasses: {
    path: 'sound.json',
    bytes: 5_685,
    sha256: 'c452a2e268f5a52ee2c816d1a4aaf0408daddc3444e1450946783cb32ac5b420',
  },
};
