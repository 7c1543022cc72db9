import { fromCoco, toBox, type Box, type Size } from '../box.ts';
import type { Span } from '../span.ts';

/** A box `[x, y, width, height]` as datasets have it, in the unit that its record names. */
export type Xywh = readonly [x: number, y: number, width: number, height: number];

/** What was wrong with one record. */
export interface Problem {
  /** Where in the file: `line 3` (from 1), `record 3` (index, from 0) or both, with more after a comma. */
  readonly place: string;
  /** What a person has to mend: `"bbox" is not [x, y, width, height]`. */
  readonly message: string;
}

/** What was read of a dataset: the good records, in the order of the file, and what is wrong with the others. */
export interface Reading<T> {
  readonly records: readonly T[];
  readonly problems: readonly Problem[];
}

interface FromFile {
  /** Path or name of the medium as the dataset writes it; some datasets leave out the extension (see `findMedium`). */
  readonly file: string;
  /** Where the record stands in the dataset, as in {@link Problem}. */
  readonly place: string;
}

/** One question where something is in a picture. */
export interface ReferringRecord extends FromFile {
  readonly query: string;
  /** The true boxes; none when the thing is not in the picture. */
  readonly boxes: readonly Xywh[];
  /** `pixels` of the picture as displayed, or `fractions` of its sides. */
  readonly unit: 'pixels' | 'fractions';
  readonly label?: string;
  readonly split?: string;
}

/** One picture with all its labelled things; boxes in pixels. */
export interface DetectionRecord extends FromFile {
  readonly objects: readonly { readonly label: string; readonly bbox: Xywh; readonly crowd: boolean }[];
}

/** One question when something happens in a video or a sound. */
export interface MomentRecord extends FromFile {
  readonly query: string;
  /** The true spans in seconds, in the dataset's order; none when it never happens. */
  readonly spans: readonly Span[];
  /** Length of the medium in seconds, when the dataset tells it. */
  readonly duration?: number;
  /** The dataset's own name for the question. */
  readonly id?: string;
  /** QVHighlights only: scores 0..4 by annotator (`[i][annotator]`) for the 2-s clips `clips[i]`. */
  readonly highlights?: { readonly clips: readonly number[]; readonly scores: readonly (readonly number[])[] };
}

/** One question whether something is in a picture. */
export interface PresenceRecord extends FromFile {
  /** The whole question: `Is there a dog in the image?` */
  readonly question: string;
  /** The thing asked for, when the question has POPE's form. */
  readonly object: string | null;
  readonly present: boolean;
  readonly id?: string;
  /** `random`, `popular` or `adversarial`, from the file's name. */
  readonly split?: string;
}

/** A dataset's box as fractions of a picture of `size` pixels; `null` when nothing of it lies inside. */
export function toFractions([x, y, width, height]: Xywh, unit: ReferringRecord['unit'], size: Size): Box | null {
  return unit === 'pixels' ? fromCoco([x, y, width, height], size) : toBox([x, y, x + width, y + height]);
}

const MEDIUM_EXTENSION = /\.[a-z][a-z0-9]{1,4}$/i;

/**
 * The one of `paths` that a dataset means by `file`: the same path, else the one path that ends with it, else the one with the same
 * name in any folder, else the one with the same name but for the extension (`3MSZA` is `videos/3MSZA.mp4`). `null` when there is
 * none, or several are equally good.
 */
export function findMedium(file: string, paths: readonly string[]): string | null {
  const wanted = plain(file);
  const name = (path: string): string => plain(path).split('/').at(-1)!;
  const stem = (path: string): string => name(path).replace(MEDIUM_EXTENSION, '');
  const tests: ((path: string) => boolean)[] = [
    (path) => plain(path) === wanted,
    (path) => plain(path).endsWith(`/${wanted}`),
    (path) => name(path) === name(wanted),
    (path) => stem(path) === stem(wanted),
  ];
  for (const test of tests) {
    const fits = paths.filter(test);
    if (fits.length > 0) return fits.length === 1 ? fits[0]! : null;
  }
  return null;
}

const plain = (path: string): string => path.replaceAll('\\', '/').replace(/^(\.?\/)+/, '');
