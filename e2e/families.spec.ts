import { expect, test } from '@playwright/test';
import sharp from 'sharp';
import { iou, temporalIou, type Box } from '../src/core/index.ts';
import clap from '../src/packs/hub/clap.ts';
import florence2 from '../src/packs/hub/florence2.ts';
import qwen35 from '../src/packs/hub/qwen35.ts';
import whisper from '../src/packs/hub/whisper.ts';
import { getPacks, putPack, startWithHub } from './support/hub-page.ts';
import { HubServer } from './support/hub-server.ts';
import { wav } from './support/made-sound.ts';

/**
 * Families in the app, on tiny checkpoints: what they find is drawn. Grounding DINO is in models.spec.ts, SigLIP in moments.spec.ts, SAM 2 in
 * masks.spec.ts; what
 * each of them can be asked is in the `*.browser.test.ts` of its folder.
 */
const SECONDS = 16;
const RED: Box = [0.1, 0.2, 0.4, 0.5];

let hub: HubServer;
test.beforeEach(async () => {
  hub = await HubServer.start();
});
test.afterEach(() => hub.close());

/** A white picture with a red square at `RED`. */
async function redSquare(): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const red = await sharp({ create: { width: 192, height: 144, channels: 3, background: { r: 219, g: 41, b: 31 } } })
    .png()
    .toBuffer();
  const buffer = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'white' } })
    .composite([{ input: red, left: 64, top: 96 }])
    .png()
    .toBuffer();
  return { name: 'square.png', mimeType: 'image/png', buffer };
}

test('Florence-2 draws boxes for open words, and describes', async ({ page }) => {
  putPack(hub, florence2);
  const app = await startWithHub(page, hub);
  await getPacks(page, florence2);
  await app.open(await redSquare());
  await app.opened('square.png');
  const turn = await app.ask('Where is the red square?', 120_000);
  await expect(turn).toHaveAttribute('data-pack', 'florence2');
  expect(iou((await app.boxes(turn))[0]!, RED)).toBeGreaterThan(0.85);
  await expect(page.getByRole('option', { name: /red/ })).toHaveCount(1);
  await expect(await app.ask('Describe this')).toContainText('a picture');
});

test('Qwen3.5 draws what it writes as JSON, and says what is not there', async ({ page }) => {
  putPack(hub, qwen35);
  const app = await startWithHub(page, hub);
  await getPacks(page, qwen35);
  await app.open(await redSquare());
  await app.opened('square.png');
  const turn = await app.ask('Where is the red square?', 120_000);
  await expect(turn).toHaveAttribute('data-pack', 'qwen35');
  await expect(turn).toContainText('red square');
  expect(iou((await app.boxes(turn))[0]!, RED)).toBeGreaterThan(0.85);
  await expect(page.getByRole('option', { name: /red square/ })).toHaveCount(1);
  await expect(await app.ask('Is there a green square?', 120_000)).toHaveAttribute('data-state', 'absent');
});

test('CLAP and Whisper lay sounds and words on the timeline', async ({ page }) => {
  for (const manifest of [clap, whisper]) putPack(hub, manifest);
  const app = await startWithHub(page, hub);
  await getPacks(page, clap, whisper);
  // A low tone from 4 to 10 s.
  const samples = Float32Array.from({ length: SECONDS * 16_000 }, (_, i) => {
    const time = i / 16_000;
    return time >= 4 && time < 10 ? 0.4 * Math.sin(2 * Math.PI * 300 * time) : 0;
  });
  await app.open({ name: 'tone.wav', mimeType: 'audio/wav', buffer: wav(samples) });
  await app.opened('tone.wav');
  const lanes = page.getByRole('group', { name: 'Answers on the timeline' });

  const heard = await app.ask('When do I hear a low tone?', 120_000);
  await expect(heard).toHaveAttribute('data-pack', 'clap');
  expect(temporalIou((await app.spans(heard, SECONDS))[0]!, [4, 10])).toBeGreaterThan(0.6);
  await expect(lanes.getByRole('button', { name: /low tone/i }).first()).toBeVisible();

  const said = await app.ask('Transcribe this', 120_000);
  await expect(said).toHaveAttribute('data-pack', 'whisper');
  await expect(said).toContainText('the red car passes.');
  await expect(lanes.getByRole('button', { name: /the red car passes/i }).first()).toBeVisible();
});
