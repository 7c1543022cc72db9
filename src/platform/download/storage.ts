/**
 * Where checkpoints lie: `hub/REPO@REVISION/` in the origin private file system, one flat file per file of the repository and a record.
 * A partial file survives a closed tab, and a complete one is read as a stream; neither the HTTP cache nor the Cache API can do both.
 */
import { GroundingError } from '../../packs/failure.ts';
import { parseRecord, type CheckpointRecord } from './record.ts';

const ROOT = 'hub';
const RECORD = 'record.json';
/** How often a record is read that cannot be. */
const TRIES = 5;

const safe = (name: string): string => encodeURIComponent(name).replaceAll('.', '%2E').replaceAll('*', '%2A');

async function rootFolder(): Promise<FileSystemDirectoryHandle> {
  const storage = (globalThis.navigator as { readonly storage?: StorageManager }).storage;
  if (!storage?.getDirectory)
    throw new GroundingError('STORAGE_UNAVAILABLE', 'this browser has no private file system for pages (https is needed)');
  try {
    return await (await storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  } catch (error) {
    // Private windows of some browsers have the function and refuse it.
    throw new GroundingError('STORAGE_UNAVAILABLE', String(error), { cause: error });
  }
}

/** A promise that is `null` where the entry does not exist. */
async function found<T>(entry: Promise<T>): Promise<T | null> {
  try {
    return await entry;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/** One checkpoint in storage. Any realm may read; only the download worker writes, and only under the checkpoint's lock. */
export class CheckpointFolder {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  /** The record, or `null` where there is none that can be read. */
  async record(): Promise<CheckpointRecord | null> {
    for (let tries = 1; ; tries += 1) {
      const file = await this.#open(RECORD);
      if (!file) return null;
      try {
        const record = parseRecord(await file.text());
        if (record || tries === TRIES) return record;
      } catch (error) {
        if (tries === TRIES) throw error;
      }
      // Another tab may be writing it just now: it cannot be read, or is half there.
      await new Promise((resolve) => setTimeout(resolve, 20 * tries));
    }
  }

  /** The bytes that are there of a file of the repository, complete or not. */
  async file(path: string): Promise<File | null> {
    return this.#open(safe(path));
  }

  /** For writing; in dedicated workers only. */
  async handle(path: string): Promise<FileSystemFileHandle> {
    return this.#folder.getFileHandle(safe(path), { create: true });
  }

  async recordHandle(): Promise<FileSystemFileHandle> {
    return this.#folder.getFileHandle(RECORD, { create: true });
  }

  async remove(path: string): Promise<void> {
    await found(this.#folder.removeEntry(safe(path)));
  }

  async #open(name: string): Promise<File | null> {
    const handle = await found(this.#folder.getFileHandle(name));
    return handle && found(handle.getFile());
  }
}

const folderName = (repo: string, revision: string): string => safe(`${repo}@${revision}`);

/**
 * The folder of a checkpoint; `null` where it does not exist and is not to be made.
 *
 * @throws GroundingError `STORAGE_UNAVAILABLE`.
 */
export async function checkpointFolder(repo: string, revision: string, create = false): Promise<CheckpointFolder | null> {
  const root = await rootFolder();
  const folder = await found(root.getDirectoryHandle(folderName(repo, revision), { create }));
  return folder && new CheckpointFolder(folder);
}

/** Deletes all that is kept of a checkpoint. */
export async function removeCheckpoint(repo: string, revision: string): Promise<void> {
  await found((await rootFolder()).removeEntry(folderName(repo, revision), { recursive: true }));
}

/** What is there of one file. */
export interface HeldFile {
  readonly path: string;
  /** Bytes in storage. */
  readonly held: number;
  /** Bytes it has in all; 0 while that is not known. */
  readonly bytes: number;
  readonly complete: boolean;
}

/**
 * What storage really holds of the wanted files. A file counts as complete only if the record says it was checked and it still has its
 * length: a browser may have thrown it away since.
 */
export async function inspect(
  repo: string,
  revision: string,
  wanted: readonly { readonly path: string; readonly bytes: number }[],
): Promise<readonly HeldFile[]> {
  const folder = await checkpointFolder(repo, revision);
  const record = (await folder?.record()) ?? null;
  return Promise.all(
    wanted.map(async ({ path, bytes }): Promise<HeldFile> => {
      const entry = record?.files.find((one) => one.path === path);
      if (entry?.absent) return { path, held: 0, bytes: 0, complete: true };
      const held = (await folder?.file(path))?.size ?? 0;
      const complete = entry?.complete === true && held === entry.bytes;
      return { path, held, bytes: entry?.bytes || bytes, complete };
    }),
  );
}
