import type { LoadContext, PackManifest } from '../../../src/packs/index.ts';
import type { LanguageFiles } from './decoder/index.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The pack's files but for the detector. */
export interface NanoFiles {
  readonly language: LanguageFiles;
  /** `null` for a pack that knows no sound. */
  readonly ears: { readonly encoder: Bytes; readonly classes: Bytes } | null;
}

/** @throws GroundingError `MODEL_MISSING` or `MODEL_CORRUPT` */
export async function fetchFiles(manifest: PackManifest, context: Pick<LoadContext, 'file'>): Promise<NanoFiles> {
  const file = (name: string): Promise<Bytes> => context.file(name);
  const optional = (name: string): Promise<Bytes | null> => (manifest.files[name] ? file(name) : Promise.resolve(null));
  const [adapter, decoder, embeddings, tokenizer, config, tracks, sounds, encoder, classes] = await Promise.all([
    ...([file('adapter'), file('decoder'), file('embeddings'), file('tokenizer'), file('config')] as const),
    ...([optional('tracks'), optional('sounds'), optional('sound'), optional('soundClasses')] as const),
  ]);
  return {
    language: { adapter, decoder, embeddings, tokenizer, config, tracks, sounds },
    ears: encoder && classes ? { encoder, classes } : null,
  };
}
