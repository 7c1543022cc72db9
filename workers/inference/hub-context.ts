import { filesOf, GroundingError, memoryOf, type HubContext, type HubManifest } from '../../src/packs/index.ts';
import { checkpointFolder, inspect } from '../../src/platform/download/storage.ts';
import { keptEmbeddings } from '../../src/platform/embeddings/store.ts';
import { storedFetch } from '../../src/platform/download/stored-fetch.ts';

export interface OpenedHub {
  readonly context: HubContext;
  /** Bytes that the pack takes while it is loaded, about. */
  readonly memory: number;
}

/**
 * Opens a stored checkpoint for a family.
 *
 * @param variants ids of the variants that fit the device, best first; the first that is stored is taken
 * @param lost hears of a model file that was asked for and is not there
 * @throws GroundingError `MODEL_NOT_READY`, `STORAGE_UNAVAILABLE`.
 */
export async function openHub(
  manifest: HubManifest,
  variants: readonly string[],
  lost: (error: GroundingError) => void,
): Promise<OpenedHub> {
  const { repo, revision } = manifest.hub;
  const lacking: string[] = [];
  for (const id of variants) {
    const variant = manifest.hub.variants.find((one) => one.id === id);
    if (!variant) continue;
    const held = await inspect(repo, revision, filesOf(manifest, variant));
    const open = held.filter((file) => !file.complete);
    if (open.length > 0) {
      lacking.push(...open.map((file) => file.path));
      continue;
    }
    const folder = await checkpointFolder(repo, revision);
    const record = await folder?.record();
    const sums = held.map(({ path }) => record?.files.find((one) => one.path === path)?.checksum?.hex ?? '');
    const blob: HubContext['blob'] = async (path) => {
      const here = held.some((one) => one.path === path && one.held > 0);
      return here ? folder!.file(path) : null;
    };
    const file: HubContext['file'] = async (path) => {
      const found = await blob(path);
      if (!found) throw new GroundingError('MODEL_NOT_READY', `${repo}: ${path} is not in storage`);
      return new Uint8Array(await found.arrayBuffer());
    };
    const fetch = storedFetch(repo, { open: blob }, lost);
    const embeddings: HubContext['embeddings'] = (medium, sampling) =>
      keptEmbeddings({ medium, repo, revision, checkpoint: sums.join(' '), variant: variant.id, sampling });
    const bytes = held.reduce((sum, one) => sum + one.held, 0);
    return {
      context: { repo, revision, variant, fetch, file, blob, embeddings },
      memory: memoryOf(manifest, variant) || 2 * bytes,
    };
  }
  throw new GroundingError(
    'MODEL_NOT_READY',
    `${repo}@${revision} lacks ${lacking.slice(0, 4).join(', ') || 'a variant for this device'}`,
  );
}
