import type { PackId } from './manifest.ts';

/** A pack in memory. */
export interface Resident {
  readonly pack: PackId;
  /** Bytes it takes, about. */
  readonly memory: number;
  /** When it last worked, in ms of any clock. */
  readonly used: number;
}

/** From here on a pack counts as large: two such are in memory together only if both fit. */
const LARGE = 100e6;

/** What the wasm heap can hold at most, with room for activations (its address space ends at 4 GiB). */
const MOST = 3e9;

/**
 * Bytes of memory that packs may take together: half of what the machine says it has.
 *
 * @param gibibytes `navigator.deviceMemory` (rounded, at most 8 in most browsers), or `null` where it is not told
 */
export const memoryBudget = (gibibytes: number | null): number => Math.min(MOST, (gibibytes ?? 4) * 2 ** 29);

/** The packs to let go of, longest unused first, before one of `incoming` bytes is loaded. Small ones stay. */
export function evictions(residents: readonly Resident[], incoming: number, budget: number): PackId[] {
  let total = incoming + residents.reduce((sum, one) => sum + one.memory, 0);
  const out: PackId[] = [];
  for (const one of [...residents].sort((a, b) => a.used - b.used)) {
    if (total <= budget) break;
    if (one.memory < LARGE) continue;
    out.push(one.pack);
    total -= one.memory;
  }
  return out;
}

/** The large packs that nobody has asked for `idle` ms. */
export const idleOnes = (residents: readonly Resident[], now: number, idle: number): PackId[] =>
  residents.filter((one) => one.memory >= LARGE && now - one.used >= idle).map((one) => one.pack);
