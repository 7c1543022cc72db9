import { chooseRun, isHubPack, withCheckpoint, type HubManifest, type PackManifest } from '../../packs/index.ts';
import { PACKS } from '../../packs/registry.ts';
import { gpuLimits } from '../../engine/pack-devices.ts';
import { deviceOptions, type Capabilities } from '../../platform/capabilities.ts';
import type { DownloadPlan, DownloadSnapshot } from '../../platform/download/manager.ts';
import { useStore, type Settings } from '../../store/index.ts';

type Checkpoints = Settings['checkpoints'];

let cached: { readonly checkpoints: Checkpoints; readonly packs: readonly PackManifest[] } | null = null;

/** All packs, with the checkpoints that a person chose for them. The same list until a choice changes. */
export function packsWith(checkpoints: Checkpoints): readonly PackManifest[] {
  if (cached?.checkpoints !== checkpoints) {
    const packs = PACKS.map((pack) => {
      const own = checkpoints[pack.id];
      return own && isHubPack(pack) ? withCheckpoint(pack, own.repo, own.revision) : pack;
    });
    cached = { checkpoints, packs };
  }
  return cached.packs;
}

export const currentPacks = (): readonly PackManifest[] => packsWith(useStore.getState().checkpoints);

export const packOf = (id: string): PackManifest | undefined => currentPacks().find((pack) => pack.id === id);

/** The packs that can answer now: the built-in one, and those whose files are all there. */
export const readyPacks = (packs: readonly PackManifest[], { packs: states }: DownloadSnapshot): readonly PackManifest[] =>
  packs.filter((pack) => !isHubPack(pack) || states[pack.id]?.phase === 'ready');

/** What would be downloaded for this machine, and what a person should know about it; `null` where no variant fits. */
export function planFor(
  manifest: HubManifest,
  capabilities: Capabilities,
  preference: Settings['devicePreference'],
): (DownloadPlan & { readonly note: string | null }) | null {
  const software = capabilities.gpu.state === 'present' && capabilities.gpu.software;
  const kinds = deviceOptions(capabilities, manifest.devices)
    .filter(
      ({ kind, available }) => available && (preference === 'auto' ? kind !== 'webgpu' || !software : kind === preference),
    )
    .map(({ kind }) => kind);
  const run = chooseRun(manifest, kinds, gpuLimits(capabilities));
  return run && { manifest, variant: run.variant, note: run.note };
}
