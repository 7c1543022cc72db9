import { changeEntry, forgetEverything, listEntries, purge } from '../../platform/library/library.ts';
import { announce } from '../announce.ts';
import { written } from './keep.ts';
import { useLibrary } from './state.ts';

const BLOCKED = 'This browser keeps nothing for this page: it is a private window, or storage is switched off.';

/** Reads the list. */
export async function refresh(): Promise<void> {
  await written();
  try {
    useLibrary.setState({ entries: await listEntries() });
  } catch {
    useLibrary.setState({ entries: [], problem: BLOCKED });
  }
}

export async function rename(id: string, name: string): Promise<void> {
  const clean = name.trim().slice(0, 200);
  if (clean !== '') await changeEntry(id, { name: clean });
  await refresh();
}

/** Takes an entry out of the list; `undelete` brings it back. */
export async function remove(id: string): Promise<void> {
  await changeEntry(id, { deleted: Date.now() });
  await refresh();
  announce('Deleted. You can undo it.');
}

export async function undelete(id: string): Promise<void> {
  await changeEntry(id, { deleted: null });
  await refresh();
  announce('It is back.');
}

/** Deletes for good what was deleted. */
export const settle = (): Promise<void> => purge(({ deleted }) => deleted !== null).catch(() => undefined);

/** Deletes all that is kept, and begins anew. */
export async function forget(): Promise<void> {
  useLibrary.setState({ current: null });
  await forgetEverything();
  location.replace(location.pathname);
}
