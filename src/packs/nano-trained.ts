import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_666_477,
    sha256: '0736b39933b368e4634e50b1732a348963dcefa0b398b7bd7347d3a8a761f9bf',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: 'f3ec3f1cf4bc81e9ff390ee1f17b34b80593bc79464726d03fcef548249c5397',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: 'fcccee1915b8ab99c788f67f3542aa339920cac754a9090fc6aeb58f71c6b1cd',
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
    sha256: '0b18889f9316b78921177ec0aa7d6e1f616d7fee120e8f839706992527a678c2',
  },
  sounds: {
    path: 'sounds.onnx',
    bytes: 560_116,
    sha256: 'cd00afc8e324142bf7db6c26be020ff19a7a91b53b31e3074ed2754175357671',
  },
  sound: {
    path: 'sound.onnx',
    bytes: 1_177_016,
    sha256: '120163fd7753184dc88c2ce17d5e2282119197e838710f4b7187d706ed6e0a5e',
  },
  soundClasses: {
    path: 'sound.json',
    bytes: 5_722,
    sha256: 'aa4da69ae2ecb099c0aeda81514d0bf026d4897b8cd31768c5bb52493e7abde3',
  },
};
