/** The real path of a hub pack in a browser, from storage on: page side, worker, library, session, reading of the outputs. */
import { commands } from 'vitest/browser';
import { createEngine, type AttachedMedium, type EngineEvent } from '../../../src/engine/index.ts';
import { REQUEST_VERSION, type GroundingRequest, type HubManifest } from '../../../src/packs/index.ts';
import { removeCheckpoint } from '../../../src/platform/download/storage.ts';

export interface StoredPack {
  /** Asks, and gives all that comes; the last is `answer` or `failure`. */
  ask(medium: AttachedMedium, question: string, more?: Partial<GroundingRequest>): Promise<EngineEvent[]>;
  /** Asks and stops when the first event of a type comes, or the n-th. */
  askAndStop(
    medium: AttachedMedium,
    question: string,
    at: EngineEvent['type'],
    more?: Partial<GroundingRequest>,
    nth?: number,
  ): Promise<EngineEvent[]>;
  /** Ends the worker and all that it remembers, as closing the page does; the next question starts another. */
  reload(): void;
  /** Workers that had to be replaced. */
  restarts(): number;
  close(): Promise<void>;
}

/** Puts a pack's tiny checkpoint into storage, as the download layer leaves it, and starts an engine that knows this pack alone. */
export async function storePack(manifest: HubManifest): Promise<StoredPack> {
  const { repo, revision } = manifest.hub;
  await removeCheckpoint(repo, revision);
  const files = await commands.checkpoint(manifest.id);
  const optional = manifest.hub.common.filter((file) => file.optional && !(file.path in files)).map(({ path }) => path);
  await store(repo, revision, files, optional);
  const start = () => createEngine({ packs: () => [manifest], preference: 'wasm', hangMs: 30_000 });
  let engine = start();
  let attached = new WeakSet<AttachedMedium>();
  const ask = async (
    medium: AttachedMedium,
    question: string,
    more: Partial<GroundingRequest>,
    stopAt: EngineEvent['type'] | null,
    nth = 1,
  ): Promise<EngineEvent[]> => {
    const controller = new AbortController();
    // Attached again, a medium counts as a new one.
    if (!attached.has(medium)) engine.attach(medium);
    attached.add(medium);
    const request: GroundingRequest = {
      version: REQUEST_VERSION,
      pack: manifest.id,
      task: 'ask',
      medium: medium.handle,
      question,
      ...more,
    };
    const events: EngineEvent[] = [];
    for await (const event of engine.ground(request, { signal: controller.signal })) {
      events.push(event);
      if (event.type === stopAt && events.filter(({ type }) => type === stopAt).length === nth) controller.abort();
    }
    return events;
  };
  return {
    ask: (medium, question, more = {}) => ask(medium, question, more, null),
    askAndStop: (medium, question, at, more = {}, nth = 1) => ask(medium, question, more, at, nth),
    reload: () => {
      engine.dispose();
      engine = start();
      attached = new WeakSet();
    },
    restarts: () => engine.getState().restarts,
    close: async () => {
      engine.dispose();
      await removeCheckpoint(repo, revision);
    },
  };
}

const safe = (name: string): string => encodeURIComponent(name).replaceAll('.', '%2E').replaceAll('*', '%2A');

/** @param absent files that a checkpoint need not have, and this one has not */
async function store(
  repo: string,
  revision: string,
  files: Readonly<Record<string, string>>,
  absent: readonly string[],
): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const hub = await root.getDirectoryHandle('hub', { create: true });
  const folder = await hub.getDirectoryHandle(safe(`${repo}@${revision}`), { create: true });
  const write = async (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const stream = await (await folder.getFileHandle(name, { create: true })).createWritable();
    await stream.write(bytes);
    await stream.close();
  };
  const entries = [];
  for (const [path, base64] of Object.entries(files)) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    await write(safe(path), bytes);
    entries.push({ path, bytes: bytes.length, checksum: null, complete: true, absent: false });
  }
  for (const path of absent) entries.push({ path, bytes: 0, checksum: null, complete: true, absent: true });
  const record = { version: 1, repo, revision, commit: null, files: entries };
  await write('record.json', new TextEncoder().encode(JSON.stringify(record)));
}
