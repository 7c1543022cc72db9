import { spanOf, type Reference } from '../../core/index.ts';
import { toCoco, toCsv, toJson, toLabelStudio, toSrt, toWebVtt, type SharedDocument } from '../../core/exchange/index.ts';

/** A text format that conversations are saved in. */
export interface ExportFormat {
  readonly id: 'json' | 'coco' | 'webvtt' | 'srt' | 'csv' | 'label-studio';
  readonly title: string;
  /** Appended to the medium's name. */
  readonly ending: string;
  readonly type: string;
  /** Whether a file in this format would have anything of this in it. */
  readonly holds: (reference: Reference) => boolean;
  /** Whether answers that point at nothing are in it, too. */
  readonly wordsAlone?: boolean;
  readonly write: (document: SharedDocument) => string;
}

const hasPlace = (r: Reference): boolean => r.kind !== 'span';
const hasTime = (r: Reference): boolean => spanOf(r) !== null;
const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

export const FORMATS: readonly ExportFormat[] = [
  {
    id: 'json',
    title: 'JSON, opens here again',
    ending: 'result.json',
    type: 'application/json',
    holds: () => true,
    wordsAlone: true,
    write: toJson,
  },
  { id: 'csv', title: 'CSV table', ending: 'result.csv', type: 'text/csv', holds: () => true, wordsAlone: true, write: toCsv },
  {
    id: 'coco',
    title: 'COCO boxes and outlines',
    ending: 'coco.json',
    type: 'application/json',
    holds: hasPlace,
    write: (document) => json(toCoco(document)),
  },
  { id: 'webvtt', title: 'WebVTT times', ending: '.vtt', type: 'text/vtt', holds: hasTime, write: toWebVtt },
  { id: 'srt', title: 'SRT times', ending: '.srt', type: 'application/x-subrip', holds: hasTime, write: toSrt },
  {
    id: 'label-studio',
    title: 'Label Studio',
    ending: 'label-studio.json',
    type: 'application/json',
    holds: () => true,
    write: (document) => json(toLabelStudio(document)),
  },
];
