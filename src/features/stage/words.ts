import { area, centre, formatClock, shareInWords, type Box, type Mask, type Reference, type Span } from '../../core/index.ts';

/** Where the middle of a box is: `upper left`. */
function sideInWords(box: Box): string {
  const [x, y] = centre(box);
  const across = third(x, 'left', '', 'right');
  const down = third(y, 'upper', '', 'lower');
  return across && down ? `${down} ${across}` : across || (down && `${down} middle`) || 'centre';
}

/** A mask for a list: `outline, 23 % of the picture, upper left`. */
export function outlineInWords(mask: Mask): string {
  return `outline, ${shareInWords(mask)} of the picture, ${sideInWords(mask.box)}`;
}

/** Where a box is and how large, in words: `upper left, large`. Sizes are shares of the picture's area. */
export function placeInWords(box: Box): string {
  const where = sideInWords(box);
  const share = area(box);
  const size =
    share >= 0.8 ? 'whole picture' : share >= 0.25 ? 'large' : share >= 0.04 ? 'medium' : share >= 0.005 ? 'small' : 'tiny';
  return size === 'whole picture' ? size : `${where}, ${size}`;
}

/** A span for a list: `0:03.2 to 0:07.0`. */
export function spanInWords([start, end]: Span): string {
  return `${formatClock(start, 1)} to ${formatClock(end, 1)}`;
}

function third(value: number, low: string, middle: string, high: string): string {
  if (value < 0.38) return low;
  return value > 0.62 ? high : middle;
}

const percent = (v: number): string => `${Math.max(1, Math.round(v * 100))} %`;

/** A region for a screen reader: its place and its size in percent of the picture. */
export function regionInWords(box: Box): string {
  return `${placeInWords(box)}, ${percent(box[2] - box[0])} wide, ${percent(box[3] - box[1])} high`;
}

const key = (phrase: string): string => phrase.trim().toLowerCase();

/** One name per reference: its phrase, numbered when several have the same phrase (`dog 1`, `dog 2`). */
export function referenceNames(references: readonly Pick<Reference, 'phrase'>[]): string[] {
  const counts = new Map<string, number>();
  for (const { phrase } of references) counts.set(key(phrase), (counts.get(key(phrase)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return references.map(({ phrase }) => {
    const name = phrase.trim() || 'unnamed';
    if (counts.get(key(phrase)) === 1) return name;
    const index = (seen.get(key(phrase)) ?? 0) + 1;
    seen.set(key(phrase), index);
    return `${name} ${index}`;
  });
}

/**
 * Cuts a text to `width` (CSS px) with an ellipsis, keeping a trailing number so that `a very long name 2` stays apart from
 * `... 3`. `measure` gives the width of a text in CSS px.
 */
export function truncate(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text;
  const tail = /\s\d+$/.exec(text)?.[0] ?? '';
  const head = Array.from(text.slice(0, text.length - tail.length));
  let [low, high] = [0, head.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (measure(`${head.slice(0, middle).join('').trimEnd()}…${tail}`) <= width) low = middle;
    else high = middle - 1;
  }
  return `${head.slice(0, low).join('').trimEnd()}…${tail}`;
}
