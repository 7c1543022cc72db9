import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type * as Mediabunny from 'mediabunny';
import type { Box, Span, Tube } from '../../src/core/index.ts';

/** A thing cut out of a real photo, that comes, goes and moves. */
export interface Actor {
  /** What it is, in the words of the labels. */
  readonly label: string;
  /** JPEG of the cut-out. */
  readonly jpeg: Buffer;
  /** Seconds. */
  readonly span: Span;
  /** Its box at the beginning and at the end of its span, fractions of the frame. */
  readonly from: Box;
  readonly to: Box;
}

export interface MadePlan {
  readonly seconds: number;
  readonly actors: readonly Actor[];
  readonly width?: number;
  readonly height?: number;
  /** What is heard: samples at 16 kHz. */
  readonly sound?: Float32Array<ArrayBuffer>;
}

const FPS = 12;

/** Where a thing is at a time, as drawn. */
export function placeAt({ span, from, to }: Pick<Actor, 'span' | 'from' | 'to'>, time: number): Box {
  const share = Math.min(1, Math.max(0, (time - span[0]) / (span[1] - span[0])));
  const mix = (i: 0 | 1 | 2 | 3): number => from[i] + (to[i] - from[i]) * share;
  return [mix(0), mix(1), mix(2), mix(3)];
}

/** The truth of an actor as a tube. */
export function tubeOf(actor: Actor): Tube {
  const count = 20;
  const [start, end] = actor.span;
  const times = Array.from({ length: count + 1 }, (_, i) => start + ((end - start) * i) / count);
  return { span: actor.span, boxes: times.map((time) => ({ time, box: placeAt(actor, time) })) };
}

/** Encodes a video with exact truth, in the page's own browser. */
export async function makeVideo(page: Page, { seconds, actors, width = 640, height = 360, sound }: MadePlan): Promise<Buffer> {
  const module = readFileSync(
    path.resolve(import.meta.dirname, '../../node_modules/mediabunny/dist/bundles/mediabunny.min.mjs'),
  );
  await page.route('**/test-mediabunny.mjs', (route) => route.fulfill({ body: module, contentType: 'text/javascript' }));
  const base64 = await page.evaluate(
    async ({ seconds, actors, width, height, fps, sound }) => {
      const address = new URL('test-mediabunny.mjs', document.baseURI).href;
      const { AudioBufferSource, BufferTarget, CanvasSource, Mp4OutputFormat, Output } = (await import(
        address
      )) as typeof Mediabunny;
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d')!;
      const pictures = await Promise.all(
        actors.map(async ({ base64 }) => createImageBitmap(await (await fetch(`data:image/jpeg;base64,${base64}`)).blob())),
      );
      const target = new BufferTarget();
      const output = new Output({ format: new Mp4OutputFormat(), target });
      const source = new CanvasSource(canvas, { codec: 'avc', bitrate: 3_000_000, keyFrameInterval: 1 });
      output.addVideoTrack(source);
      const heard = sound === null ? null : new AudioBufferSource({ codec: 'opus', bitrate: 96_000 });
      if (heard) output.addAudioTrack(heard);
      await output.start();
      if (heard) {
        const bytes = Uint8Array.from(atob(sound!), (c) => c.charCodeAt(0));
        const samples = new Float32Array(bytes.buffer);
        const rate = 48_000;
        const buffer = new AudioBuffer({ length: samples.length * 3, sampleRate: rate });
        buffer.copyToChannel(
          Float32Array.from({ length: samples.length * 3 }, (_, i) => samples[Math.floor(i / 3)]!),
          0,
        );
        await heard.add(buffer);
        heard.close();
      }
      const ground = context.createLinearGradient(0, 0, 0, height);
      ground.addColorStop(0, '#b9c4cc');
      ground.addColorStop(1, '#8d9186');
      for (let frame = 0; frame < seconds * fps; frame += 1) {
        const time = frame / fps;
        context.fillStyle = ground;
        context.fillRect(0, 0, width, height);
        actors.forEach(({ span, from, to }, i) => {
          if (time < span[0] || time >= span[1]) return;
          const share = (time - span[0]) / (span[1] - span[0]);
          const [x0, y0, x1, y1] = from.map((v, k) => v + (to[k]! - v) * share) as [number, number, number, number];
          context.drawImage(pictures[i]!, x0 * width, y0 * height, (x1 - x0) * width, (y1 - y0) * height);
        });
        await source.add(time, 1 / fps);
      }
      await output.finalize();
      const bytes = new Uint8Array(target.buffer!);
      let text = '';
      for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
      return btoa(text);
    },
    {
      seconds,
      width,
      height,
      fps: FPS,
      sound: sound ? Buffer.from(sound.buffer).toString('base64') : null,
      actors: actors.map(({ jpeg, span, from, to }) => ({
        base64: jpeg.toString('base64'),
        span,
        from,
        to,
      })),
    },
  );
  return Buffer.from(base64, 'base64');
}
