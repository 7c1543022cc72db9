import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 2_729_689,
    sha256: 'e4857855369c0e07a3cf23544cf89c75c144fad2ecee594b395a0d78d09c34dd',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_643_401,
    sha256: 'dafe6271a16494a84c38d427aa84952343bc233b598a8b3a10975b6a7ce588a5',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_056_768,
    sha256: '2b7e138edce219760583976c599a47e2a8d61e49b18eaae5f46d039c47485e3c',
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
    sha256: '591bc105173bced867767d8335901750d61bf467b76c3941a1c4e5cb3ae58f94',
  },
};
