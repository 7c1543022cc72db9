import { evictions, idleOnes, type PackId, type PackManifest, type Resident } from '../packs/index.ts';

const keyOf = (manifest: PackManifest): string => `${manifest.hub?.repo} ${manifest.revision}`;

/** The packs that one worker holds in memory. */
export class Residents {
  readonly #held = new Map<PackId, Resident & { readonly key: string }>();
  readonly #unload: (pack: PackId) => void;

  constructor(unload: (pack: PackId) => void) {
    this.#unload = unload;
  }

  /** Whether this very checkpoint of the pack is there; that counts as a use. */
  use(manifest: PackManifest): boolean {
    const held = this.#held.get(manifest.id);
    if (held?.key !== keyOf(manifest)) return false;
    this.#held.set(manifest.id, { ...held, used: Date.now() });
    return true;
  }

  add(manifest: PackManifest, memory: number): void {
    this.#held.set(manifest.id, { pack: manifest.id, key: keyOf(manifest), memory, used: Date.now() });
  }

  /** Lets go of what does not fit beside a pack that needs `memory` bytes. */
  makeRoom(memory: number, budget: number): void {
    for (const pack of evictions([...this.#held.values()], memory, budget)) this.release(pack);
  }

  /** Lets go of large packs that nobody has asked for `idle` ms. @returns whether there were any. */
  releaseIdle(idle: number): boolean {
    const packs = idleOnes([...this.#held.values()], Date.now(), idle);
    for (const pack of packs) this.release(pack);
    return packs.length > 0;
  }

  release(pack: PackId): void {
    if (this.#held.delete(pack)) this.#unload(pack);
  }

  packs(): readonly PackId[] {
    return [...this.#held.keys()];
  }
}
