import type { Segment } from '../sound/segment.ts';

/** What follows the classes: start and end as fractions, length, loudness, score (training/sound_scenes.py). */
const OTHERS = 5;
/** dBFS of the quietest that is told apart. */
const QUIETEST = -60;

/** Features of a segment for so many classes of sound. */
export const soundFeatures = (classes: number): number => classes + OTHERS;

/** Segments as their adapter takes them: `[N, classes + 5]`, row by row. */
export function toSoundFeatures(segments: readonly Segment[], duration: number, classes: number): Float32Array<ArrayBuffer> {
  const width = soundFeatures(classes);
  const rows = new Float32Array(segments.length * width);
  for (const [i, { index, span, score, loudness }] of segments.entries()) {
    const [start, end] = span;
    rows[i * width + index] = score;
    const level = Math.min(1, Math.max(0, 1 - loudness / QUIETEST));
    rows.set([start / duration, end / duration, Math.log1p(end - start) / 8, level, score], i * width + classes);
  }
  return rows;
}
