import { byTitle, type HubManifest, type PackManifest } from './manifest.ts';
import { NANO } from './nano.ts';

/** Every file of `src/packs/hub/` is a pack: a new one needs no line anywhere else. Its default export is the manifest. */
const found = import.meta.glob<HubManifest>(['./hub/*.ts', '!./hub/*.test.ts'], { eager: true, import: 'default' });

/** The folders of `workers/inference/`, put in by the build. Tests without a build know none and take every manifest. */
declare const __FAMILIES__: readonly string[] | undefined;

/** All manifests, by title, also of families that nothing runs yet. */
export const MANIFESTS: readonly HubManifest[] = Object.values(found).sort(byTitle);

/** The packs that are downloaded from a hub and can run: nobody is offered files that nothing here can use. */
export const HUB_PACKS: readonly HubManifest[] = MANIFESTS.filter(
  ({ family }) => typeof __FAMILIES__ === 'undefined' || __FAMILIES__.includes(family),
);

/** All packs; the built-in one is first. */
export const PACKS: readonly PackManifest[] = [NANO, ...HUB_PACKS];
