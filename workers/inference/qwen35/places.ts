import { toBox, type Box } from '../../../src/core/index.ts';

/** A place that the model wrote, with the name it gave it. */
export interface Place {
  /** `null` where it wrote the numbers alone. */
  readonly label: string | null;
  readonly box: Box;
}

/** A stretch of the model's text: words, or the places that it wrote there. */
export type Piece = { readonly text: string } | { readonly places: readonly Place[] };

/** What a text says about places. "Nothing there" and "not to be understood" are different answers. */
export interface Places {
  readonly state: 'places' | 'none' | 'unreadable';
  readonly places: readonly Place[];
}

/** Coordinates are written as thousandths of the picture's width and height. */
const STEPS = 1000;

const NUMBER = String.raw`\s*(-?\d+(?:\.\d+)?)\s*`;
const CORNERS = String.raw`\(${NUMBER},${NUMBER}\)\s*,?\s*\(${NUMBER},${NUMBER}\)`;
/** Qwen2-VL's own marks, which later models still write now and then. */
const MARK = new RegExp(
  String.raw`(?:<\|object_ref_start\|>([^<]*)<\|object_ref_end\|>)?\s*<\|box_start\|>\s*${CORNERS}\s*<\|box_end\|>`,
  'g',
);
/** Four numbers on their own: after a key they belong to an object, which is read as a whole or not at all. */
const BARE = new RegExp(String.raw`(?<!['"]\s*:\s*\[?\s*)\[${NUMBER},${NUMBER},${NUMBER},${NUMBER}\]`, 'g');
const NOTHING = /^(\[\s*\]|\{\s*\}|null|none|nothing)\.?$/i;
const DENIAL =
  /^((no|none|sorry)\b|there (is|are|'s) (no|none|not)\b|(i|we) (can ?not|can't|could not|couldn't|do not|don't|did not|didn't) (see|find|detect|locate))/i;

/** The text without what is not meant to be read: blocks of thought, also ones that are cut off, and marks of the conversation. */
export function cleaned(text: string): string {
  return text
    .replaceAll(/<think>[\s\S]*?(<\/think>|$)/g, '')
    .replace(/^[\s\S]*<\/think>/, '')
    .replaceAll(/<\|(im_start|im_end|endoftext|vision_start|vision_end|image_pad)\|>/g, '')
    .trim();
}

/**
 * Every place of a text. Forms: JSON in fences or without (`[{"bbox_2d": [x1, y1, x2, y2], "label": "..."}]`, one object, objects in
 * objects, bare arrays), and `<|box_start|>(x1,y1),(x2,y2)<|box_end|>`. Of JSON that is cut off, the whole objects before the cut count.
 * Corners may be swapped, numbers may have fractions or lie outside of 0..1000. Never throws.
 */
export function readPlaces(text: string): Places {
  const clean = cleaned(text);
  const { found, nothing } = scan(clean);
  const places = found.flatMap((one) => one.places);
  if (places.length > 0) return { state: 'places', places };
  const plain = clean.replaceAll(/```\w*/g, '').trim();
  return { state: nothing || NOTHING.test(plain) || DENIAL.test(plain) ? 'none' : 'unreadable', places };
}

/** The text as words and places in their order, without brackets and fences around places. */
export function readPieces(text: string): Piece[] {
  const clean = cleaned(text);
  const pieces: Piece[] = [];
  let last = 0;
  const say = (until: number): void => {
    let words = clean.slice(last, until).replaceAll(/```\w*/g, '');
    if (last > 0) words = words.replace(/^\s*\]+/, '');
    if (until < clean.length) words = words.replace(/\[+\s*$/, '');
    if (!/^[\s,[\]]*$/.test(words)) pieces.push({ text: words });
  };
  for (const { from, to, places } of scan(clean).found) {
    if (places.length === 0) continue;
    say(from);
    pieces.push({ places });
    last = to;
  }
  say(clean.length);
  return pieces;
}

/** As much of a text that is still being written as can be shown: words, up to where a place or a mark may begin. */
export function shownSoFar(text: string): string {
  const clean = cleaned(text);
  const end = clean.search(/[[{<`]/);
  return end < 0 ? clean : clean.slice(0, end);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly places: readonly Place[];
}

function scan(text: string): { found: Stretch[]; nothing: boolean } {
  const found: Stretch[] = [];
  let nothing = false;
  let rest = text;
  const take = (from: number, to: number, places: readonly Place[]): void => {
    found.push({ from, to, places });
    // What was read is not read again, and all else stays where it is.
    rest = rest.slice(0, from) + ' '.repeat(to - from) + rest.slice(to);
  };
  for (const match of text.matchAll(MARK)) {
    const [whole, label, ...corners] = match;
    take(match.index, match.index + whole.length, toPlaces(corners.map(Number), label?.trim() ?? null));
  }
  for (let at = rest.indexOf('{'); at >= 0; at = rest.indexOf('{', at + 1)) {
    const end = closing(rest, at);
    const value = end === null ? undefined : parse(rest.slice(at, end));
    if (value === undefined || end === null) continue;
    const places: Place[] = [];
    if (collect(value, null, places)) nothing = true;
    take(at, end, places);
  }
  for (const match of rest.matchAll(BARE)) {
    const [whole, ...corners] = match;
    found.push({ from: match.index, to: match.index + whole.length, places: toPlaces(corners.map(Number), null) });
  }
  return { found: found.sort((a, b) => a.from - b.from), nothing };
}

/** The index after the bracket that closes the one at `start`; `null` where the text ends before. */
function closing(text: string, start: number): number | null {
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted) {
      if (letter === '\\') at += 1;
      else if (letter === '"') quoted = false;
    } else if (letter === '"') quoted = true;
    else if (letter === '{') depth += 1;
    else if (letter === '}' && (depth -= 1) === 0) return at + 1;
  }
  return null;
}

/** JSON, or what is nearly that: commas before brackets, and single quotes as Python has them. */
function parse(text: string): unknown {
  const tidy = text.replaceAll(/,(\s*[\]}])/g, '$1');
  for (const attempt of [text, tidy, tidy.replaceAll("'", '"')]) {
    try {
      return JSON.parse(attempt) as unknown;
    } catch {
      // The next reading may do.
    }
  }
  return undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

/** Adds the places of a JSON value to `places`. @returns whether it says somewhere that there is none */
function collect(value: unknown, label: string | null, places: Place[]): boolean {
  if (Array.isArray(value)) {
    const numbers = value.flat().map(Number);
    if (numbers.length === 4 && numbers.every((one) => !Number.isNaN(one))) {
      places.push(...toPlaces(numbers, label));
      return false;
    }
    return value.map((one) => collect(one, label, places)).includes(true) || value.length === 0;
  }
  if (!isRecord(value)) return false;
  const boxed = ['bbox_2d', 'bbox', 'box'].find((key) => key in value);
  if (boxed !== undefined) {
    const name = text(value['label']) ?? text(value['name']) ?? label;
    return value[boxed] === null || collect(value[boxed], name, places);
  }
  // A name for the key: `{"dog": [x1, y1, x2, y2]}`; `{"objects": [...]}` has names of its own.
  return Object.entries(value)
    .map(([key, one]) => collect(one, Array.isArray(one) && one.some(isRecord) ? label : key, places))
    .includes(true);
}

function toPlaces(corners: readonly number[], label: string | null): Place[] {
  const box = toBox(corners.map((value) => value / STEPS));
  return box ? [{ label, box }] : [];
}

/** A box as the model writes it: whole thousandths, left, top, right, bottom. */
export const toThousandths = (box: Box): string => `[${box.map((value) => Math.round(value * STEPS)).join(', ')}]`;
