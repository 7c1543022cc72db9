import type { GroundingModel, PackId, PackManifest } from '../../src/packs/index.ts';

export interface Family {
  create(manifest: PackManifest): GroundingModel;
}

/** The code of each pack's model family, loaded when the pack is. */
export const families: Readonly<Record<PackId, () => Promise<Family>>> = {
  nano: () => import('./nano/index.ts'),
};
