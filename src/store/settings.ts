import * as v from 'valibot';
import type { StateCreator } from 'zustand';
import type { DevicePreference } from '../engine/index.ts';
import type { PackId } from '../packs/index.ts';
import type { AppState } from './store.ts';

export type Theme = 'system' | 'light' | 'dark';

/** A checkpoint that a person uses in place of a pack's own. */
export interface Checkpoint {
  readonly repo: string;
  readonly revision: string;
}

/** What is kept in localStorage. */
export interface Settings {
  readonly theme: Theme;
  readonly devicePreference: DevicePreference;
  /** Where hub packs come from: an https address that ends with a slash. */
  readonly hubHost: string;
  readonly checkpoints: Readonly<Record<PackId, Checkpoint>>;
  /** Who answers: `auto`, or one pack. */
  readonly packChoice: PackId;
}

/** What a person chose. */
export interface SettingsSlice extends Settings {
  readonly setTheme: (theme: Theme) => void;
  readonly setDevicePreference: (preference: DevicePreference) => void;
  readonly setHubHost: (host: string) => void;
  /** `null` goes back to the pack's own. */
  readonly setCheckpoint: (pack: PackId, checkpoint: Checkpoint | null) => void;
  readonly setPackChoice: (pack: PackId) => void;
}

export const DEFAULT_HOST = 'https://huggingface.co/';

const DEFAULTS: Settings = {
  theme: 'system',
  devicePreference: 'auto',
  hubHost: DEFAULT_HOST,
  checkpoints: {},
  packChoice: 'auto',
};

export const createSettingsSlice: StateCreator<AppState, [], [], SettingsSlice> = (set) => ({
  ...DEFAULTS,
  setTheme: (theme) => set({ theme }),
  setDevicePreference: (devicePreference) => set({ devicePreference }),
  setHubHost: (hubHost) => set({ hubHost }),
  setCheckpoint: (pack, checkpoint) =>
    set(({ checkpoints }) => {
      const { [pack]: _, ...others } = checkpoints;
      return { checkpoints: checkpoint ? { ...others, [pack]: checkpoint } : others };
    }),
  setPackChoice: (packChoice) => set({ packChoice }),
});

/** An address as a hub's: http or https, ending with a slash; `null` for anything else. */
export function parseHost(text: string): string | null {
  const trimmed = text.trim();
  let url: URL;
  try {
    url = new URL(trimmed.includes('://') ? trimmed : `https://${trimmed}`);
  } catch {
    return null;
  }
  if (!/^https?:$/.test(url.protocol) || url.hostname === '' || url.search || url.hash || /\s/.test(trimmed)) return null;
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

const SEGMENT = '[\\w.-]{1,96}';

/** `owner/name`, or the page of a model on the hub; `null` for anything else. */
export function parseRepo(text: string): string | null {
  const found = new RegExp(`^(?:https?://[^/]+/)?(${SEGMENT}/${SEGMENT})(?:/(?:tree|resolve)/.*)?/?$`).exec(text.trim());
  return found && !found[1]!.includes('..') ? found[1]! : null;
}

const repo = v.pipe(
  v.string(),
  v.check((text) => parseRepo(text) === text),
);

const STORED = v.fallback(
  v.object({
    theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
    devicePreference: v.fallback(v.picklist(['auto', 'webgpu', 'wasm-threads', 'wasm']), 'auto'),
    hubHost: v.fallback(
      v.pipe(
        v.string(),
        v.check((text) => parseHost(text) === text),
      ),
      DEFAULT_HOST,
    ),
    checkpoints: v.fallback(v.record(v.string(), v.object({ repo, revision: v.pipe(v.string(), v.nonEmpty()) })), {}),
    packChoice: v.fallback(v.string(), 'auto'),
  }),
  DEFAULTS,
);

/** Settings out of storage, whatever is in there. */
export function restoreSettings(stored: unknown): Settings {
  return v.parse(STORED, stored);
}

/** What of the state is kept. */
export const keptSettings = ({ theme, devicePreference, hubHost, checkpoints, packChoice }: Settings): Settings => ({
  theme,
  devicePreference,
  hubHost,
  checkpoints,
  packChoice,
});
