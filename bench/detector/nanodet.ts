/**
 * Decoding of NanoDet-g's heads, for the comparison only. Source: RangiLyu/nanodet `gfl_head.py`: cell centres
 * ((column + ½) · stride), distances = Σ softmax(bins)·k · stride (generalized focal loss, arXiv 2006.04388).
 */
export interface Level {
  readonly scores: Float32Array;
  readonly edges: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly stride: number;
}

export interface Found {
  readonly edges: readonly [number, number, number, number];
  readonly classId: number;
  readonly score: number;
}

const BINS = 11;

export function decodeNanodet(levels: readonly Level[], minScore: number): Found[] {
  return levels.flatMap((level) => {
    const { scores, edges, rows, columns, stride } = level;
    const plane = rows * columns;
    const found: Found[] = [];
    const distance = (side: number, cell: number): number => {
      const exps = Array.from({ length: BINS }, (_, k) => Math.exp(edges[(side * BINS + k) * plane + cell]!));
      return (stride * exps.reduce((sum, e, k) => sum + e * k, 0)) / exps.reduce((a, b) => a + b, 0);
    };
    for (let i = 0; i < scores.length; i++) {
      if (scores[i]! < minScore) continue;
      const cell = i % plane;
      const x = ((cell % columns) + 0.5) * stride;
      const y = (Math.floor(cell / columns) + 0.5) * stride;
      const box = [x - distance(0, cell), y - distance(1, cell), x + distance(2, cell), y + distance(3, cell)] as const;
      found.push({ edges: box, classId: Math.floor(i / plane), score: scores[i]! });
    }
    return found;
  });
}
