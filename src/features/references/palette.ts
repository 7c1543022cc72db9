/**
 * Colours that tie a phrase, its box and its list row together. Each has enough contrast (WCAG AA, 4.5:1) with `ink` for the
 * label text on it, and is drawn with a dark and a light outline so that it shows on any picture.
 */
export interface ReferenceColour {
  readonly fill: string;
  readonly ink: string;
}

const PALETTE: readonly ReferenceColour[] = [
  { fill: '#ffb000', ink: '#1a1200' },
  { fill: '#4cc2ff', ink: '#00131f' },
  { fill: '#ff7ab8', ink: '#26000f' },
  { fill: '#5fd38d', ink: '#00180a' },
  { fill: '#c39bff', ink: '#12002e' },
  { fill: '#ff8a5c', ink: '#240900' },
  { fill: '#2fd6c8', ink: '#001a17' },
  { fill: '#d9d24a', ink: '#191700' },
];

/** The colour of the `index`-th reference of an answer (0-based; repeats after eight). */
export function referenceColour(index: number): ReferenceColour {
  return PALETTE[index % PALETTE.length]!;
}
