import type { MediumDocument } from '../../store/index.ts';

/** Pixels along the longer side. */
const SIDE = 240;

/** A small picture of a medium; `null` for sound. */
export async function thumbOf(medium: MediumDocument): Promise<Blob | null> {
  if (medium.kind === 'sound') return null;
  const { width, height } = medium.original;
  const scale = Math.min(1, SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale)));
  const context = canvas.getContext('2d')!;
  context.drawImage(medium.kind === 'picture' ? medium.bitmap : medium.player, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.8 });
}
