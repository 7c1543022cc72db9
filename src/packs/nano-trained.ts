import type { PackFile } from './manifest.ts';

/** The trained files of the built-in pack, written by `tools/models/adopt.ts`. */
export const TRAINED: Readonly<Record<string, PackFile>> = {
  adapter: {
    path: 'adapter.onnx',
    bytes: 1_365_599,
    sha256: '6001b41b3f1015ea184c26a9aa74e9b9348455e09bc928705ffc3b7061549a29',
  },
  decoder: {
    path: 'decoder.onnx',
    bytes: 3_564_527,
    sha256: 'ca9d129dbe73d7145da075a867330689fedd3ccfaddb14871cc4f5812523cad9',
  },
  embeddings: {
    path: 'embeddings.bin',
    bytes: 1_048_576,
    sha256: '037d2b8b99752e6ca3f4ada1ee7c730064fb8730b540334a450b7e00261bb2dd',
  },
  tokenizer: {
    path: 'tokenizer.json',
    bytes: 130_678,
    sha256: '1ed2bd9f694df6dc0d93819f499542a5c00905c86d505df1a55848370469827b',
  },
  config: {
    path: 'config.json',
    bytes: 1_503,
    sha256: '5d02f71191ea66bffc88becc942dca064cdd3e5ba61ab0310cbf31bf761fe3b4',
  },
};
