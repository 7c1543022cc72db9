import type { StateCreator } from 'zustand';
import type { Span } from '../core/index.ts';
import type { AppState } from './store.ts';

/** `select` picks boxes and pans; `region` draws the box the next question is about. */
export type Tool = 'select' | 'region';

/** How the picture is looked at; never saved. Ids are `Reference.id`s of what is shown now. */
export interface ViewSlice {
  /** The turn whose references the stage shows; `null` shows the inventory when `showInventory`, else nothing. */
  readonly activeTurn: string | null;
  readonly showInventory: boolean;
  readonly hovered: readonly string[];
  readonly selected: string | null;
  readonly tool: Tool;
  /** Playhead in seconds from the first frame; the player moves it. */
  readonly time: number;
  readonly playing: boolean;
  /** The span that plays again and again. */
  readonly loop: Span | null;
  readonly setActiveTurn: (id: string | null) => void;
  readonly setShowInventory: (show: boolean) => void;
  readonly setHovered: (ids: readonly string[]) => void;
  readonly setSelected: (id: string | null) => void;
  readonly setTool: (tool: Tool) => void;
  readonly setTime: (time: number) => void;
  readonly setPlaying: (playing: boolean) => void;
  readonly setLoop: (loop: Span | null) => void;
}

export const createViewSlice: StateCreator<AppState, [], [], ViewSlice> = (set) => ({
  activeTurn: null,
  showInventory: false,
  hovered: [],
  selected: null,
  tool: 'select',
  time: 0,
  playing: false,
  loop: null,
  setActiveTurn: (activeTurn) => set({ activeTurn, showInventory: false, hovered: [], selected: null }),
  setShowInventory: (showInventory) => set({ showInventory, hovered: [], selected: null }),
  setHovered: (hovered) => set((s) => (s.hovered.length === 0 && hovered.length === 0 ? s : { hovered })),
  setSelected: (selected) => set({ selected }),
  setTool: (tool) => set({ tool }),
  setTime: (time) => set((s) => (s.time === time ? s : { time })),
  setPlaying: (playing) => set({ playing }),
  setLoop: (loop) => set({ loop }),
});
