/**
 * Rows `[from, to)` in which a score stays at `off` or above and reaches `on`: two thresholds, so that a score that wavers around one of
 * them gives one stretch (as in the post-processing of DESED baselines, Turpault et al. 2019).
 */
export function runsAbove(at: (row: number) => number, rows: number, on: number, off: number): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let from = -1;
  let reached = false;
  for (let row = 0; row <= rows; row += 1) {
    const score = row < rows ? at(row) : Number.NEGATIVE_INFINITY;
    if (score >= off) {
      if (from < 0) from = row;
      reached ||= score >= on;
    } else {
      if (reached) runs.push([from, row]);
      from = -1;
      reached = false;
    }
  }
  return runs;
}

/** Makes one of runs that are at most `most` rows apart; they are in the order of their beginnings, and may overlap. */
export function closeGaps(runs: readonly (readonly [number, number])[], most: number): [from: number, to: number][] {
  const closed: [number, number][] = [];
  for (const [from, to] of runs) {
    const last = closed.at(-1);
    if (last && from - last[1] <= most) last[1] = Math.max(last[1], to);
    else closed.push([from, to]);
  }
  return closed;
}
