import { create } from 'zustand';
import type { LibraryEntry } from '../../platform/library/library.ts';

interface LibraryState {
  readonly open: boolean;
  /** `null` before it was read. */
  readonly entries: readonly LibraryEntry[] | null;
  /** Why something cannot be kept, for a person. */
  readonly problem: string | null;
  /** The entry of what is open. */
  readonly current: string | null;
}

export const useLibrary = create<LibraryState>()(() => ({ open: false, entries: null, problem: null, current: null }));

export const openLibrary = (): void => useLibrary.setState({ open: true });

/** Where a tab remembers what is open in it, over a reload or a crash. */
export const OPEN_ENTRY = 'whereabouts.open';
