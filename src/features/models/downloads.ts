import { isHubPack, type HubManifest, type PackId } from '../../packs/index.ts';
import { capabilities } from '../../platform/capabilities.ts';
import { DownloadManager, type DownloadPlan } from '../../platform/download/manager.ts';
import { spawnDownload } from '../../platform/download/spawn.ts';
import { useStore } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { services } from '../services.ts';
import { currentPacks, planFor } from './catalogue.ts';

const manager = new DownloadManager(
  spawnDownload,
  () => useStore.getState().hubHost,
  (snapshot) => useStore.getState().setDownloads(snapshot),
);

async function plan(id: PackId): Promise<DownloadPlan | null> {
  const pack = currentPacks().find((one) => one.id === id);
  return pack && isHubPack(pack) ? planFor(pack, await capabilities(), useStore.getState().devicePreference) : null;
}

async function withPlan(id: PackId, work: (plan: DownloadPlan) => Promise<void> | void): Promise<void> {
  const found = await plan(id);
  if (found) await work(found);
}

/** Looks at what is in storage of every pack. */
export async function refreshAll(): Promise<void> {
  await Promise.all(
    currentPacks()
      .filter(isHubPack)
      .map(({ id }: HubManifest) => withPlan(id, (found) => manager.refresh(found))),
  );
  await manager.measure();
}

/** Starts a download; a large one asks first. */
export const getPack = (id: PackId): Promise<void> => withPlan(id, (found) => manager.get(found));

/** Goes on with a download, or begins one that a person has agreed to. */
export async function agree(id: PackId): Promise<void> {
  await withPlan(id, (found) => manager.agree(found));
  if (manager.state(id).phase === 'ready') announce('The model is ready.');
}

export const decline = (id: PackId): Promise<void> => withPlan(id, (found) => manager.decline(found));

export const pause = (id: PackId): void => manager.pause(id);

/** Deletes a pack's files; its memory goes first. */
export async function remove(id: PackId): Promise<void> {
  services().engine.release(id);
  if (useStore.getState().packChoice === id) useStore.getState().setPackChoice('auto');
  await withPlan(id, (found) => manager.remove(found));
}

export const importFolder = (id: PackId, files: readonly File[]): Promise<void> =>
  withPlan(id, (found) => manager.importFolder(found, files));

/** A look at storage again when something that decides about it has changed. */
export function followSettings(): void {
  useStore.subscribe((state, before) => {
    if (state.checkpoints !== before.checkpoints || state.devicePreference !== before.devicePreference) void refreshAll();
  });
}
