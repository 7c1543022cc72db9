import { GroundingError } from '../../packs/failure.ts';
import type { HubFile } from '../../packs/manifest.ts';
import { startChecksum } from './checksum.ts';
import { fileUrl, readIndex, type HubIndex } from './hub-index.ts';
import type { DownloadJob, DownloadProgress } from './protocol.ts';
import { emptyRecord, withFile, type CheckpointRecord, type FileRecord } from './record.ts';
import { checkpointFolder, type CheckpointFolder } from './storage.ts';
import { transfer, type Sink } from './transfer.ts';

type Handle = Sink & { close(): void };
type SyncFile = FileSystemFileHandle & { createSyncAccessHandle(): Promise<Handle> };

const NOTHING: DownloadProgress = {
  phase: 'looking',
  done: 0,
  total: 0,
  file: '',
  fileDone: 0,
  fileTotal: 0,
  retryMs: 0,
};

/** One file of a job with what is known of it and what is there. */
interface Item {
  readonly file: HubFile;
  readonly entry: FileRecord;
  held: number;
}

/**
 * The work on one checkpoint, in a dedicated worker: sizes from the hub, then file after file into storage, each checked. Whoever runs it
 * holds the checkpoint's lock.
 */
export class CheckpointJob {
  readonly #job: DownloadJob;
  readonly #signal: AbortSignal;
  readonly #report: (progress: DownloadProgress) => void;
  #progress = NOTHING;

  constructor(job: DownloadJob, signal: AbortSignal, report: (progress: DownloadProgress) => void) {
    this.#job = job;
    this.#signal = signal;
    this.#report = report;
  }

  /** Sizes of all wanted files, exact as far as the hub tells them, and what is there of them. */
  async look(): Promise<{ readonly total: number; readonly held: number }> {
    const { repo, revision } = this.#job;
    const folder = await checkpointFolder(repo, revision);
    const { items } = await this.#plan(folder, (await folder?.record()) ?? emptyRecord(repo, revision));
    return sum(items);
  }

  /** Brings what is missing. @throws GroundingError as `transfer`, and `MODEL_MISSING` before anything is downloaded if a file is. */
  async download(): Promise<void> {
    const { folder, record: kept } = await this.#open();
    const { items, record } = await this.#plan(folder, kept);
    await this.#checkRoom(items);
    let current = record;
    if (JSON.stringify(record) !== JSON.stringify(kept)) await writeRecord(folder, current);
    for (const item of items) {
      if (item.entry.complete || item.entry.absent) continue;
      const done = await this.#bring(folder, item, items, record.commit);
      current = withFile(current, done);
      await writeRecord(folder, current);
    }
  }

  /** Copies files out of a folder. Where no checksum is known, that of what came is pinned. */
  async take(from: readonly { readonly path: string; readonly file: File }[]): Promise<void> {
    const missing = this.#job.files.filter(({ path, optional }) => !optional && !from.some((one) => one.path === path));
    if (missing.length > 0)
      throw new GroundingError('MODEL_MISSING', `the folder lacks ${missing.map(({ path }) => path).join(', ')}`);
    const { folder, record } = await this.#open();
    let current = record;
    const total = from.reduce((bytes, { file }) => bytes + file.size, 0);
    let done = 0;
    for (const wanted of this.#job.files) {
      const source = from.find((one) => one.path === wanted.path);
      const entry = record.files.find((one) => one.path === wanted.path);
      if (!source) {
        current = withFile(current, { path: wanted.path, bytes: 0, checksum: null, complete: false, absent: true });
        continue;
      }
      const { file } = source;
      this.#tell({ phase: 'checking', file: wanted.path, done, total, fileDone: 0, fileTotal: file.size });
      const known = wanted.sha256 ? ({ kind: 'sha256', hex: wanted.sha256 } as const) : (entry?.checksum ?? null);
      const running = startChecksum(known?.kind ?? 'sha256', file.size);
      await withHandle(folder, wanted.path, (sink) => this.#copy(file, sink, running.update, done, total));
      const checksum = running.result();
      if (known && known.hex !== checksum.hex) {
        await folder.remove(wanted.path);
        throw new GroundingError('MODEL_CORRUPT', `${wanted.path}: checksum ${checksum.hex} instead of ${known.hex}`);
      }
      done += file.size;
      current = withFile(current, { path: wanted.path, bytes: file.size, checksum, complete: true, absent: false });
      await writeRecord(folder, current);
    }
    await writeRecord(folder, current);
  }

  async #copy(file: File, sink: Sink, hash: (bytes: Uint8Array) => void, before: number, total: number): Promise<void> {
    sink.truncate(0);
    const reader = file.stream().getReader();
    let at = 0;
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (this.#signal.aborted) throw new GroundingError('ABORTED', 'stopped', { retryable: true });
      hash(part.value);
      try {
        at += sink.write(part.value, { at });
      } catch (error) {
        throw new GroundingError('STORAGE_FULL', String(error), { retryable: true, cause: error });
      }
      this.#tell({ done: before + at, total, fileDone: at });
    }
    sink.flush();
  }

