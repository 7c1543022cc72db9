/**
 * Reading the detector's heads. CenterNet (Zhou et al. 2019, arXiv 1904.07850): a thing is a local maximum of its class's
 * heat map. The box parametrization of these weights was read off their own graph (`tower_0/sub*`, `tower_0/add_*`): the four
 * `wh` channels are the distances from the cell's corner (4·column, 4·row) to the left, top, right and bottom edge, in pixels
 * of the network's input.
 */
export interface Heads {
  /** `[80, rows, columns]`, class scores 0..1. */
  readonly keypoints: Float32Array;
  /** `[4, rows, columns]`: left, top, right, bottom in input pixels. */
  readonly wh: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** A peak: edges in input pixels, not clipped. `cell` is its position in a head's plane. */
export interface Peak {
  readonly edges: readonly [x0: number, y0: number, x1: number, y1: number];
  readonly classId: number;
  readonly score: number;
  readonly cell: number;
}

/** Input pixels per cell of the heads. */
export const STRIDE = 4;

/** How many peaks go on to suppression; the original graph keeps 100 as well. */
const MOST_PEAKS = 100;

/**
 * The peaks of at least `minScore`, best first, at most 100: cells that no cell of the 3 × 3 around them beats in the same
 * class. Of equal neighbours (a plateau) each is a peak; suppression leaves one.
 */
export function findPeaks(heads: Heads, minScore: number): Peak[] {
  const { keypoints, wh, rows, columns } = heads;
  const plane = rows * columns;
  const peaks: Peak[] = [];
  for (let i = 0; i < keypoints.length; i++) {
    const score = keypoints[i]!;
    if (score < minScore) continue;
    const cell = i % plane;
    if (!isPeak(keypoints, i, cell, rows, columns)) continue;
    const x = STRIDE * (cell % columns);
    const y = STRIDE * Math.floor(cell / columns);
    const edge = (channel: number): number => wh[channel * plane + cell]!;
    const edges = [x - edge(0), y - edge(1), x + edge(2), y + edge(3)] as const;
    peaks.push({ edges, classId: Math.floor(i / plane), score, cell });
  }
  return peaks.sort((a, b) => b.score - a.score).slice(0, MOST_PEAKS);
}

function isPeak(scores: Float32Array, i: number, cell: number, rows: number, columns: number): boolean {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  for (let dy = row > 0 ? -1 : 0; dy <= (row < rows - 1 ? 1 : 0); dy++) {
    for (let dx = column > 0 ? -1 : 0; dx <= (column < columns - 1 ? 1 : 0); dx++) {
      if (scores[i + dy * columns + dx]! > scores[i]!) return false;
    }
  }
  return true;
}

/** The scores of all classes in one cell, 0..1, by class id. */
export function classScores(heads: Heads, cell: number): number[] {
  const plane = heads.rows * heads.columns;
  return Array.from({ length: heads.keypoints.length / plane }, (_, id) => heads.keypoints[id * plane + cell]!);
}
