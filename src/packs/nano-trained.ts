import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_666_477,
    sha256: 'f99aba4cc159cfde87b0c1f8a9e7fe09fff7d9b8f1557bf04292680a0446989b',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: 'e9a1d4e85c447c6e1b7e0fb8cd8c4ad40877c6279cc257f068247d64e8e071fd',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: '71d7d5555ff6009cea7da8b153f627c90294f9f89a5eb50b7af18121903c648c',
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
    sha256: 'afd2c8d00764c67085757cb3d7830c8046b4be47b2bf04f44625a3e3a3a8cb83',
  },
  sounds: {
    path: 'sounds.onnx',
    bytes: 560_116,
    sha256: '7d5baa00e531cc3c4e59462c486bcb7fc402fe0afff0664722fa271296bc040c',
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
