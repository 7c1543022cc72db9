import type { StateCreator } from 'zustand';
import type { Answer, Box, Geometry, Reference, Size, Span, Timings } from '../core/index.ts';
import type { OpenedSound, OpenedVideo } from '../engine/index.ts';
import type { DeviceKind, Failure, PackId, PictureHandle, SoundHandle, Speed, Stage, VideoHandle } from '../packs/index.ts';
import type { AppState } from './store.ts';

/** Where a medium came from. Blobs stay on this machine. */
export type MediumSource =
  | { readonly kind: 'file'; readonly blob: Blob }
  | { readonly kind: 'camera' | 'microphone'; readonly blob: Blob }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'sample'; readonly id: string };

interface CommonDocument {
  readonly name: string;
  readonly source: MediumSource;
}

interface VisibleDocument extends CommonDocument {
  /** Pixels as displayed, before any scaling for safety. */
  readonly original: Size;
}

/** The picture that is open. `bitmap` belongs to the document and is closed when another medium replaces it. */
export interface PictureDocument extends VisibleDocument {
  readonly kind: 'picture';
  readonly handle: PictureHandle;
  readonly bitmap: ImageBitmap;
  readonly scaled: boolean;
}

/** The video that is open. Both of its ways to be seen belong to the document and are let go of when another medium replaces it. */
export interface VideoDocument extends VisibleDocument {
  readonly kind: 'video';
  readonly handle: VideoHandle;
  /** Gives frames at exact times. */
  readonly opened: OpenedVideo;
  /** Plays; the stage paints what it shows. */
  readonly player: HTMLVideoElement;
}

/** The recording that is open; `player` belongs to the document and is let go of when another medium replaces it. */
export interface SoundDocument extends CommonDocument {
  readonly kind: 'sound';
  readonly handle: SoundHandle;
  /** Gives samples. */
  readonly opened: OpenedSound;
  readonly player: HTMLAudioElement;
}

/** What plays. */
export type TimedDocument = VideoDocument | SoundDocument;

export type MediumDocument = PictureDocument | TimedDocument;

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
  /** Who answers, and why that one; `null` before it is decided. */
  readonly pack: { readonly id: PackId; readonly why: string } | null;
}

/** What the model sees in the medium, for "What is here". */
export interface Inventory {
  readonly status: 'none' | 'running' | 'done' | 'failed' | 'stopped';
  /** How much of a video was looked at, or of a sound listened to, 0..1. */
  readonly progress: number | null;
  readonly references: readonly Reference[];
  readonly failure: Failure | null;
}

const NO_INVENTORY: Inventory = { status: 'none', progress: null, references: [], failure: null };

/** What is being opened. */
export interface Opening {
  readonly name: string;
  readonly doing: 'open' | 'convert';
  /** 0..1; `null` when it is not known. */
  readonly progress: number | null;
}

export interface OpenFailure {
  readonly name: string;
  readonly failure: Failure;
  /** The bytes, when there were any: they may be converted. */
  readonly blob: Blob | null;
}

/** The user's document: the medium and the conversation about it. Lives on when a worker dies. */
export interface DocumentSlice {
  readonly medium: MediumDocument | null;
  /** What is being opened, or why it could not be; the open document stays meanwhile. */
  readonly opening: Opening | null;
  readonly openFailure: OpenFailure | null;
  readonly turns: readonly TurnRecord[];
  readonly inventory: Inventory;
  /** The region the next question is about. */
  readonly region: Box | null;
  /** The time the next question is about. */
  readonly span: Span | null;
  readonly setOpening: (opening: Opening | null) => void;
  readonly setOpenFailure: (failure: DocumentSlice['openFailure']) => void;
  readonly setMedium: (medium: MediumDocument | null) => void;
  readonly setInventory: (inventory: Partial<Inventory>) => void;
  readonly addTurn: (turn: Pick<TurnRecord, 'id' | 'question' | 'region'>) => void;
  readonly patchTurn: (id: string, patch: Partial<Omit<TurnRecord, 'id'>>) => void;
  /** Moves the ends of what a reference of an answer points at; `span` in seconds. */
  readonly adjustSpan: (turn: string, reference: string, span: Span) => void;
  /** Puts a conversation that was had before in the place of the one about the open medium; the ids are of what was shown. */
  readonly restoreTurns: (
    turns: readonly TurnRecord[],
    view: { readonly turn: string | null; readonly selected: string | null },
  ) => void;
  readonly removeTurns: (ids: readonly string[]) => void;
  readonly setRegion: (region: Box | null) => void;
  readonly setSpan: (span: Span | null) => void;
}

export const createDocumentSlice: StateCreator<AppState, [], [], DocumentSlice> = (set) => ({
  medium: null,
  opening: null,
  openFailure: null,
  turns: [],
  inventory: NO_INVENTORY,
  region: null,
  span: null,
  setOpening: (opening) => set({ opening, ...(opening ? { openFailure: null } : {}) }),
  setOpenFailure: (openFailure) => set({ openFailure, opening: null }),
  setMedium: (medium) =>
    set({
      medium,
      turns: [],
      inventory: NO_INVENTORY,
      region: null,
      span: null,
      time: 0,
      playing: false,
      loop: null,
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
          pack: null,
        },
      ],
      activeTurn: turn.id,
      showInventory: false,
      selected: null,
      hovered: [],
    })),
  patchTurn: (id, patch) => set((s) => ({ turns: s.turns.map((turn) => (turn.id === id ? { ...turn, ...patch } : turn)) })),
  adjustSpan: (id, reference, span) =>
    set((s) => ({
      turns: s.turns.map((turn) =>
        turn.id === id && turn.answer
          ? {
              ...turn,
              answer: {
                ...turn.answer,
                references: turn.answer.references.map((r) => (r.id === reference ? withSpan(r, span) : r)),
              },
            }
          : turn,
      ),
    })),
  restoreTurns: (turns, { turn, selected }) => set({ turns, activeTurn: turn, selected, showInventory: false, hovered: [] }),
  removeTurns: (ids) =>
    set((s) => ({
      turns: s.turns.filter((turn) => !ids.includes(turn.id)),
      ...(s.activeTurn !== null && ids.includes(s.activeTurn) ? { activeTurn: null, selected: null, hovered: [] } : {}),
    })),
  setRegion: (region) => set({ region }),
  setSpan: (span) => set({ span }),
});

function withSpan(reference: Reference, span: Span): Reference {
  switch (reference.kind) {
    case 'span':
      return { ...reference, span };
    case 'tube':
      return { ...reference, tube: { ...reference.tube, span } };
    case 'box':
    case 'mask':
      return reference;
  }
}
