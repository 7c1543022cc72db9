/** Draws the icons of the installed app from the favicon: `npx tsx tools/icons/make.ts`. Run again when the mark changes. */
import { mkdirSync, readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';

const GROUND = '#0b5c54';
const svg = readFileSync('public/favicon.svg');
mkdirSync('public/icons', { recursive: true });

const draw = (size: number): Sharp => sharp(svg, { density: (72 * size) / 32 }).resize(size, size);

await draw(192).png().toFile('public/icons/icon-192.png');
await draw(512).png().toFile('public/icons/icon-512.png');

/** On a full ground: systems cut their own shape out of it, and keep the middle four fifths. */
async function onGround(size: number, part: number, file: string): Promise<void> {
  const mark = await draw(Math.round(size * part))
    .png()
    .toBuffer();
  await sharp({ create: { width: size, height: size, channels: 4, background: GROUND } })
    .composite([{ input: mark, gravity: 'centre' }])
    .png()
    .toFile(`public/icons/${file}`);
}

await onGround(512, 0.8, 'maskable-512.png');
await onGround(180, 0.92, 'apple-180.png');
