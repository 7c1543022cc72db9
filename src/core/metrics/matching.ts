/**
 * Size of the largest one-to-one matching between `left` and `right` items, by augmenting paths (Kuhn 1955).
 *
 * @param fits whether item `i` on the left may go with item `j` on the right
 */
export function largestMatching(left: number, right: number, fits: (i: number, j: number) => boolean): number {
  const partner = Array.from<number | null>({ length: right }).fill(null);
  const place = (i: number, seen: Set<number>): boolean => {
    for (let j = 0; j < right; j += 1) {
      if (seen.has(j) || !fits(i, j)) continue;
      seen.add(j);
      const rival = partner[j] ?? null;
      if (rival !== null && !place(rival, seen)) continue;
      partner[j] = i;
      return true;
    }
    return false;
  };
  let size = 0;
  for (let i = 0; i < left; i += 1) if (place(i, new Set())) size += 1;
  return size;
}
