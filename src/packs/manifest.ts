import type { DeviceKind } from './request.ts';

export type PackId = 'nano';

/** One file of a pack. `sha256` in lower-case hex; `bytes` as served. */
export interface PackFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a pack is, before anything of it is loaded. */
export interface PackManifest {
  readonly id: PackId;
  readonly title: string;
  readonly summary: string;
  readonly revision: string;
  readonly licence: string;
  readonly media: readonly ('picture' | 'video' | 'sound')[];
  readonly devices: readonly DeviceKind[];
  /** Relative to the page's base address. */
  readonly base: string;
  readonly files: Readonly<Record<string, PackFile>>;
}
