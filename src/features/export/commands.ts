import type { Command } from '../../commands/index.ts';
import type { Reference } from '../../core/index.ts';
import { shownReferences, useStore } from '../../store/index.ts';
import { useShare } from '../share/state.ts';
import { FORMATS, type ExportFormat } from './formats.ts';

const IMPORT_INPUT = 'import-file-input';

function everything(): readonly Reference[] {
  const { turns, inventory, showInventory } = useStore.getState();
  return [...turns.flatMap(({ answer }) => answer?.references ?? []), ...(showInventory ? inventory.references : [])];
}

const answered = (): boolean => useStore.getState().turns.some(({ answer }) => answer !== null);
const hasMedium = (): boolean => useStore.getState().medium !== null;

const canSave = ({ holds, wordsAlone }: ExportFormat): boolean =>
  hasMedium() && ((wordsAlone === true && answered()) || everything().some(holds));

/** Sharing, saving and importing; the menu shows them in this order. */
export const shareCommands: readonly Command[] = [
  {
    id: 'share.link',
    group: 'Share',
    title: 'Share a link',
    keys: ['s'],
    when: () => hasMedium() && answered(),
    perform: () => useShare.setState({ dialog: 'share' }),
  },
  ...FORMATS.map((format): Command => ({
    id: `export.${format.id}`,
    group: 'Share',
    title: format.title,
    when: () => canSave(format),
    perform: () => void import('./actions.ts').then(({ saveAs }) => saveAs(format.id)),
  })),
  {
    id: 'export.picture',
    group: 'Share',
    title: 'Picture with what is shown (PNG)',
    when: () => hasMedium() && shownReferences(useStore.getState()).length > 0,
    perform: () => void import('./actions.ts').then(({ savePicture }) => savePicture()),
  },
  {
    id: 'export.video',
    group: 'Share',
    title: 'Clip or video with boxes',
    when: () => useStore.getState().medium?.kind === 'video',
    perform: () => useShare.setState({ dialog: 'export-video' }),
  },
  {
    id: 'import.file',
    group: 'Share',
    title: 'Open a result or COCO boxes and outlines',
    perform: () => document.getElementById(IMPORT_INPUT)?.click(),
  },
];

export { IMPORT_INPUT };
