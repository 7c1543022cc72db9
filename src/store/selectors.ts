import type { Reference } from '../core/index.ts';
import type { AppState } from './store.ts';

const NONE: readonly Reference[] = [];

/** The references the stage and its list twin show: those of the active turn, else the inventory when it is shown. */
export function shownReferences(state: AppState): readonly Reference[] {
  if (state.showInventory) return state.inventory.references;
  const turn = state.turns.find((t) => t.id === state.activeTurn);
  return turn?.answer?.references ?? turn?.pointed ?? NONE;
}
