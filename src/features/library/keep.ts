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
import { useStore, type AppState, type MediumDocument } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { toShared, type ShareableState } from '../share/document.ts';
import { useShare } from '../share/state.ts';
import { OPEN_ENTRY, useLibrary } from './state.ts';
import { thumbOf } from './thumb.ts';

/** Files above this size stay where they are, in bytes: their conversation is kept, and asks for the file. */
const LARGEST = 2e9;
/** How long, in ms, changes are gathered. */
const GATHER = 400;

/** The entry that the next medium belongs to: set while one is opened again. */
let adopted: LibraryEntry | null = null;
/** Set while there is something that is not written yet. */
let timer: ReturnType<typeof setTimeout> | undefined;
/** Writes go one after another: an answer may come before the entry of its medium is made. */
let queue: Promise<unknown> = Promise.resolve();
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
  if (medium) begin(medium);
  useStore.subscribe((state, before) => {
    if (state.medium !== before.medium) {
      // The last answer about what was open may not be written yet.
      if (timer !== undefined) write(before);
      if (state.medium) begin(state.medium, isUnasked(before) ? useLibrary.getState().current : null);
    } else if (state.turns !== before.turns || state.activeTurn !== before.activeTurn) later();
  });
  // The last moment in which something can be written.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') write(useStore.getState());
  });
}

/** Ends when everything that was asked so far is written. */
export async function written(): Promise<void> {
  if (timer !== undefined) write(useStore.getState());
  await queue;
}

/** Whether a person asked nothing: a sample's own answers are not theirs. */
function isUnasked({ turns }: AppState): boolean {
  const { unrun, from } = useShare.getState();
  return turns.every(({ id }) => from === 'sample' && unrun.includes(id));
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => write(useStore.getState()), GATHER);
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
function documentIn(medium: MediumDocument, state: ShareableState): LibraryEntry['document'] {
  const bytes = 'blob' in medium.source ? Math.max(1, medium.source.blob.size) : 1;
  return toShared(medium, state, { kind: 'local', sha256: '0'.repeat(64), bytes });
}

function enqueue(job: () => Promise<unknown>): void {
  queue = queue.then(job).catch(() => undefined);
}

function begin(medium: MediumDocument, empty: string | null = null): void {
  const known = adopted;
  adopted = null;
  // What was opened and never asked about is not worth a place in the list.
  if (empty !== null && empty !== known?.id) enqueue(() => purge(({ id }) => id === empty));
  if (known) {
    remember(known.id);
    return;
  }
  const id = crypto.randomUUID();
  remember(id);
  enqueue(() => add(medium, id));
}

async function add(medium: MediumDocument, id: string): Promise<void> {
  const now = Date.now();
  try {
    const { source, problem } = await keepMedium(medium, id);
    const thumb = await thumbOf(medium).catch(() => null);
    const state = useStore.getState();
    // Another one may be open by now: what was asked about this one waits in the queue.
    const document = documentIn(medium, state.medium === medium ? state : { ...state, turns: [], showInventory: false });
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

function write(state: AppState): void {
  clearTimeout(timer);
  timer = undefined;
  const { current } = useLibrary.getState();
  const { medium } = state;
  if (!medium || current === null) return;
  const document = documentIn(medium, state);
  enqueue(async () => {
    try {
      await changeEntry(current, { document, updated: Date.now() });
    } catch (error) {
      if (useLibrary.getState().problem === null)
        tell(`The conversation could not be kept (${error instanceof Error ? error.name : 'refused'}).`);
    }
  });
}

function tell(problem: string | null): void {
  useLibrary.setState({ problem });
  if (problem !== null) announce(problem);
}
