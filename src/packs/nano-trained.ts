import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_666_476,
    sha256: '559b0ed33b3157929f4be46a398a893b5506908e0c686280287e0dba15fdac28',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: '6d0bb3256eee89f1c91c5599f552821b290f5057dc6dd60de4a6aa0edf7cfd77',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: '15110f0889865ea519685ee7e3098a4df5aa5f40c80235e55da858bb190dc444',
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
    sha256: '95d6b697fc3c4c29e41ead4e5b95a49e48d0b95ed09be0a392e9051bf7c81b48',
  },
  sounds: {
    path: 'sounds.onnx',
    bytes: 560_115,
    sha256: '0b2d392e8314a19d17c36e4d025845781d5e55cb58e870cd77a8436cd7458b4f',
  },
  sound: {
    path: 'sound.onnx',
    bytes: 2_145_743,
    sha256: '0f8ce588ae4c268b0626c7d6f051cf767e983d4bf0157a641f8c6a5e7d823abb',
  },
  soundClasses: {
    path: 'sound.json',
    bytes: 5_752,
    sha256: '7ad336796e2c6ed8cd1713e0f4b3e71797e113edbf91a43d37c228bb903a04c2',
  },
};
