import { withLines } from './lines.ts';
import { readActivityNet, readAudioGrounding, readCharades, readQvHighlights, readSpanList } from './moments.ts';
import { readCoco, readPictureList, readRefCoco, readShikra } from './pictures.ts';
import { readPope } from './pope.ts';
import { isObject, lines, parseJson, type Fields } from './reading.ts';
import type { DetectionRecord, MomentRecord, PresenceRecord, Reading, ReferringRecord } from './records.ts';

/** The formats that can be read, by the names that the command takes. */
export const FORMATS = [
  'list',
  'refcoco',
  'shikra',
  'coco',
  'spans',
  'charades',
  'qvhighlights',
  'activitynet',
  'audiogrounding',
  'pope',
] as const;

export type Format = (typeof FORMATS)[number];

/** A dataset that was read; `kind` says what its records ask. */
export type Dataset = { readonly format: Format } & (
  | ({ readonly kind: 'referring' } & Reading<ReferringRecord>)
  | ({ readonly kind: 'detection' } & Reading<DetectionRecord>)
  | ({ readonly kind: 'moment' } & Reading<MomentRecord>)
  | ({ readonly kind: 'presence' } & Reading<PresenceRecord>)
);

/** Reads a dataset whose format is known. Never throws: what cannot be read is in `problems`. */
export function readDataset(format: Format, text: string, fileName = ''): Dataset {
  switch (format) {
    case 'list':
      return { format, kind: 'referring', ...kept(text, readPictureList(text)) };
    case 'refcoco':
      return { format, kind: 'referring', ...kept(text, readRefCoco(text)) };
    case 'shikra':
      return { format, kind: 'referring', ...kept(text, readShikra(text)) };
    case 'coco':
      return { format, kind: 'detection', ...kept(text, readCoco(text)) };
    case 'spans':
      return { format, kind: 'moment', ...kept(text, readSpanList(text)) };
    case 'charades':
      return { format, kind: 'moment', ...kept(text, readCharades(text)) };
    case 'qvhighlights':
      return { format, kind: 'moment', ...kept(text, readQvHighlights(text)) };
    case 'activitynet':
      return { format, kind: 'moment', ...kept(text, readActivityNet(text)) };
    case 'audiogrounding':
      return { format, kind: 'moment', ...kept(text, readAudioGrounding(text)) };
    case 'pope':
      return { format, kind: 'presence', ...kept(text, readPope(text, fileName)) };
  }
}

const kept = <T>(text: string, { records, problems }: Reading<T>): Reading<T> => ({
  records,
  problems: withLines(text, problems),
});

/** How many rows are looked at before a format is given up: malformed ones may come first. */
const LOOK = 50;

/**
 * Tells the format of a dataset from its content; where that says nothing (an empty list, say), from its file's name.
 *
 * @returns `null` when neither tells
 */
export function detectFormat(text: string, fileName = ''): Format | null {
  return fromContent(text) ?? NAMES.find(([, pattern]) => pattern.test(fileName))?.[0] ?? null;
}

const NAMES: readonly (readonly [Format, RegExp])[] = [
  ['charades', /charades.*\.txt$/i],
  ['qvhighlights', /(qvhighlights|^highlight_).*\.jsonl$/i],
  ['refcoco', /refcoco[+g]?.*\.json$/i],
  ['pope', /pope.*\.jsonl?$/i],
  ['audiogrounding', /audio[-_]?grounding.*\.json$/i],
  ['activitynet', /activitynet.*\.json$/i],
];

function fromContent(text: string): Format | null {
  const whole = /^\u{FEFF}?\s*[[{]/u.test(text) ? parseJson(text) : null;
  if (whole && !whole.problem) {
    if (Array.isArray(whole.value)) return ofRows(whole.value);
    return isObject(whole.value) ? (ofDocument(whole.value) ?? ofRow(whole.value)) : null;
  }
  const first = lines(text).slice(0, LOOK);
  if (first.some((line) => /^\S+ [\d.]+ [\d.]+##/.test(line.text))) return 'charades';
  return ofRows(first.map((line) => parseJson(line.text)).flatMap((p) => (p.problem ? [] : [p.value])));
}

function ofDocument(document: Fields): Format | null {
  const { images, soundtag, timestamps } = document;
  if (isObject(soundtag) && isObject(timestamps)) return 'audiogrounding';
  if (Array.isArray(images)) {
    const sentences = images.some((i) => isObject(i) && ('caption' in i || 'expression' in i));
    return sentences ? 'refcoco' : 'coco';
  }
  const videos = Object.values(document).slice(0, LOOK);
  return videos.some((v) => isObject(v) && 'timestamps' in v && 'sentences' in v) ? 'activitynet' : null;
}

const ROWS: readonly (readonly [Format, readonly string[]])[] = [
  ['spans', ['file', 'queries']],
  ['qvhighlights', ['vid', 'query', 'relevant_windows']],
  ['shikra', ['img_path', 'expression', 'bbox']],
  ['pope', ['image', 'text', 'label']],
  ['audiogrounding', ['audio_id', 'phrases']],
  ['list', ['file', 'query', 'bbox']],
];

const ofRow = (row: Fields): Format | null => ROWS.find(([, names]) => names.every((name) => name in row))?.[0] ?? null;

function ofRows(values: readonly unknown[]): Format | null {
  for (const value of values.slice(0, LOOK)) {
    const format = isObject(value) ? ofRow(value) : null;
    if (format) return format;
  }
  return null;
}
