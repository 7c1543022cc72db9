import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 2_729_689,
    sha256: '7b9c7e64ec716bcaa349c22593808736e551995de5dc45318cc1f83c10617fe0',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: '001cd29554212ff55a51ca8187ed2347da5f91468eb35c6091e29950d2c7a4d7',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: 'a20c6abb10598ee47b3418c0ce032ca57ad6cfbe89ae2076835c85f58c317516',
  },
  tokenizer: {
    path: 'tokenizer.json',
    bytes: 130_678,
    sha256: '1ed2bd9f694df6dc0d93819f499542a5c00905c86d505df1a55848370469827b',
  },
  config: {
    path: 'config.json',
    bytes: 1_726,
    sha256: '1968a43a0db0c475aeb8bf1564146e4e7572b31a29103d73104bafc675a7454d',
  },
  tracks: {
    path: 'tracks.onnx',
    bytes: 3_360_393,
    sha256: 'f23f7d04540414d16ed77cf836f41ba6c01b49770fab0ff92f54eec34dd119ce',
  },
};
