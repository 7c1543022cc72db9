import * as v from 'valibot';

const ConfigSchema = v.object({
  width: v.number(),
  layers: v.number(),
  heads: v.number(),
  headSize: v.number(),
  vocabulary: v.number(),
  features: v.number(),
  mostProposals: v.number(),
  /** Features of a track, and the ids of the tokens that mean a part of it; absent from a decoder that knows pictures only. */
  trackFeatures: v.optional(v.number()),
  soundFeatures: v.optional(v.number()),
  /** Names of the classes of sound. */
  sounds: v.optional(v.array(v.string())),
  /** Class names by the name of their kind. */
  kinds: v.optional(v.record(v.string(), v.array(v.string()))),
  operators: v.optional(v.record(v.string(), v.number())),
  /** Ids below are special tokens and pointers. */
  special: v.number(),
  tokens: v.object({
    bos: v.number(),
    eos: v.number(),
    user: v.number(),
    assistant: v.number(),
    region: v.number(),
    pointer0: v.number(),
  }),
});

/** What the exported decoder is like: sizes and the ids of its special tokens (training/README.md). */
export type DecoderConfig = v.InferOutput<typeof ConfigSchema>;

/** Reads `config.json`. Throws a `ValiError` when it is not one. */
export function readConfig(text: string): DecoderConfig {
  return v.parse(ConfigSchema, JSON.parse(text));
}
