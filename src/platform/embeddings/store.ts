/**
 * Embeddings of frames and pieces of sound, kept in the browser from one visit to the next: a vector a row, in half precision, in
 * IndexedDB. They can always be made anew, so there is a bound on all of them together, and the ones that were not used for the longest
 * time go first.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { fromHalves, toHalf } from '../../core/half.ts';
import type { KeptEmbeddings } from '../../packs/model.ts';
import { deleteDatabase } from '../delete-database.ts';

/** What rows belong to. Where one of these is another, so are the rows. */
export interface EmbeddingsKey {
  /** The medium, whatever it is called: `fingerprintOf` its bytes. */
  readonly medium: string;
  readonly repo: string;
  readonly revision: string;
  /** The very files that make the rows: a branch may have moved on. */
  readonly checkpoint: string;
  readonly variant: string;
  /** What of the medium each row is of, and how it was given to the model. */
  readonly sampling: string;
}

/** One medium seen by one model. */
interface Entry {
  readonly key: string;
  readonly repo: string;
  readonly revision: string;
  readonly bytes: number;
  /** When it was last read or written, in ms since 1970. */
  readonly used: number;
}

/** Some rows in a row. */
interface Part {
  readonly key: string;
  /** The row that it begins with. */
  readonly first: number;
  /** Numbers of a row. */
  readonly width: number;
  /** `[rows, width]`, half precision. */
  readonly halves: Uint16Array<ArrayBuffer>;
}

interface Schema extends DBSchema {
  entries: { key: string; value: Entry };
  parts: { key: [string, number]; value: Part };
}

const NAME = 'whereabouts-embeddings';

/** Bytes of all rows together; an hour of video with SigLIP base (1800 rows of 768) takes 2.8 MB. */
const MOST = 100e6;

let database: Promise<IDBPDatabase<Schema>> | null = null;

function db(): Promise<IDBPDatabase<Schema>> {
  const close = (): void => {
    void database?.then((base) => base.close());
    database = null;
  };
  database ??= openDB<Schema>(NAME, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('entries', { keyPath: 'key' });
      fresh.createObjectStore('parts', { keyPath: ['key', 'first'] });
    },
    // Somebody deletes it all.
    blocking: close,
    terminated: () => (database = null),
  });
  // A browser that refuses once (a private window) may be asked again.
  database.catch(() => (database = null));
  return database;
}

/** A transaction over both stores. */
async function begin() {
  const transaction = (await db()).transaction(['entries', 'parts'], 'readwrite');
  // A failed request says so itself.
  transaction.done.catch(() => undefined);
  return { entries: transaction.objectStore('entries'), parts: transaction.objectStore('parts'), done: transaction.done };
}

const partsOf = (key: string): IDBKeyRange => IDBKeyRange.bound([key, 0], [key, Number.MAX_SAFE_INTEGER]);

/**
 * The rows that are kept under a key, and the way to add to them.
 *
 * @param most bytes that all rows of this page may take
 */
export function keptEmbeddings({ repo, revision, ...rest }: EmbeddingsKey, most = MOST): KeptEmbeddings {
  const key = JSON.stringify([rest.medium, repo, revision, rest.checkpoint, rest.variant, rest.sampling]);
  return {
    async read() {
      const { entries, parts, done } = await begin();
      const entry = await entries.get(key);
      if (!entry) return [];
      await entries.put({ ...entry, used: Date.now() });
      const kept = await parts.getAll(partsOf(key));
      await done;
      return rowsOf(kept);
    },
    async append(first, rows) {
      const width = rows[0]?.length ?? 0;
      if (width === 0) return;
      const halves = new Uint16Array(rows.length * width);
      for (const [row, values] of rows.entries())
        for (let i = 0; i < width; i += 1) halves[row * width + i] = toHalf(values[i]!);
      const { entries, parts, done } = await begin();
      // Another tab may have been at the same rows.
      const before = await parts.get([key, first]);
      const bytes = ((await entries.get(key))?.bytes ?? 0) + halves.byteLength - (before?.halves.byteLength ?? 0);
      await parts.put({ key, first, width, halves });
      await entries.put({ key, repo, revision, bytes, used: Date.now() });
      const all = (await entries.getAll()).sort((a, b) => a.used - b.used);
      let total = all.reduce((sum, entry) => sum + entry.bytes, 0);
      for (const old of all) {
        if (total <= most || old.key === key) continue;
        await entries.delete(old.key);
        await parts.delete(partsOf(old.key));
        total -= old.bytes;
      }
      await done;
    },
  };
}

/** The rows from the first on, as far as there is no gap. */
function rowsOf(parts: readonly Part[]): Float32Array[] {
  const rows: Float32Array[] = [];
  for (const { first, width, halves } of parts) {
    if (first > rows.length) break;
    for (let row = rows.length - first; row < halves.length / width; row += 1)
      rows.push(fromHalves(halves.subarray(row * width, (row + 1) * width)));
  }
  return rows;
}

/** Deletes what a checkpoint has made. */
export async function removeEmbeddings(repo: string, revision: string): Promise<void> {
  const { entries, parts, done } = await begin();
  for (const entry of await entries.getAll()) {
    if (entry.repo !== repo || entry.revision !== revision) continue;
    await entries.delete(entry.key);
    await parts.delete(partsOf(entry.key));
  }
  await done;
}

/** Deletes all of them. */
export async function forgetEmbeddings(): Promise<void> {
  (await database?.catch(() => null))?.close();
  database = null;
  await deleteDatabase(NAME);
}
