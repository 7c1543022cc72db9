import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 2_729_689,
    sha256: 'edac8f4ee20d45aad55134fdaabcf731baa5d035ef06a43250a66088417f434f',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: '54eff66fbfa09f70ddf6f2f617bc125223f9344d0736e3a04fa0589cfb102bed',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: 'aaa0142896664791cf44e772f3fb74865bf5dd90d77ec8757493f6d65640585a',
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
    sha256: '479ced3d0eb73b1fb5c73ab9619ede063cfbc6022b91622cf4cd98554130ee2d',
  },
};
