import type { StateCreator } from 'zustand';
import type { EngineState } from '../engine/index.ts';
import type { AppState } from './store.ts';

/** A mirror of the engine's state, so that components can watch it. */
export interface EngineSlice {
  readonly engine: EngineState;
  readonly setEngine: (state: EngineState) => void;
}

export const createEngineSlice: StateCreator<AppState, [], [], EngineSlice> = (set) => ({
  engine: { status: 'idle', preference: 'auto', device: null, restarts: 0, failure: null, resident: [] },
  setEngine: (engine) => set({ engine }),
});
