import { expect, type Locator, type Page } from '@playwright/test';
import type { HubManifest } from '../../src/packs/manifest.ts';
import { CHECKPOINTS } from '../../tools/checkpoints/index.ts';
import { App } from './app.ts';
import type { HubServer } from './hub-server.ts';

/** Puts a family's tiny checkpoint on the hub, under the name of the real one. */
export function putPack(hub: HubServer, { id, hub: { repo } }: HubManifest): void {
  for (const [path, bytes] of CHECKPOINTS[id]!()) hub.put(repo, path, Buffer.from(bytes));
}

/** Opens the app with downloads from a hub of ours. */
export async function startWithHub(page: Page, hub: HubServer, settings: Readonly<Record<string, unknown>> = {}): Promise<App> {
  await page.addInitScript(
    (state) => {
      if (localStorage.getItem('whereabouts.settings') === null)
        localStorage.setItem('whereabouts.settings', JSON.stringify({ state, version: 1 }));
    },
    { theme: 'light', devicePreference: 'wasm', hubHost: hub.url, ...settings },
  );
  const app = new App(page);
  await app.start();
  return app;
}

/** Opens the page of models, if it is not open, and gives the card of a pack. */
export async function packCard(page: Page, { id }: HubManifest): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Models' });
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Models', exact: true }).click();
  const card = dialog.locator(`[data-testid=pack][data-pack=${id}]`);
  await expect(card).toHaveAttribute('data-phase', /^(?!unknown)/);
  return card;
}

/** Downloads packs, which are small, and closes the page of models. */
export async function getPacks(page: Page, ...manifests: readonly HubManifest[]): Promise<void> {
  for (const manifest of manifests) {
    const card = await packCard(page, manifest);
    await card.getByRole('button', { name: `Download ${manifest.title}` }).click();
    await expect(card).toHaveAttribute('data-phase', 'ready', { timeout: 30_000 });
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeHidden();
}
