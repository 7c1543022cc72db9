import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_666_476,
    sha256: 'edf58ce894e982120f96c32ef5fd680eb43215ba74496a093e34af374d616cda',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: 'f4ebf4256ca764e7ae77ebe9f32ce8ba8fecf24321f15a72a5d7f638683f1479',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: '4bc8c90082d11898b6c0d3b42481558222c0e701e0da7a48e0e15bcc993c1e96',
  },
  tokenizer: {
    path: 'tokenizer.json',
    bytes: 130_678,
    sha256: '1ed2bd9f694df6dc0d93819f499542a5c00905c86d505df1a55848370469827b',
  },
  config: {
    path: 'config.json',
    bytes: 5_258,
    sha256: 'e7813463a41c4ac7e4a3aa4030a691f77f6be3f1293eb3a2af5b81b4becae183',
  },
  tracks: {
    path: 'tracks.onnx',
    bytes: 2_006_793,
    sha256: '18d0986c3d6f22cca325f35ca1eba95de6489efc91233ed802bc804e8cc06bc6',
  },
  sounds: {
    path: 'sounds.onnx',
    bytes: 560_115,
    sha256: 'd87615fe9e0c35f511ebf8287d225f5e4b4973b82424215258030027d8a70b3b',
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
