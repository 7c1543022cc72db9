import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_666_477,
    sha256: '922056792699fa54c35ae341d1019dc26707d601bc80a38d91db57c58a1e9dd0',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: '67037042b0cb08803c0bf26bc0af5171a0617eb321b3b0de8a0fbc5a5df10220',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: 'fdb9dd9da179e1175552242fae5f5d96ae2a32b75640c004e9960bdcdb146af3',
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
    sha256: '5e47f7a0443dcfa87c9e3b3759143bf33aa53f3873cb315c7f8a37be7b852874',
  },
  sounds: {
    path: 'sounds.onnx',
    bytes: 560_116,
    sha256: '39e48d513578d17cc36e7b7093e493c2dae569a6bd6f7042b2478bb2711f1fc3',
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
