import * as v from 'valibot';
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

const STORED = v.fallback(
  v.object({
    theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
    devicePreference: v.fallback(v.picklist(['auto', 'webgpu', 'wasm-threads', 'wasm']), 'auto'),
  }),
  { theme: 'system', devicePreference: 'auto' },
);

/** Settings out of storage, whatever is in there. */
export function restoreSettings(stored: unknown): Pick<SettingsSlice, 'theme' | 'devicePreference'> {
  return v.parse(STORED, stored);
}
