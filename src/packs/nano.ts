import type { PackManifest } from './manifest.ts';
import { TRAINED } from './nano-trained.ts';

/**
 * The built-in pack. Its files are made by `tools/models/build.ts`, which checks size and checksum below and, with `--write`,
 * updates them.
 */
export const NANO: PackManifest = {
  id: 'nano',
  family: 'nano',
  title: 'GroundingGPT-nano',
  summary:
    'Built in: a small language model of our own that finds the 80 everyday things of COCO in pictures and videos and 55 sounds in recordings, says where and when they are, counts them and tells their colours. Part of the page: nothing more to download.',
  tasks: ['ground', 'detect', 'caption', 'moments'],
  revision: '2026-8',
  licence:
    'Adapter and decoder: trained for this project, MIT. Detector weights: MIT, Copyright (c) Vladimir Mandic (npm @vladmandic/human 3.3.6). Originally trained on COCO by the authors of github.com/610265158/mobilenetv3_centernet, whose repository states no licence.',
  media: ['picture', 'video', 'sound'],
  devices: ['webgpu', 'wasm-threads', 'wasm'],
  // The image encoder has threads of its own; the decoder is too small for several to be faster.
  runtimeThreads: 1,
  base: 'packs/nano/',
  files: {
    detector: {
      path: 'detector.onnx',
      bytes: 4_078_131,
      sha256: 'e63704db2ad0d8934d3c6c7a83410c3e3a035979692f4579aebd2a6c18353905',
    },
    ...TRAINED,
  },
  // What a question about a picture does not need.
  later: ['tracks', 'sounds', 'sound', 'soundClasses'],
};
