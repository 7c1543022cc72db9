import type { HubManifest, PackManifest } from './manifest.ts';
import { NANO } from './nano.ts';

/** Every file of `src/packs/hub/` is a pack: a new one needs no line anywhere else. Its default export is the manifest. */
const found = import.meta.glob<HubManifest>(['./hub/*.ts', '!./hub/*.test.ts'], { eager: true, import: 'default' });

/** The packs that are downloaded from a hub, by title. */
export const HUB_PACKS: readonly HubManifest[] = Object.values(found).sort((a, b) => a.title.localeCompare(b.title));

/** All packs; the built-in one is first. */
export const PACKS: readonly PackManifest[] = [NANO, ...HUB_PACKS];
