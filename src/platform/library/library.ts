/**
 * What a person opened and asked, kept in this browser: one record for each medium in IndexedDB, the media themselves as files in the origin
 * private file system (`library/`), where large ones belong.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { SharedDocument } from '../../core/exchange/index.ts';
import { deleteDatabase } from '../delete-database.ts';
import { forgetEmbeddings } from '../embeddings/store.ts';

/** Where an entry's medium is. */
export type KeptSource =
  /** A file in storage under `blob`; `null` when there was no room for it. */
  | { readonly kind: 'file' | 'camera' | 'microphone'; readonly blob: string | null; readonly bytes: number }
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'sample'; readonly id: string };

/** A medium with the conversation about it. Times in ms since 1970. */
export interface LibraryEntry {
  readonly id: string;
  readonly name: string;
  readonly created: number;
  readonly updated: number;
  readonly source: KeptSource;
  readonly document: SharedDocument;
  /** A small picture; `null` for sound. */
  readonly thumb: Blob | null;
  /** When it was deleted; such an entry is purged later, until then it can be brought back. */
  readonly deleted: number | null;
}

interface Schema extends DBSchema {
  entries: { key: string; value: LibraryEntry };
}

const NAME = 'whereabouts-library';
const FOLDER = 'library';
/** How long, in ms, a deleted entry can be brought back. */
const GRACE = 60_000;

let database: Promise<IDBPDatabase<Schema>> | null = null;

function db(): Promise<IDBPDatabase<Schema>> {
  database ??= openDB<Schema>(NAME, 1, {
    upgrade: (fresh) => void fresh.createObjectStore('entries', { keyPath: 'id' }),
    terminated: () => (database = null),
  });
  // A browser that refuses once (a private window) may be asked again.
  database.catch(() => (database = null));
  return database;
}

async function folder(): Promise<FileSystemDirectoryHandle> {
  return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
}

/** All entries that are not deleted, the newest first. @throws what the browser says where it keeps nothing. */
export async function listEntries(): Promise<LibraryEntry[]> {
  const all = await (await db()).getAll('entries');
  return all.filter(({ deleted }) => deleted === null).sort((a, b) => b.updated - a.updated);
}

export async function getEntry(id: string): Promise<LibraryEntry | undefined> {
  const entry = await (await db()).get('entries', id);
  return entry?.deleted === null ? entry : undefined;
}

export async function putEntry(entry: LibraryEntry): Promise<void> {
  await (await db()).put('entries', entry);
}

/** Changes an entry that is there; does nothing where it is not, or was deleted in another tab. */
export async function changeEntry(id: string, change: Partial<Omit<LibraryEntry, 'id'>>): Promise<void> {
  const store = (await db()).transaction('entries', 'readwrite').store;
  const entry = await store.get(id);
  if (entry) await store.put({ ...entry, ...change });
}

/** Deletes entries for good, and the files that no other entry needs. */
export async function purge(which: (entry: LibraryEntry) => boolean): Promise<void> {
  const base = await db();
  const all = await base.getAll('entries');
  const gone = all.filter(which);
  const kept = new Set(all.filter((entry) => !gone.includes(entry)).map(blobOf));
  for (const entry of gone) {
    await base.delete('entries', entry.id);
    const blob = blobOf(entry);
    if (blob !== null && !kept.has(blob)) await removeBlob(blob);
  }
}

/** Deletes what was deleted a while ago. */
export const purgeOld = (now: number): Promise<void> => purge(({ deleted }) => deleted !== null && now - deleted > GRACE);

const blobOf = ({ source }: LibraryEntry): string | null => ('blob' in source ? source.blob : null);

/** The name under which a file is kept: the same for the same file, so that opening it twice does not keep it twice. */
export function blobName(blob: Blob, id: string): string {
  if (!(blob instanceof File)) return id;
  return encodeURIComponent(`${blob.name.slice(-60)}-${blob.size}-${blob.lastModified}`).replaceAll(/[.*%]/g, '_');
}

/** Keeps a file. @throws what the browser says when it is full; nothing of it stays then. */
export async function keepBlob(name: string, blob: Blob): Promise<void> {
  const here = await folder();
  const handle = await here.getFileHandle(name, { create: true });
  if ((await handle.getFile()).size === blob.size) return;
  const stream = await handle.createWritable();
  try {
    await stream.write(blob);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => undefined);
    await removeBlob(name);
    throw error;
  }
}

/** A kept file, or `null` where the browser threw it away. */
export async function readBlob(name: string): Promise<File | null> {
  try {
    return await (await (await folder()).getFileHandle(name)).getFile();
  } catch {
    return null;
  }
}

async function removeBlob(name: string): Promise<void> {
  await (await folder()).removeEntry(name).catch(() => undefined);
}

/** Deletes everything that this page keeps in the browser: library, models, embeddings, caches, settings. */
export async function forgetEverything(): Promise<void> {
  (await database?.catch(() => null))?.close();
  database = null;
  const root = await navigator.storage.getDirectory();
  for await (const name of (root as unknown as { keys(): AsyncIterable<string> }).keys())
    await root.removeEntry(name, { recursive: true });
  await deleteDatabase(NAME);
  await forgetEmbeddings();
  for (const key of (await globalThis.caches?.keys()) ?? []) await caches.delete(key);
  localStorage.clear();
  sessionStorage.clear();
}
