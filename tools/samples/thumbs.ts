import type { Page } from '@playwright/test';
import sharp from 'sharp';

const [WIDTH, HEIGHT] = [480, 320];

/** A frame of a video as a small picture. */
export async function videoThumb(page: Page, url: string, time: number, file: string): Promise<void> {
  const data = await page.evaluate(
    async ({ url, time }) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = url;
      await new Promise((resolve, reject) => {
        video.addEventListener('seeked', resolve, { once: true });
        video.addEventListener('error', reject, { once: true });
        video.currentTime = time;
      });
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      canvas.getContext('2d')!.drawImage(video, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1]!;
    },
    { url, time },
  );
  await sharp(Buffer.from(data, 'base64')).resize(WIDTH, HEIGHT, { fit: 'cover' }).webp({ quality: 80 }).toFile(file);
}

/** The wave of a recording as a small picture. */
export async function soundThumb(page: Page, url: string, file: string): Promise<void> {
  const peaks = await page.evaluate(
    async ({ url, bars }) => {
      const context = new OfflineAudioContext(1, 1, 16_000);
      const buffer = await context.decodeAudioData(await (await fetch(url)).arrayBuffer());
      const samples = buffer.getChannelData(0);
      const step = Math.ceil(samples.length / bars);
      return Array.from({ length: bars }, (_, i) =>
        samples.subarray(i * step, (i + 1) * step).reduce((most, v) => Math.max(most, Math.abs(v)), 0),
      );
    },
    { url, bars: 80 },
  );
  const most = Math.max(...peaks, 0.01);
  const bars = peaks.map((peak, i) => {
    const height = Math.max(3, (peak / most) * 200);
    return `<rect x="${i * 6}" y="${(HEIGHT - height) / 2}" width="4" height="${height}" rx="2" fill="#6fd6c6"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"><rect width="100%" height="100%" fill="#12302d"/>${bars.join('')}</svg>`;
  await sharp(Buffer.from(svg)).webp({ quality: 80 }).toFile(file);
}
