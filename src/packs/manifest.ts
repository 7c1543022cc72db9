import type { DeviceKind } from './request.ts';

/** `nano` for the built-in pack; a hub pack's is the name of its manifest file in `src/packs/hub/`. */
export type PackId = string;

/** What a pack can be asked for. */
export type PackTask =
  /** A phrase to boxes ("the dog on the left"). */
  | 'ground'
  /** Open words to every box of that kind, with scores. */
  | 'detect'
  /** A picture or a region to words. */
  | 'caption'
  /** Text in a picture, with places. */
  | 'read'
  /** Open words to times in a video, by what is seen. */
  | 'moments'
  /** Open words to times, by what is heard. */
  | 'sounds'
  /** Spoken words with times. */
  | 'speech'
  /** A box, a point or a phrase to an outline. */
  | 'mask'
  /** Free conversation about what is seen. */
  | 'chat';

export type PackMedium = 'picture' | 'video' | 'sound';

/** One file of a pack. `sha256` in lower-case hex; `bytes` as served. */
export interface PackFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * One file of a checkpoint on a hub.
 *
 * `bytes` is what is known beforehand and may be rounded; the hub says the exact number before anything is downloaded. Where there is no
 * `sha256`, the hub's own (its LFS checksum, for small files the git hash) is taken at the first download and pinned in the browser.
 */
export interface HubFile {
  /** In the repository, `onnx/model_fp16.onnx`. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256?: string;
  /** Not every checkpoint of the family has it (`generation_config.json`, say): its absence is no failure. */
  readonly optional?: boolean;
}

/** One way to run a checkpoint: which files, in which number format, on which devices. */
export interface HubVariant {
  /** Unique in its manifest; kept in the browser beside the files. */
  readonly id: string;
  /** What a person is told about it: "half precision on the graphics card". */
  readonly title: string;
  readonly devices: readonly DeviceKind[];
  /** What the graphics card has to offer, where `devices` names `webgpu`. */
  readonly needs?: {
    /** Half-precision shaders. */
    readonly f16?: boolean;
    /** The largest single buffer, in bytes. */
    readonly buffer?: number;
  };
  /** As transformers.js takes it: one number format for all sessions, or one for each. */
  readonly dtype: string | Readonly<Record<string, string>>;
  /** Files beyond the manifest's `common` ones. */
  readonly files: readonly HubFile[];
  /** Bytes of memory (of the processor or the graphics card) while it is loaded; about twice the files when left out. */
  readonly memory?: number;
}

/** A checkpoint on a hub with the layout of huggingface.co: `HOST/REPO/resolve/REVISION/PATH`. */
export interface HubSource {
  readonly repo: string;
  /** A commit, or a branch: then its commit is looked up at the first download, and pinned. */
  readonly revision: string;
  /** Configuration, tokenizer and the like, which every variant needs. */
  readonly common: readonly HubFile[];
  /** The best first: the first that this browser and machine can run is taken. */
  readonly variants: readonly HubVariant[];
}

/** What a pack is, before anything of it is loaded. */
export interface PackManifest {
  readonly id: PackId;
  /** The folder of `workers/inference/` whose code runs it. */
  readonly family: string;
  readonly title: string;
  readonly summary: string;
  readonly tasks: readonly PackTask[];
  readonly revision: string;
  readonly licence: string;
  readonly media: readonly PackMedium[];
  readonly devices: readonly DeviceKind[];
  /** Threads of the runtime that its graphs gain from, where that is not as many as there are: each takes its time to start. */
  readonly runtimeThreads?: number;
  /** Relative to the page's base address; empty for a hub pack. */
  readonly base: string;
  /** Files that are served with the page; none for a hub pack. */
  readonly files: Readonly<Record<string, PackFile>>;
  /** Names of files that loading does without: fetched when something is asked that needs them. */
  readonly later?: readonly string[];
  /** Where a hub pack comes from; the built-in pack has none. */
  readonly hub?: HubSource;
}

/** A manifest that surely is a hub pack's. */
export type HubManifest = PackManifest & { readonly hub: HubSource };

/** What a manifest in `src/packs/hub/` states; the rest follows from it. */
export type HubPackFacts = Omit<PackManifest, 'revision' | 'devices' | 'runtimeThreads' | 'base' | 'files' | 'later'> & {
  readonly hub: HubSource;
};

const LADDER: readonly DeviceKind[] = ['webgpu', 'wasm-threads', 'wasm'];

/** Makes the manifest of a hub pack. */
export function hubPack(facts: HubPackFacts): HubManifest {
  const able = new Set(facts.hub.variants.flatMap((variant) => variant.devices));
  return { ...facts, revision: facts.hub.revision, devices: LADDER.filter((kind) => able.has(kind)), base: '', files: {} };
}

/**
 * Compares packs by title, for `sort`. By code units: titles are plain words, and for `localeCompare` the browser would read the rules of a language
 * before it shows the page.
 */
export const byTitle = (a: PackManifest, b: PackManifest): number => Number(a.title > b.title) - Number(a.title < b.title);

export const isHubPack = (manifest: PackManifest): manifest is HubManifest => manifest.hub !== undefined;

/** Another checkpoint of the same family: a person's own choice of repository and revision, about whose files nothing is known beforehand. */
export function withCheckpoint(manifest: HubManifest, repo: string, revision: string): HubManifest {
  if (repo === manifest.hub.repo && revision === manifest.hub.revision) return manifest;
  const unknown = (file: HubFile): HubFile => ({ path: file.path, bytes: 0, ...(file.optional ? { optional: true } : {}) });
  const { variants, common } = manifest.hub;
  const hub: HubSource = {
    repo,
    revision,
    common: common.map(unknown),
    variants: variants.map((variant) => Object.assign({}, variant, { files: variant.files.map(unknown) })),
  };
  return { ...manifest, revision, hub };
}

/** The files of one variant, `common` ones first. */
export const filesOf = (manifest: HubManifest, variant: HubVariant): readonly HubFile[] => [
  ...manifest.hub.common,
  ...variant.files,
];

/** Bytes of memory that a pack takes while it is loaded, as far as that is known. */
export function memoryOf(manifest: PackManifest, variant?: HubVariant): number {
  if (variant?.memory !== undefined) return variant.memory;
  const files = isHubPack(manifest) && variant ? filesOf(manifest, variant) : Object.values(manifest.files);
  return 2 * files.reduce((sum, file) => sum + file.bytes, 0);
}
