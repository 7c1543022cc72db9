import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import { createDocumentSlice, type DocumentSlice } from './document.ts';
import { createEngineSlice, type EngineSlice } from './engine.ts';
import { createModelsSlice, type ModelsSlice } from './models.ts';
import { createSettingsSlice, keptSettings, restoreSettings, type SettingsSlice } from './settings.ts';
import { createViewSlice, type ViewSlice } from './view.ts';

export type AppState = DocumentSlice & ViewSlice & EngineSlice & ModelsSlice & SettingsSlice;

/** The one store. The document and the view are apart: only settings outlive the page for now. */
export const useStore = create<AppState>()(
  persist(
    (...args) => ({
      ...createDocumentSlice(...args),
      ...createViewSlice(...args),
      ...createEngineSlice(...args),
      ...createModelsSlice(...args),
      ...createSettingsSlice(...args),
    }),
    {
      name: 'whereabouts.settings',
      version: 1,
      storage: createJSONStorage(() => localStorage),
      partialize: (state) => keptSettings(state),
      // Stored by an older version, or by hand: what is not a setting falls back to its default.
      merge: (stored, current) => ({ ...current, ...restoreSettings(stored) }),
    },
  ),
);
