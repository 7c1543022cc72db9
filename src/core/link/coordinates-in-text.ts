/**
 * The coordinate text of an answer repeats the coordinates of its references. In a link, each one that a reference can give again
 * is a mark: U+0001, the reference's index in base 36, and `b` (its box) or `t` (its time).
 */
import type { Answer } from '../answer.ts';
import { formatBox, formatTime, parseCoordinateText } from '../coordinate-text.ts';
import { LIMITS } from '../exchange/document.ts';
import { boxOf, spanOf, type Geometry } from '../reference.ts';
import { boxAt } from '../span.ts';

const MARK = '\u0001';
// oxlint-disable-next-line no-control-regex -- the mark is one because no text has it
const MARKS = /\u0001([0-9a-z]+)([bt])/g;
/** First letter of a text that has marks, and of one that has none because the letter of the mark is in it. */
const MARKED = '1';
const PLAIN = '0';

/** The text of a canonical answer, with marks for what its references can write themselves. `duration` in seconds, 0 for none. */
export function packText({ text, references }: Answer, duration: number): string {
  if (text.includes(MARK)) return PLAIN + text;
  const marks = new Map<string, string>();
  references.forEach((reference, i) => {
    const { box, time } = written(reference, duration);
    if (box) marks.set(box, `${MARK}${i.toString(36)}b`);
    if (time) marks.set(time, `${MARK}${i.toString(36)}t`);
  });
  const tokens = parseCoordinateText(text).map((token) =>
    token.type === 'text' ? token.text : (marks.get(token.text) ?? token.text),
  );
  return MARKED + tokens.join('');
}

/** The text that `packText` was given. A mark without a reference becomes nothing. */
export function unpackText(packed: string, references: readonly (Geometry | undefined)[], duration: number): string {
  const text = packed.slice(1, LIMITS.text + 1);
  if (!packed.startsWith(MARKED)) return text;
  // Each reference writes once: a link may hold a long tube and very many marks for it.
  const cache = new Map<number, ReturnType<typeof written>>();
  return text.replace(MARKS, (_, digits: string, what: string) => {
    const index = Number.parseInt(digits, 36);
    const reference = references[index];
    if (!reference) return '';
    const known = cache.get(index) ?? written(reference, duration);
    cache.set(index, known);
    return (what === 'b' ? known.box : known.time) ?? '';
  });
}

/** The coordinates as answers write them: of a tube, its time and the box in its middle; of a mask, the box around it. */
function written(geometry: Geometry, duration: number): { readonly box: string | null; readonly time: string | null } {
  const span = spanOf(geometry);
  const box = geometry.kind === 'tube' && span ? boxAt(geometry.tube, (span[0] + span[1]) / 2) : boxOf(geometry);
  return { box: box && formatBox(box), time: span && formatTime(...span, duration) };
}
