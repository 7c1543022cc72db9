import * as v from 'valibot';

/** A checksum the way hubs give it: SHA-256 of the bytes, or git's SHA-1 of a blob (`blob LENGTH\0` and the bytes). */
const CHECKSUM = v.object({ kind: v.picklist(['sha256', 'git']), hex: v.string() });
export type Checksum = v.InferOutput<typeof CHECKSUM>;

const FILE = v.object({
  path: v.string(),
  /** Exact, as the hub says; 0 while it is not known. */
  bytes: v.number(),
  /** What the bytes are checked against; `null` where the hub tells none: then the SHA-256 of what came is pinned. */
  checksum: v.nullable(CHECKSUM),
  /** True once all bytes are in and checked. */
  complete: v.boolean(),
  /** An optional file that the checkpoint does not have. */
  absent: v.boolean(),
});
export type FileRecord = v.InferOutput<typeof FILE>;

const RECORD = v.object({
  version: v.literal(1),
  repo: v.string(),
  /** As the manifest or the person says it: a branch or a commit. */
  revision: v.string(),
  /** What `revision` was at the first download; everything is fetched at this. `null` where the hub does not tell. */
  commit: v.nullable(v.string()),
  files: v.array(FILE),
});

/** What the browser keeps of a checkpoint beside its files. */
export type CheckpointRecord = v.InferOutput<typeof RECORD>;

/** A record out of storage; `null` for what is none. */
export function parseRecord(text: string): CheckpointRecord | null {
  try {
    const result = v.safeParse(RECORD, JSON.parse(text));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

export const emptyRecord = (repo: string, revision: string): CheckpointRecord => ({
  version: 1,
  repo,
  revision,
  commit: null,
  files: [],
});

/** The record with one file's entry replaced or added. */
export function withFile(record: CheckpointRecord, file: FileRecord): CheckpointRecord {
  return { ...record, files: [...record.files.filter((one) => one.path !== file.path), file] };
}
