import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { iou, type Box } from '../src/core/index.ts';
import florence2 from '../src/packs/hub/florence2.ts';
import { getPacks, putPack, startWithHub } from './support/hub-page.ts';
import { HubServer } from './support/hub-server.ts';

const RED: Box = [0.1, 0.2, 0.4, 0.5];

/** What the test puts into the workers' realm. */
interface Realm {
  gpuDevices: GPUDevice[];
  /** Work that may still be handed to the graphics card before the device is lost; negative: all of it. */
  left: number;
}

test('a device that is lost while an answer is written is replaced, and the question is answered', async ({ page }) => {
  // Two workers, and the software adapter compiles every shader twice.
  test.setTimeout(900_000);
  const hub = await HubServer.start();
  putPack(hub, florence2);
  let lost = 0;
  page.on('worker', (worker) => {
    void worker
      .evaluate(() => {
        const realm = globalThis as unknown as Realm;
        Object.assign(realm, { gpuDevices: [], left: -1 });
        const requestDevice = Reflect.get(GPUAdapter.prototype, 'requestDevice') as (...args: unknown[]) => Promise<GPUDevice>;
        GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, ...args) {
          const device = await requestDevice.apply(this, args);
          realm.gpuDevices.push(device);
          return device;
        };
        const submit = Reflect.get(GPUQueue.prototype, 'submit') as (...args: unknown[]) => undefined;
        GPUQueue.prototype.submit = function (this: GPUQueue, ...args) {
          submit.apply(this, args);
          if (realm.left > 0) realm.left -= 1;
          else if (realm.left === 0) for (const device of realm.gpuDevices) device.destroy();
          return undefined;
        };
      })
      .catch(() => undefined);
  });
  const app = await startWithHub(page, hub, { devicePreference: 'webgpu' });
  await getPacks(page, florence2);
  const red = await sharp({ create: { width: 192, height: 144, channels: 3, background: { r: 219, g: 41, b: 31 } } })
    .png()
    .toBuffer();
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'white' } })
    .composite([{ input: red, left: 64, top: 96 }])
    .png()
    .toBuffer();
  await app.open({ name: 'square.png', mimeType: 'image/png', buffer });
  await app.opened('square.png');
  const first = await app.ask('Describe this', 300_000);
  await expect(first).toHaveAttribute('data-pack', 'florence2');
  await expect(first).toHaveAttribute('data-device', 'webgpu');

  // Now lost, some steps into the answer.
  for (const worker of page.workers())
    lost += await worker.evaluate(() => {
      const realm = globalThis as unknown as Realm;
      if (realm.gpuDevices.length === 0) return 0;
      realm.left = 3;
      return realm.gpuDevices.length;
    });
  expect(lost).toBe(1);
  const turn = await app.ask('Where is the red square?', 300_000);
  await expect(turn).toHaveAttribute('data-state', 'found');
  expect(iou((await app.boxes(turn))[0]!, RED)).toBeGreaterThan(0.85);
  await page.getByRole('button', { name: /^Device/ }).click();
  await expect(page.getByText('The worker was replaced 1 time.')).toBeVisible();
  await page.keyboard.press('Escape');
  // The document is whole.
  await expect(app.turns).toHaveCount(2);
  await hub.close();
});
