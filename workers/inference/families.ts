import { GroundingError, type GroundingModel, type PackManifest } from '../../src/packs/index.ts';

export interface Family {
  create(manifest: PackManifest): GroundingModel;
}

/** Loads the code of a family by the name of its folder. */
export type Families = (name: string) => Promise<Family>;

const found = import.meta.glob<Family>('./*/index.ts');

/** Every folder with an `index.ts` beside this file is a family; its code is loaded when a pack of it is. */
export const families: Families = (name) => {
  const load = found[`./${name}/index.ts`];
  if (!load) throw new GroundingError('INTERNAL', `there is no model family ${name}`);
  return load();
};
