import type { StateCreator } from 'zustand';
import type { DevicePreference } from '../engine/index.ts';
import type { AppState } from './store.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What a person chose; kept in localStorage. */
export interface SettingsSlice {
  readonly theme: Theme;
  readonly devicePreference: DevicePreference;
  readonly setTheme: (theme: Theme) => void;
  readonly setDevicePreference: (preference: DevicePreference) => void;
}

export const createSettingsSlice: StateCreator<AppState, [], [], SettingsSlice> = (set) => ({
  theme: 'system',
  devicePreference: 'auto',
  setTheme: (theme) => set({ theme }),
  setDevicePreference: (devicePreference) => set({ devicePreference }),
});
