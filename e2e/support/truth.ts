import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fromCoco, type Box } from '../../src/core/index.ts';

/** Real photos with labels lie beside a developer's checkout; a plain clone does without them (README). */
const DATA = path.resolve(import.meta.dirname, '../../../shared/data');

/** Whether the labelled photos are there. Tests that need them say so and are skipped otherwise. */
export const hasData = existsSync(path.join(DATA, 'images/coco_free_train.json'));

interface CocoPicture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly { readonly label: string; readonly bbox: readonly [number, number, number, number] }[];
}

/** The absolute path of a data file, given relative to the data folder. */
export function dataFile(relative: string): string {
  return path.join(DATA, relative);
}

/** Ground-truth boxes of one label in a COCO photo, as fractions. */
export function truth(file: string, label: string): Box[] {
  const { images } = JSON.parse(readFileSync(dataFile('images/coco_free_train.json'), 'utf8')) as { images: CocoPicture[] };
  const picture = images.find((p) => p.file === file);
  if (!picture) throw new Error(`no labels for ${file}`);
  return picture.boxes.filter((b) => b.label === label).map((b) => fromCoco(b.bbox, picture)!);
}
