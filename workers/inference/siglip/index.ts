import type * as Transformers from '@huggingface/transformers';
import {
  GroundingError,
  type GroundingModel,
  type LoadContext,
  type MediumData,
  type PackManifest,
} from '../../../src/packs/index.ts';
import { normalize, type Plan } from '../embeddings.ts';
import { openTransformers, toRawImage } from '../transformers.ts';
import { TwoTowers, type Towers, type TwoTowerFamily } from '../two-towers.ts';

/** Longer side of the frames that are asked for, in pixels: the processor makes squares of 224 of them. */
const FRAME_SIDE = 336;

/**
 * Cosines of SigLIP base: its probability is `sigmoid(117.3 x cosine - 12.9)` (logit scale and bias of the published checkpoint), 0.02 and
 * 0.3 at these two. Where to cut was not measured with the real checkpoint.
 */
const SCALE = { least: 0.077, sure: 0.103 } as const;

/** SigLIP (Zhai et al. 2023, arXiv 2303.15343): every sampled frame is compared with the words. */
const FAMILY: TwoTowerFamily = {
  open,
  // The prompt of the authors' own zero-shot examples.
  toText: (phrase) => `This is a photo of ${phrase.toLowerCase()}.`,
  sense: 'see',
  scale: SCALE,
  sampling: `frames of ${FRAME_SIDE} pixels`,
  finest: 0.5,
  most: { webgpu: 1800, 'wasm-threads': 240, wasm: 120 },
};

async function open(context: LoadContext): Promise<Towers> {
  const { library, repo, files, model } = await openTransformers(context);
  const processor = await library.AutoImageProcessor.from_pretrained(repo, files);
  const tokenizer = await library.AutoTokenizer.from_pretrained(repo, files);
  const sight = await library.SiglipVisionModel.from_pretrained(repo, model);
  // Asked once a question: not worth the memory of the graphics card.
  const reader = await library.SiglipTextModel.from_pretrained(repo, {
    ...model,
    session_options: { executionProviders: ['wasm'] },
  });
  return {
    async words(texts) {
      const inputs = tokenizer([...texts], { padding: 'max_length', max_length: 64, truncation: true });
      return rowsOf(await reader(inputs));
    },
    async *looks(medium: MediumData, { times }: Plan, first: number, signal: AbortSignal) {
      if (medium.kind !== 'video') throw new GroundingError('INVALID_REQUEST', 'SigLIP sees and does not hear');
      const wanted = times.slice(first);
      let given = 0;
      let last: Float32Array | null = null;
      for await (const { time, pixels } of medium.frames(wanted, FRAME_SIDE, signal)) {
        const [look] = rowsOf(await sight(await processor(toRawImage(library, pixels))));
        // A frame that shows at several of the times comes once.
        if (last) for (; given < wanted.length && wanted[given]! < time; given += 1) yield last;
        last = look!;
        yield last;
        given += 1;
      }
      if (last) for (; given < wanted.length; given += 1) yield last;
    },
    async dispose() {
      await sight.dispose();
      await reader.dispose();
    },
  };
}

/** The pooled vectors of a tower's output, of length one. */
function rowsOf(output: unknown): Float32Array[] {
  const { pooler_output: pooled } = output as Record<string, Transformers.Tensor | undefined>;
  const [rows = 0, width = 0] = pooled?.dims ?? [];
  if (!pooled || !(pooled.data instanceof Float32Array))
    throw new GroundingError('MODEL_CORRUPT', 'the session has no pooler_output');
  const data = normalize(pooled.data.slice(), width);
  return Array.from({ length: rows }, (_, row) => data.subarray(row * width, (row + 1) * width));
}

/** Makes the model; `load` makes its sessions. */
export function create(manifest: PackManifest): GroundingModel {
  return new TwoTowers(manifest, FAMILY);
}
