import { expect, test, type Locator, type Page } from '@playwright/test';
import sharp from 'sharp';
import { iou, type Box } from '../src/core/index.ts';
import manifest from '../src/packs/hub/grounding-dino.ts';
import type { App } from './support/app.ts';
import { packCard, putPack, startWithHub } from './support/hub-page.ts';
import { HubServer } from './support/hub-server.ts';

const REPO = 'onnx-community/grounding-dino-tiny-ONNX';
const MODEL = 'onnx/model_quantized.onnx';
const RED: Box = [0.1, 0.2, 0.4, 0.5];

// Large files are written and hashed, on a machine that may be busy.
test.describe.configure({ timeout: 300_000 });

let hub: HubServer;
test.beforeEach(async () => {
  hub = await HubServer.start();
  putPack(hub, manifest);
});
test.afterEach(() => hub.close());

/** A model file so large that its coming can be watched; it is no model. */
const large = (bytes: number): void => hub.put(REPO, MODEL, Buffer.alloc(bytes, 7));

const start = (page: Page): Promise<App> => startWithHub(page, hub);

/** Opens the page of models and gives the card of the pack. */
async function card(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  const pack = page.locator('[data-testid=pack][data-pack=grounding-dino]');
  await expect(pack).toHaveAttribute('data-phase', /none|paused|ready/);
  return pack;
}

const press = (pack: Locator, name: string): Promise<void> =>
  pack.getByRole('button', { name: `${name} Grounding DINO tiny` }).click();
const phase = (pack: Locator, is: string | RegExp): Promise<void> =>
  expect(pack).toHaveAttribute('data-phase', is, { timeout: 90_000 });

async function squares(): Promise<Buffer> {
  const [x0, y0, x1, y1] = RED.map((v, i) => Math.round(v * (i % 2 ? 480 : 640))) as [number, number, number, number];
  const red = await sharp({ create: { width: x1 - x0, height: y1 - y0, channels: 3, background: { r: 219, g: 41, b: 31 } } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 640, height: 480, channels: 3, background: 'white' } })
    .composite([{ input: red, left: x0, top: y0 }])
    .png()
    .toBuffer();
}

test('a pack is downloaded, answers, says who answered, and works offline after a reload', async ({ page }) => {
  const app = await start(page);
  const pack = await card(page);
  await press(pack, 'Download');
  await phase(pack, 'ready');
  await expect(pack).toContainText('Ready offline');
  await page.keyboard.press('Escape');

  const file = { name: 'squares.png', mimeType: 'image/png', buffer: await squares() };
  const asks = async (): Promise<void> => {
    await app.open(file);
    await app.opened('squares.png');
    const turn = await app.ask('Where is the red square?');
    await expect(turn).toHaveAttribute('data-state', 'found');
    await expect(turn).toHaveAttribute('data-pack', 'grounding-dino');
    await expect(turn.getByTestId('answered-by')).toHaveText('Grounding DINO tiny');
    expect(iou((await app.boxes(turn))[0]!, RED)).toBeGreaterThan(0.9);
  };
  await asks();
  hub.down = true;
  const before = hub.hits.length;
  await page.reload();
  await asks();
  expect(hub.hits).toHaveLength(before);

  // Who answers can be chosen.
  await page.getByRole('button', { name: 'Answered by: Best model for it' }).click();
  await page.getByRole('menuitemradio', { name: /nano/i }).click();
  await expect(await app.ask('Where is the red square?')).toHaveAttribute('data-pack', 'nano');

  // Deleted, it is gone.
  const again = await card(page);
  await press(again, 'Delete');
  await phase(again, 'none');
});

test('what the built-in pack does not know leads to a pack that would', async ({ page }) => {
  const app = await start(page);
  await app.open({ name: 'squares.png', mimeType: 'image/png', buffer: await squares() });
  await app.opened('squares.png');
  const turn = await app.ask('Where is the quokka?');
  await expect(turn).toHaveAttribute('data-state', 'unsure');
  await turn.getByRole('button', { name: /^See / }).click();
  await expect(page.getByRole('dialog', { name: 'Models' })).toBeVisible();
});

test('a large download asks first, and can be paused, taken up again after a reload, and deleted', async ({ page }) => {
  large(60e6);
  await start(page);
  let pack = await card(page);
  await press(pack, 'Download');
  await phase(pack, 'asking');
  const consent = pack.getByRole('group', { name: 'Download Grounding DINO tiny?' });
  await expect(consent).toContainText('60');
  await expect(consent).toContainText('Apache-2.0');
  expect(hub.hits.filter(({ method, path }) => method === 'GET' && path.endsWith('.onnx'))).toEqual([]);
  await press(pack, 'Not now');
  await phase(pack, 'none');

  hub.fault(REPO, MODEL, { speed: 6e6 });
  await press(pack, 'Download');
  await press(pack, 'Agree and download');
  await phase(pack, 'downloading');
  await expect(pack.getByRole('progressbar')).toBeVisible();
  await expect.poll(() => pack.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0.1);
  await press(pack, 'Pause');
  await phase(pack, 'paused');
  // A tab closed midway and opened again goes on where it was.
  await page.reload();
  pack = await card(page);
  await phase(pack, 'paused');
  hub.fault(REPO, MODEL, null);
  await press(pack, 'Resume');
  await phase(pack, 'ready');
  const ranges = hub.hits.filter(({ path, range }) => path.endsWith(MODEL) && range && !range.startsWith('bytes=0'));
  expect(ranges.length).toBeGreaterThan(0);
  await press(pack, 'Delete');
  await phase(pack, 'none');
});

