import type { StateCreator } from 'zustand';
import type { PackId } from '../packs/index.ts';
import type { DownloadSnapshot } from '../platform/download/manager.ts';
import type { AppState } from './store.ts';

/** A mirror of the downloads, so that components can watch them, and whether the models page is open. */
export interface ModelsSlice {
  readonly downloads: DownloadSnapshot;
  readonly modelsOpen: boolean;
  /** The pack that the page was opened for. */
  readonly modelsAt: PackId | null;
  readonly setDownloads: (downloads: DownloadSnapshot) => void;
  readonly openModels: (at?: PackId | null) => void;
  readonly closeModels: () => void;
}

export const createModelsSlice: StateCreator<AppState, [], [], ModelsSlice> = (set) => ({
  downloads: { packs: {}, storage: null },
  modelsOpen: false,
  modelsAt: null,
  setDownloads: (downloads) => set({ downloads }),
  openModels: (modelsAt = null) => set({ modelsOpen: true, modelsAt }),
  closeModels: () => set({ modelsOpen: false, modelsAt: null }),
});
