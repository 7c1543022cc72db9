import { getEntry, readBlob, type LibraryEntry } from '../../platform/library/library.ts';
import { useStore, type MediumDocument } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { openBlob, openSample, openUrl } from '../open/open-medium.ts';
import { toTurns } from '../share/document.ts';
import { readDocument } from '../share/schema.ts';
import { adopt, keepFromNow, written } from './keep.ts';
import { useLibrary } from './state.ts';

/** The medium of an entry is not here: a person has to give the file. */
export const NEEDS_FILE = 'needs-file';

/**
 * Opens an entry: its medium, and the conversation about it.
 *
 * @param quietly after a reload: what a person has opened meanwhile stays
 * @param given the file, where the browser has no copy of it
 */
export async function reopen(id: string, quietly = false, given?: File): Promise<typeof NEEDS_FILE | 'opened' | 'gone'> {
  keepFromNow();
  await written();
  const entry = await getEntry(id).catch(() => undefined);
  if (!entry) return 'gone';
  const { source } = entry;
  const blob = given ?? ('blob' in source && source.blob !== null ? await readBlob(source.blob) : null);
  if (quietly && isBusy()) return 'gone';
  const put = (medium: MediumDocument): void => show(entry, medium);
  adopt(entry);
  try {
    if (source.kind === 'sample') await openSample(source.id, put);
    else if (source.kind === 'url') await openUrl(source.url, put);
    else if (blob) await openBlob(blob, entry.document.medium.name, source.kind, put);
    else return NEEDS_FILE;
  } finally {
    adopt(null);
  }
  return 'opened';
}

function isBusy(): boolean {
  const { medium, opening } = useStore.getState();
  return medium !== null || opening !== null;
}

function show(entry: LibraryEntry, medium: MediumDocument): void {
  useLibrary.setState({ problem: null });
  // It was written by another version of this page, or by hand.
  const document = readDocument(entry.document);
  if (typeof document === 'string') {
    announce('The conversation could not be read.');
    return;
  }
  const turns = toTurns(document);
  const shown = document.view.turn === null ? undefined : turns[document.view.turn];
  useStore.getState().restoreTurns(turns, { turn: shown?.id ?? null, selected: null });
  if (medium.kind !== 'picture') medium.player.currentTime = Math.min(document.view.time, medium.handle.duration);
}
