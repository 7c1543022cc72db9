import type { StateCreator } from 'zustand';
import type { Answer, Box, Geometry, Reference, Size, Timings } from '../core/index.ts';
import type { DeviceKind, Failure, MediumHandle, Speed, Stage } from '../packs/index.ts';
import type { AppState } from './store.ts';

/** Where a medium came from. Blobs stay on this machine. */
export type MediumSource =
  | { readonly kind: 'file'; readonly blob: Blob }
  | { readonly kind: 'camera'; readonly blob: Blob }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'sample'; readonly id: string };

/** The picture that is open. `bitmap` belongs to the document and is closed when another medium replaces it. */
export interface PictureDocument {
  readonly handle: MediumHandle;
  readonly bitmap: ImageBitmap;
  readonly name: string;
  readonly source: MediumSource;
  /** Pixels as displayed, before any scaling for safety. */
  readonly original: Size;
  readonly scaled: boolean;
  readonly format: string;
}

export type RunStatus = 'running' | 'done' | 'stopped' | 'failed';

/** One question and what came of it. */
export interface TurnRecord {
  readonly id: string;
  readonly question: string;
  readonly region: Geometry | null;
  readonly status: RunStatus;
  readonly progress: { readonly stage: Stage; readonly done: number; readonly total: number } | null;
  /** Text streamed so far; the answer replaces it. */
  readonly partial: string;
  /** References that were complete before the answer was: on the stage at once, and kept when the answer is stopped. */
  readonly pointed: readonly Reference[];
  readonly answer: Answer | null;
  readonly failure: Failure | null;
  readonly timings: Timings | null;
  readonly speed: Speed | null;
  readonly device: DeviceKind | null;
}

/** What the model sees in the medium, for "What is here". */
export interface Inventory {
  readonly status: 'none' | 'running' | 'done' | 'failed';
  readonly references: readonly Reference[];
  readonly failure: Failure | null;
}

const NO_INVENTORY: Inventory = { status: 'none', references: [], failure: null };

/** The user's document: the medium and the conversation about it. Lives on when a worker dies. */
export interface DocumentSlice {
  readonly medium: PictureDocument | null;
  /** What is being opened, or why it could not be; the open document stays meanwhile. */
  readonly opening: { readonly name: string } | null;
  readonly openFailure: { readonly name: string; readonly failure: Failure } | null;
  readonly turns: readonly TurnRecord[];
  readonly inventory: Inventory;
  /** The region the next question is about. */
  readonly region: Box | null;
  readonly setOpening: (name: string | null) => void;
  readonly setOpenFailure: (failure: DocumentSlice['openFailure']) => void;
  readonly setMedium: (medium: PictureDocument | null) => void;
  readonly setInventory: (inventory: Partial<Inventory>) => void;
  readonly addTurn: (turn: Pick<TurnRecord, 'id' | 'question' | 'region'>) => void;
  readonly patchTurn: (id: string, patch: Partial<Omit<TurnRecord, 'id'>>) => void;
  readonly removeTurns: (ids: readonly string[]) => void;
  readonly setRegion: (region: Box | null) => void;
}

export const createDocumentSlice: StateCreator<AppState, [], [], DocumentSlice> = (set) => ({
  medium: null,
  opening: null,
  openFailure: null,
  turns: [],
  inventory: NO_INVENTORY,
  region: null,
  setOpening: (name) => set({ opening: name === null ? null : { name }, ...(name === null ? {} : { openFailure: null }) }),
  setOpenFailure: (openFailure) => set({ openFailure, opening: null }),
  setMedium: (medium) =>
    set({
      medium,
      turns: [],
      inventory: NO_INVENTORY,
      region: null,
      opening: null,
      openFailure: null,
      hovered: [],
      selected: null,
      activeTurn: null,
      tool: 'select',
    }),
  setInventory: (inventory) => set((s) => ({ inventory: { ...s.inventory, ...inventory } })),
  addTurn: (turn) =>
    set((s) => ({
      turns: [
        ...s.turns,
        {
          ...turn,
          status: 'running',
          progress: null,
          partial: '',
          pointed: [],
          answer: null,
          failure: null,
          timings: null,
          speed: null,
          device: null,
        },
      ],
      activeTurn: turn.id,
      showInventory: false,
      selected: null,
      hovered: [],
    })),
  patchTurn: (id, patch) => set((s) => ({ turns: s.turns.map((turn) => (turn.id === id ? { ...turn, ...patch } : turn)) })),
  removeTurns: (ids) =>
    set((s) => ({
      turns: s.turns.filter((turn) => !ids.includes(turn.id)),
      ...(s.activeTurn !== null && ids.includes(s.activeTurn) ? { activeTurn: null, selected: null, hovered: [] } : {}),
    })),
  setRegion: (region) => set({ region }),
});