test('a tab that is closed midway loses nothing', async ({ page, context }) => {
  large(20e6);
  hub.fault(REPO, MODEL, { speed: 3e6 });
  await start(page);
  const pack = await card(page);
  await press(pack, 'Download');
  await phase(pack, 'downloading');
  await expect.poll(() => pack.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value)).toBeGreaterThan(0.1);
  const tab = await context.newPage();
  await page.close();
  hub.fault(REPO, MODEL, null);
  await start(tab);
  const again = await card(tab);
  await phase(again, 'paused');
  await press(again, 'Resume');
  await phase(again, 'ready');
  // It went on in the middle of the file.
  expect(hub.hits.filter(({ path, range }) => path.endsWith(MODEL) && range && !range.startsWith('bytes=0'))).toHaveLength(1);
});

test('a graphics card that is too small is told, and the processor takes over where that is left to the app', async ({
  page,
}) => {
  // No such card is here: one that gives buffers of 64 MB and no half precision.
  await page.addInitScript(() => {
    const adapter = {
      info: { vendor: 'test', architecture: 'small', description: '', isFallbackAdapter: false },
      limits: { maxBufferSize: 64e6, maxStorageBufferBindingSize: 64e6 },
      features: new Set(),
    };
    Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: () => Promise.resolve(adapter) } });
  });
  await startWithHub(page, hub, { devicePreference: 'webgpu' });
  let pack = await packCard(page, manifest);
  await expect(pack).toHaveAttribute('data-phase', 'too-large');
  await expect(pack).toContainText('No version of it fits the chosen device.');
  await expect(pack.getByRole('button', { name: 'Download Grounding DINO tiny' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: /^Device/ }).click();
  await page.getByRole('radio', { name: /Automatic/ }).click();
  await page.keyboard.press('Escape');
  pack = await packCard(page, manifest);
  await phase(pack, 'none');
  await pack.locator('summary').click();
  await expect(pack).toContainText('8-bit precision on the processor');
  await expect(pack).toContainText('It is too large for this graphics card and runs on the processor, more slowly.');
});

test('a line that breaks goes on by itself', async ({ page }) => {
  large(4e6);
  hub.fault(REPO, MODEL, { breakAfter: 1e6, times: 1 });
  await start(page);
  const pack = await card(page);
  await press(pack, 'Download');
  await phase(pack, 'ready');
});

const FAULTS = [
  { what: 'a hub that is down', break: () => (hub.down = true), says: /online|mirror/, heal: () => (hub.down = false) },
  {
    what: 'a missing file',
    break: () => hub.fault(REPO, MODEL, { status: 404 }),
    says: /every file|refused/,
    heal: () => hub.fault(REPO, MODEL, null),
  },
  {
    what: 'a file that is corrupt at its full length',
    break: () => hub.fault(REPO, MODEL, { corrupt: true }),
    says: /not what was promised/,
    heal: () => hub.fault(REPO, MODEL, null),
  },
  {
    what: 'a file that ends early',
    break: () => hub.fault(REPO, MODEL, { truncateAt: 500 }),
    says: /not what was promised|broke|online/i,
    heal: () => hub.fault(REPO, MODEL, null),
  },
  {
    what: 'a web page in place of a file',
    break: () => hub.fault(REPO, MODEL, { html: true }),
    says: /not where it should be/,
    heal: () => hub.fault(REPO, MODEL, null),
  },
];
for (const { what, break: spoil, says, heal } of FAULTS)
  test(`${what} is told, nothing bad is kept, and it works once that is over`, async ({ page }) => {
    spoil();
    await start(page);
    const pack = await card(page);
    await press(pack, 'Download');
    await expect(pack).toHaveAttribute('data-phase', 'failed', { timeout: 90_000 });
    await expect(pack.getByRole('alert')).toContainText(says);
    heal();
    await press(pack, 'Try again');
    await phase(pack, 'ready');
  });

test('a full disk midway keeps what came and goes on when there is room', async ({ page, context, baseURL }) => {
  large(40e6);
  await start(page);
  const pack = await card(page);
  const client = await context.newCDPSession(page);
  const origin = new URL(baseURL!).origin;
  await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 20e6 });
  await press(pack, 'Download');
  await phase(pack, 'failed');
  await expect(pack.getByRole('alert')).toContainText(/full|room|space/i);
  await client.send('Storage.overrideQuotaForOrigin', { origin });
  await press(pack, 'Try again');
  await phase(pack, 'ready');
});

test('two tabs do not download the same thing twice', async ({ page, context }) => {
  large(20e6);
  hub.fault(REPO, MODEL, { speed: 5e6 });
  await start(page);
  const first = await card(page);
  await press(first, 'Download');
  await phase(first, 'downloading');
  const tab = await context.newPage();
  await start(tab);
  const second = await card(tab);
  await second.getByRole('button', { name: /^(Download|Resume) Grounding DINO tiny$/ }).click();
  await phase(second, 'waiting');
  await phase(first, 'ready');
  await phase(second, 'ready');
  expect(hub.hits.filter(({ method, path }) => method === 'GET' && path.endsWith(MODEL))).toHaveLength(1);
});
