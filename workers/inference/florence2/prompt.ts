import type { Box } from '../../../src/core/index.ts';

/** Coordinates are written as one of so many steps. */
export const BINS = 1000;

/** What can be asked, in the words that the model was trained on (Xiao et al. 2023, arXiv 2311.06242; the published processor's table). */
export const PROMPTS = {
  caption: 'Describe with a paragraph what is shown in the image.',
  objects: 'Locate the objects with category name in the image.',
  text: 'What is the text in the image, with regions?',
  phrases: (caption: string) => `Locate the phrases in the caption: ${caption}.`,
  kind: (things: string) => `Locate ${things} in the image.`,
  region: (box: Box) => `What does the region ${toLocations(box)} describe?`,
} as const;

const bin = (value: number): number => Math.min(BINS - 1, Math.max(0, Math.floor(value * BINS)));

/** A box as the model writes it: left, top, right, bottom. */
export const toLocations = (box: Box): string => box.map((value) => `<loc_${bin(value)}>`).join('');
