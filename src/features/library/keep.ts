import {
  blobName,
  changeEntry,
  keepBlob,
  purge,
  purgeOld,
  putEntry,
  type KeptSource,
  type LibraryEntry,
} from '../../platform/library/library.ts';
import { useStore, type MediumDocument } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { toShared } from '../share/document.ts';
import { OPEN_ENTRY } from './start.ts';
import { useLibrary } from './state.ts';
import { thumbOf } from './thumb.ts';

/** Files above this size stay where they are, in bytes: their conversation is kept, and asks for the file. */
const LARGEST = 2e9;
/** How long, in ms, changes are gathered. */
const GATHER = 400;

/** The entry that the next medium belongs to: set while one is opened again. */
let adopted: LibraryEntry | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let started = false;

/** Says which entry the medium that opens next belongs to. */
export function adopt(entry: LibraryEntry | null): void {
  adopted = entry;
}

/** Follows the document: every medium gets an entry, every answer is written. */
export function keepFromNow(): void {
  if (started) return;
  started = true;
  void purgeOld(Date.now()).catch(() => undefined);
  const { medium } = useStore.getState();
  if (medium) void begin(medium);
  useStore.subscribe((state, before) => {
    if (state.medium !== before.medium) {
      if (state.medium) void begin(state.medium, before.turns.length === 0 ? useLibrary.getState().current : null);
    } else if (state.turns !== before.turns || state.activeTurn !== before.activeTurn) later();
  });
  // The last moment in which something can be written.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void write();
  });
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void write(), GATHER);
}

function remember(id: string): void {
  useLibrary.setState({ current: id });
  try {
    sessionStorage.setItem(OPEN_ENTRY, id);
  } catch {
    // It is not brought back by a reload then; the library has it.
  }
}

/** What is known of the document's source goes into the entry; its hash is made only when it is shared. */
function documentNow(medium: MediumDocument): LibraryEntry['document'] {
  const bytes = 'blob' in medium.source ? Math.max(1, medium.source.blob.size) : 1;
  return toShared(medium, useStore.getState(), { kind: 'local', sha256: '0'.repeat(64), bytes });
}

async function begin(medium: MediumDocument, empty: string | null = null): Promise<void> {
  clearTimeout(timer);
  const known = adopted;
  adopted = null;
  // What was opened and never asked about is not worth a place in the list.
  if (empty !== null && empty !== known?.id) void purge(({ id }) => id === empty).catch(() => undefined);
  if (known) {
    remember(known.id);
    return;
  }
  const id = crypto.randomUUID();
  remember(id);
  const now = Date.now();
  try {
    const { source, problem } = await keepMedium(medium, id);
    const thumb = await thumbOf(medium).catch(() => null);
    if (useStore.getState().medium !== medium) return;
    const document = documentNow(medium);
    await putEntry({ id, name: medium.name, created: now, updated: now, source, document, thumb, deleted: null });
    tell(problem);
  } catch (error) {
    tell(`This browser keeps nothing for this page (${error instanceof Error ? error.name : 'refused'}).`);
  }
}

/** Copies a file into storage. Without room for it the conversation is kept all the same. */
async function keepMedium(
  medium: MediumDocument,
  id: string,
): Promise<{ readonly source: KeptSource; readonly problem: string | null }> {
  const { source } = medium;
  if (source.kind === 'url' || source.kind === 'sample') return { source, problem: null };
  // What had to be converted is kept as it was opened.
  const blob = medium.kind === 'picture' || medium.opened.blob === source.blob ? source.blob : medium.opened.blob;
  const name = blob === source.blob ? blobName(blob, id) : id;
  const kept = { kind: source.kind, blob: name, bytes: blob.size } as const;
  if (blob.size > LARGEST)
    return { source: { ...kept, blob: null }, problem: 'The file is too large to be kept here; the conversation is.' };
  try {
    await keepBlob(name, blob);
    return { source: kept, problem: null };
  } catch {
    return {
      source: { ...kept, blob: null },
      problem: 'This browser has no room to keep the file; the conversation is kept, and will ask for it.',
    };
  }
}

async function write(): Promise<void> {
  clearTimeout(timer);
  const { current, problem } = useLibrary.getState();
  const { medium } = useStore.getState();
  if (!medium || current === null) return;
  try {
    await changeEntry(current, { document: documentNow(medium), updated: Date.now() });
  } catch (error) {
    if (problem === null) tell(`The conversation could not be kept (${error instanceof Error ? error.name : 'refused'}).`);
  }
}

function tell(problem: string | null): void {
  useLibrary.setState({ problem });
  if (problem !== null) announce(problem);
}
