import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import type { Box } from '../../src/core/index.ts';

/** The samples that come with the page, and boxes drawn by hand around what is in them (fractions). */
const THINGS = {
  'teddy bear': { file: 'baby-bear.jpg', box: [0.565, 0.28, 0.835, 0.64] },
  child: { file: 'baby-bear.jpg', box: [0.272, 0.24, 0.556, 0.645] },
  dog: { file: 'dog-human.jpg', box: [0.17, 0.056, 0.87, 0.835] },
  woman: { file: 'dog-human.jpg', box: [0.113, 0.131, 0.645, 0.865] },
  horse: { file: 'jockey.jpg', box: [0.255, 0.15, 0.735, 0.898] },
  jockey: { file: 'jockey.jpg', box: [0.367, 0.022, 0.577, 0.448] },
} as const satisfies Record<string, { readonly file: string; readonly box: Box }>;

export type Thing = keyof typeof THINGS;

export const samplePath = (file: string): string => `public/samples/${file}`;
export const sample = (file: string): Buffer => readFileSync(new URL(`../../public/samples/${file}`, import.meta.url));
export const fileOf = (thing: Thing): string => THINGS[thing].file;
export const truth = (thing: Thing): Box => [...THINGS[thing].box];

/** A thing cut out of its photo, as JPEG. */
export async function cutOut(thing: Thing): Promise<Buffer> {
  const image = sharp(sample(fileOf(thing)));
  const { width, height } = await image.metadata();
  const [x0, y0, x1, y1] = truth(thing);
  const [left, top] = [Math.round(x0 * width), Math.round(y0 * height)];
  const size = { width: Math.round(x1 * width) - left, height: Math.round(y1 * height) - top };
  return image
    .extract({ left, top, ...size })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** One thing twice on plain ground, and where: on the left and on the right. */
export async function twice(thing: Thing): Promise<{ readonly picture: Buffer; readonly left: Box; readonly right: Box }> {
  const [width, height, side] = [800, 480, 280];
  const input = await sharp(await cutOut(thing))
    .resize(side, side, { fit: 'fill' })
    .toBuffer();
  const top = 120;
  const at = [60, 460] as const;
  const picture = await sharp({ create: { width, height, channels: 3, background: '#a9b2b4' } })
    .composite(at.map((left) => ({ input, left, top })))
    .jpeg()
    .toBuffer();
  const box = (left: number): Box => [left / width, top / height, (left + side) / width, (top + side) / height];
  return { picture, left: box(at[0]), right: box(at[1]) };
}
