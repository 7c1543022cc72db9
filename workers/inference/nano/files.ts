import type { LoadContext } from '../../../src/packs/index.ts';
import type { LanguageFiles } from './decoder/index.ts';
import type { LaterFiles } from './later-files.ts';

/**
 * Fetches what the language model is made of, but for the adapters of media with time.
 *
 * @throws GroundingError `MODEL_MISSING` or `MODEL_CORRUPT`
 */
export async function fetchLanguage(context: Pick<LoadContext, 'file'>, later: LaterFiles): Promise<LanguageFiles> {
  const names = ['adapter', 'decoder', 'embeddings', 'tokenizer', 'config'] as const;
  const [adapter, decoder, embeddings, tokenizer, config] = await Promise.all(names.map((name) => context.file(name)));
  return {
    adapter: adapter!,
    decoder: decoder!,
    embeddings: embeddings!,
    tokenizer: tokenizer!,
    config: config!,
    tracks: later.of('tracks'),
    sounds: later.of('sounds'),
  };
}
