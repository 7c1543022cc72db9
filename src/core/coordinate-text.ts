import { toBox, type Box } from './box.ts';

/**
 * Coordinate text of the paper (GroundingGPT, arXiv 2401.06071, lego/mm_utils.py): boxes `[0.123, 0.456, 0.789, 0.900]`, floats
 * 0..1 with 3 decimals; times `{0.09,0.15}`, fractions of the duration with 2 decimals. Here boxes are relative to the picture
 * itself, not to a padded square.
 */
export type CoordinateToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'box'; readonly text: string; readonly box: Box }
  | { readonly type: 'time'; readonly text: string; readonly start: number; readonly end: number };

const NUMBER = String.raw`\s*([0-9]*\.?[0-9]+)\s*`;
const TOKEN = new RegExp(String.raw`\[${NUMBER},${NUMBER},${NUMBER},${NUMBER}\]|\{${NUMBER},${NUMBER}\}`, 'g');

/** Writes a box the paper's way. */
export function formatBox(box: Box): string {
  return `[${box.map((v) => v.toFixed(3)).join(', ')}]`;
}

/** Writes a span as fractions of `total` seconds, the paper's way. */
export function formatTime(start: number, end: number, total: number): string {
  const fraction = (v: number): string => (total > 0 ? Math.min(1, Math.max(0, v / total)) : 0).toFixed(2);
  return `{${fraction(start)},${fraction(end)}}`;
}

/**
 * Splits model text into words, boxes and times. Never throws, whatever the text: what looks like a coordinate but is not one
 * (reversed times, no area, numbers out of range for a time) stays text.
 *
 * Joining the `text` of all tokens gives the input back.
 */
export function parseCoordinateText(input: string): CoordinateToken[] {
  const tokens: CoordinateToken[] = [];
  let last = 0;
  for (const match of input.matchAll(TOKEN)) {
    const token = toToken(match);
    if (!token) continue;
    if (match.index > last) tokens.push({ type: 'text', text: input.slice(last, match.index) });
    tokens.push(token);
    last = match.index + match[0].length;
  }
  if (last < input.length) tokens.push({ type: 'text', text: input.slice(last) });
  return tokens;
}

function toToken(match: RegExpMatchArray): CoordinateToken | null {
  const text = match[0];
  const numbers = match.slice(1).flatMap((v) => (v === undefined ? [] : [Number(v)]));
  if (text.startsWith('[')) {
    const box = toBox(numbers);
    return box && { type: 'box', text, box };
  }
  const [start, end] = numbers;
  if (start === undefined || end === undefined || !(start <= end && end <= 1)) return null;
  return { type: 'time', text, start, end };
}
