/**
 * Every figure that we report, each with its source. Not part of `src/core/index.ts`: only the evaluation command and page load it.
 *
 * Shares are 0..1 (not per cent), boxes `[x0, y0, x1, y1]` in any one unit per picture, times seconds.
 */
export * from './average-precision.ts';
export * from './detection.ts';
export * from './generalised.ts';
export * from './highlights.ts';
export * from './matching.ts';
export * from './moments.ts';
export * from './phrases.ts';
export * from './presence.ts';
export * from './psds.ts';
export * from './qvhighlights.ts';
export * from './referring.ts';
export * from './reliability.ts';
export * from './sound-events.ts';
export * from './span-sets.ts';
export * from './statistics.ts';
export * from './tubes.ts';
