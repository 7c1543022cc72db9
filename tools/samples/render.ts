import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type * as Mediabunny from 'mediabunny';
import type { Box, Span } from '../../src/core/index.ts';

/** A photo, or a part of it, that is shown for a time and moves. Boxes are fractions. */
export interface Layer {
  readonly jpeg: Buffer;
  /** Seconds; it fades in and out over the first and last `fade` seconds. */
  readonly span: Span;
  /** The part of the photo, at the beginning and at the end. */
  readonly crop: readonly [Box, Box];
  /** Where it lies in the frame, at the beginning and at the end. */
  readonly place: readonly [Box, Box];
  /** Like a print: with a white border. */
  readonly print?: boolean;
}

export interface Film {
  readonly seconds: number;
  /** Without layers it is a recording. */
  readonly layers: readonly Layer[];
  readonly fade?: number;
  readonly ground?: readonly [string, string];
  /** Samples at 16 kHz, -1 to 1. */
  readonly sound?: Float32Array<ArrayBuffer>;
}

/** Of every film, in pixels. */
export const WIDTH = 640;
export const HEIGHT = 400;
const FPS = 15;

/** Draws and encodes a film as MP4 (H.264 and Opus), or a recording as Ogg Opus, in the browser's own encoders. */
export async function render(
  page: Page,
  { seconds, layers, fade = 0, ground = ['#bcae98', '#8f8371'], sound }: Film,
): Promise<Buffer> {
  const module = readFileSync(path.resolve('node_modules/mediabunny/dist/bundles/mediabunny.min.mjs'));
  await page.route('**/mediabunny.mjs', (route) => route.fulfill({ body: module, contentType: 'text/javascript' }));
  const base64 = await page.evaluate(
    async ({ seconds, layers, fade, ground, sound, width, height, fps }) => {
      const address = new URL('mediabunny.mjs', document.baseURI).href;
      const { AudioBufferSource, BufferTarget, CanvasSource, Mp4OutputFormat, OggOutputFormat, Output } = (await import(
        address
      )) as typeof Mediabunny;
      const target = new BufferTarget();
      const output = new Output({ format: layers.length > 0 ? new Mp4OutputFormat() : new OggOutputFormat(), target });
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      const seen = layers.length > 0 ? new CanvasSource(canvas, { codec: 'avc', bitrate: 700_000, keyFrameInterval: 2 }) : null;
      const heard = sound === null ? null : new AudioBufferSource({ codec: 'opus', bitrate: 48_000 });
      if (seen) output.addVideoTrack(seen);
      if (heard) output.addAudioTrack(heard);
      await output.start();
      if (heard) {
        const samples = new Float32Array(Uint8Array.from(atob(sound!), (c) => c.charCodeAt(0)).buffer);
        const given = new AudioBuffer({ length: samples.length, sampleRate: 16_000 });
        given.copyToChannel(samples, 0);
        const offline = new OfflineAudioContext(1, samples.length * 3, 48_000);
        const node = new AudioBufferSourceNode(offline, { buffer: given });
        node.connect(offline.destination);
        node.start();
        await heard.add(await offline.startRendering());
        heard.close();
      }
      if (seen) {
        const pictures = await Promise.all(
          layers.map(async ({ base64 }) => createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob())),
        );
        const fill = context.createLinearGradient(0, 0, 0, height);
        fill.addColorStop(0, ground[0]);
        fill.addColorStop(1, ground[1]);
        type Corners = readonly [number, number, number, number];
        const between = ([from, to]: readonly [Corners, Corners], share: number) =>
          from.map((value, i) => value + (to[i]! - value) * share) as [number, number, number, number];
        for (let frame = 0; frame < seconds * fps; frame += 1) {
          const time = frame / fps;
          context.globalAlpha = 1;
          context.fillStyle = fill;
          context.fillRect(0, 0, width, height);
          layers.forEach(({ span, crop, place, print }, i) => {
            if (time < span[0] || time >= span[1]) return;
            const share = (time - span[0]) / (span[1] - span[0]);
            const [cx0, cy0, cx1, cy1] = between(crop, share);
            const [x0, y0, x1, y1] = between(place, share);
            const { width: w, height: h } = pictures[i]!;
            const edge = Math.min(time - span[0], span[1] - time);
            context.globalAlpha = fade > 0 ? Math.min(1, edge / fade) : 1;
            if (print) {
              context.fillStyle = '#fdfcf8';
              context.shadowColor = 'rgb(0 0 0 / 35%)';
              context.shadowBlur = 14;
              context.fillRect(x0 * width - 9, y0 * height - 9, (x1 - x0) * width + 18, (y1 - y0) * height + 18);
              context.shadowBlur = 0;
            }
            context.drawImage(
              pictures[i]!,
              cx0 * w,
              cy0 * h,
              (cx1 - cx0) * w,
              (cy1 - cy0) * h,
              x0 * width,
              y0 * height,
              (x1 - x0) * width,
              (y1 - y0) * height,
            );
          });
          await seen.add(time, 1 / fps);
        }
      }
      await output.finalize();
      const bytes = new Uint8Array(target.buffer!);
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return btoa(text);
    },
    {
      seconds,
      fade,
      ground,
      width: WIDTH,
      height: HEIGHT,
      fps: FPS,
      sound: sound ? Buffer.from(sound.buffer).toString('base64') : null,
      layers: layers.map(({ jpeg, span, crop, place, print = false }) => ({
        base64: jpeg.toString('base64'),
        span,
        crop,
        place,
        print,
      })),
    },
  );
  return Buffer.from(base64, 'base64');
}