  async #open(): Promise<{ folder: CheckpointFolder; record: CheckpointRecord }> {
    const { repo, revision } = this.#job;
    const folder = (await checkpointFolder(repo, revision, true))!;
    return { folder, record: (await folder.record()) ?? emptyRecord(repo, revision) };
  }

  /** What there is to do. The hub is asked only if something is not known yet. */
  async #plan(
    folder: CheckpointFolder | null,
    record: CheckpointRecord,
  ): Promise<{ readonly items: readonly Item[]; readonly record: CheckpointRecord }> {
    const { host, repo, revision, files } = this.#job;
    this.#tell({ phase: 'looking' });
    const known = files.every(({ path }) => record.files.some((one) => one.path === path));
    let index: HubIndex | null = null;
    if (!known) {
      const paths = files.map(({ path }) => path);
      index = await readIndex({ host, repo, revision: record.commit ?? revision }, paths, { signal: this.#signal });
    }
    let next: CheckpointRecord = { ...record, commit: record.commit ?? index?.commit ?? null };
    const items: Item[] = [];
    const missing: string[] = [];
    for (const file of files) {
      const before = record.files.find((one) => one.path === file.path);
      const entry = before ?? entryFor(file, index!);
      if (!entry) {
        missing.push(file.path);
        continue;
      }
      const held = (await folder?.file(file.path))?.size ?? 0;
      const complete = entry.complete && held === entry.bytes;
      next = withFile(next, { ...entry, complete });
      items.push({ file, entry: { ...entry, complete }, held });
    }
    if (missing.length > 0) throw new GroundingError('MODEL_MISSING', `${host}${repo} lacks ${missing.join(', ')}`);
    return { items, record: next };
  }

  async #checkRoom(items: readonly Item[]): Promise<void> {
    const { total, held } = sum(items);
    const { quota = Infinity, usage = 0 } = await navigator.storage.estimate();
    const free = quota - usage;
    if (total - held > free)
      throw new GroundingError('STORAGE_FULL', `${mega(total - held)} are needed, the browser gives ${mega(free)}`, {
        retryable: true,
      });
  }

  async #bring(folder: CheckpointFolder, item: Item, items: readonly Item[], commit: string | null): Promise<FileRecord> {
    const { host, repo, revision } = this.#job;
    const { path, sha256 } = item.file;
    const { bytes } = item.entry;
    const checksum = sha256 ? ({ kind: 'sha256', hex: sha256 } as const) : item.entry.checksum;
    const tell = (change: Partial<DownloadProgress>): void => {
      const { total, held } = sum(items);
      this.#tell({ file: path, fileDone: item.held, fileTotal: bytes, done: held, total, ...change });
    };
    const done = await withHandle(folder, path, (sink) =>
      transfer(fileUrl({ host, repo, revision: commit ?? revision }, path), { bytes, checksum }, sink, {
        signal: this.#signal,
        onBytes: (held) => {
          item.held = held;
          tell({ phase: 'downloading', retryMs: 0 });
        },
        onRetry: (retryMs) => tell({ phase: 'retrying', retryMs }),
        onCheck: () => tell({ phase: 'checking' }),
      }),
    );
    return { path, bytes: done.bytes, checksum: done.checksum, complete: true, absent: false };
  }

  #tell(change: Partial<DownloadProgress>): void {
    this.#progress = { ...this.#progress, ...change };
    this.#report(this.#progress);
  }
}

/** What the hub says of a file; `null` for one that is needed and missing. */
function entryFor({ path, optional }: HubFile, index: HubIndex): FileRecord | null {
  const found = index.files.get(path);
  if (found) return { path, bytes: found.bytes, checksum: found.checksum, complete: false, absent: false };
  return optional ? { path, bytes: 0, checksum: null, complete: false, absent: true } : null;
}

function sum(items: readonly Item[]): { readonly total: number; readonly held: number } {
  let total = 0;
  let held = 0;
  for (const item of items) {
    if (item.entry.absent) continue;
    total += Math.max(item.entry.bytes || item.file.bytes, item.held);
    held += item.held;
  }
  return { total, held };
}

const mega = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

async function withHandle<T>(folder: CheckpointFolder, path: string, work: (sink: Sink) => Promise<T>): Promise<T> {
  const handle = await ((await folder.handle(path)) as SyncFile).createSyncAccessHandle();
  try {
    return await work(handle);
  } finally {
    handle.close();
  }
}

async function writeRecord(folder: CheckpointFolder, record: CheckpointRecord): Promise<void> {
  const handle = await ((await folder.recordHandle()) as SyncFile).createSyncAccessHandle();
  try {
    const bytes = new TextEncoder().encode(JSON.stringify(record));
    handle.truncate(0);
    handle.write(bytes, { at: 0 });
    handle.flush();
  } catch (error) {
    throw new GroundingError('STORAGE_FULL', String(error), { retryable: true, cause: error });
  } finally {
    handle.close();
  }
}
