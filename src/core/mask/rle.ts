/**
 * Run lengths as text, the "compressed RLE" of the COCO API: numbers in groups of five bits, least first, each group plus 48 as a letter;
 * from the fourth number on, what is written is the difference to the number two before (`rleToString` and `rleFrString` in
 * common/maskApi.c of https://github.com/cocodataset/cocoapi, BSD-2-Clause, read for the format).
 */

/** Letters of the largest number: 31 bits. */
const MOST_LETTERS = 7;

/** Writes run lengths (whole numbers, 0 or more). */
export function countsToText(counts: readonly number[]): string {
  let text = '';
  for (const [i, count] of counts.entries()) {
    let rest = i > 2 ? count - counts[i - 2]! : count;
    for (let more = true; more;) {
      let group = rest & 31;
      rest >>= 5;
      // The highest bit of the last group is the sign.
      more = group & 16 ? rest !== -1 : rest !== 0;
      if (more) group |= 32;
      text += String.fromCharCode(group + 48);
    }
  }
  return text;
}

/** The run lengths of a text; `null` when it is cut off, has other letters in it, or one of its numbers is negative. */
export function textToCounts(text: string): number[] | null {
  const counts: number[] = [];
  for (let at = 0; at < text.length;) {
    let value = 0;
    let more = true;
    for (let k = 0; more; k += 1, at += 1) {
      const group = text.charCodeAt(at) - 48;
      // Past the end it is NaN, which is in no range.
      if (!(group >= 0 && group < 64) || k >= MOST_LETTERS) return null;
      value |= (group & 31) << (5 * k);
      more = (group & 32) !== 0;
      if (!more && group & 16 && k < MOST_LETTERS - 1) value |= -1 << (5 * (k + 1));
    }
    if (counts.length > 2) value += counts.at(-2)!;
    if (value < 0) return null;
    counts.push(value);
  }
  return counts;
}
