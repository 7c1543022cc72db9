import { registerCommands, type Command } from '../commands/index.ts';
import { clearConversation, stop } from '../features/ask/ask.ts';
import { focusQuestion } from '../features/ask/Composer.tsx';
import { shareCommands } from '../features/export/commands.ts';
import { openLibrary } from '../features/library/state.ts';
import { openCameraDialog, openMicrophoneDialog, openUrlDialog, pickFile } from '../features/open/index.ts';
import { shownReferences, useStore, type Theme } from '../store/index.ts';

/** The order in which the theme button goes round. */
export const NEXT_THEME: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };

const state = useStore.getState;
const hasMedium = (): boolean => state().medium !== null;
const isRunning = (): boolean => state().turns.some((turn) => turn.status === 'running');

function selectBy(step: 1 | -1): void {
  const references = shownReferences(state());
  if (references.length === 0) return;
  const at = references.findIndex((r) => r.id === state().selected);
  const next = at < 0 ? (step > 0 ? 0 : references.length - 1) : (at + step + references.length) % references.length;
  state().setSelected(references[next]!.id);
}

const COMMANDS: readonly Command[] = [
  { id: 'open.file', group: 'Open', title: 'Open a file', keys: ['mod+o'], perform: pickFile },
  { id: 'open.url', group: 'Open', title: 'Open a web address', keys: ['u'], perform: openUrlDialog },
  { id: 'open.camera', group: 'Open', title: 'Use the camera', keys: ['c'], perform: openCameraDialog },
  { id: 'open.microphone', group: 'Open', title: 'Record sound', keys: ['v'], perform: openMicrophoneDialog },
  { id: 'open.library', group: 'Open', title: 'Library', keys: ['h'], perform: openLibrary },
  { id: 'ask.focus', group: 'Questions', title: 'Type a question', keys: ['/'], when: hasMedium, perform: focusQuestion },
  { id: 'ask.stop', group: 'Questions', title: 'Stop', keys: ['Escape'], when: isRunning, perform: () => stop() },
  {
    id: 'ask.clear',
    group: 'Questions',
    title: 'Clear the conversation',
    when: () => state().turns.length > 0,
    perform: clearConversation,
  },
  {
    id: 'answer.next',
    group: 'Answer',
    title: 'Next box',
    keys: [']'],
    when: hasMedium,
    perform: () => selectBy(1),
  },
  {
    id: 'answer.previous',
    group: 'Answer',
    title: 'Previous box',
    keys: ['['],
    when: hasMedium,
    perform: () => selectBy(-1),
  },
  {
    id: 'view.inventory',
    group: 'View',
    title: 'Show everything that is here',
    keys: ['i'],
    when: hasMedium,
    perform: () => state().setShowInventory(!state().showInventory),
  },
  { id: 'view.models', group: 'View', title: 'Models', keys: ['p'], perform: () => state().openModels() },
  {
    id: 'view.theme',
    group: 'View',
    title: 'Change the theme',
    keys: ['t'],
    perform: () => state().setTheme(NEXT_THEME[state().theme]),
  },
];

/** Registers the shell's commands; the stage's come with the stage. */
export function registerAppCommands(): void {
  registerCommands([...COMMANDS, ...shareCommands]);
}
