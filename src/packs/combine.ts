import { askedThings, spanOf, type Answer } from '../core/index.ts';
import type { PackManifest } from './manifest.ts';
import type { Moments } from './request.ts';
import type { Asked } from './router.ts';

/**
 * Who puts boxes into the moments that another pack has found: a pack of the hub that finds every box of open words in a video.
 *
 * @param finder who finds the moments
 * @param ready packs that can answer now
 * @returns `null` where nobody can, and where moments are not what was found
 */
export function boxerFor(
  { medium }: Pick<Asked, 'medium'>,
  finder: PackManifest,
  ready: readonly PackManifest[],
): PackManifest | null {
  if (medium !== 'video' || !finder.tasks.includes('moments')) return null;
  const boxes = (pack: PackManifest): boolean => pack.hub !== undefined && pack.tasks.includes('detect');
  return ready.find((pack) => pack !== finder && pack.media.includes(medium) && boxes(pack)) ?? null;
}

/** Whether a question for things wants more than times: then its boxes are looked for without being asked for. */
export function wantsBoxes(question: string): boolean {
  const { wish, phrases } = askedThings(question);
  return wish !== 'when' && phrases.length > 0;
}

/**
 * Where to look for the boxes of what a pack has found.
 *
 * @returns `null` for everywhere: something that was asked for was not found at all, and whoever makes the boxes has the last word on that
 */
export function momentsFor(question: string, { references }: Answer, finder: PackManifest): Moments | null {
  const found = new Set(references.map(({ phrase }) => phrase.toLowerCase()));
  if (!askedThings(question).phrases.every((phrase) => found.has(phrase.toLowerCase()))) return null;
  const spans = references.map(spanOf).filter((span) => span !== null);
  return spans.length > 0 ? { spans, by: finder.title } : null;
}
