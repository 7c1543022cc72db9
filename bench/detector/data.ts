import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fromCoco } from '../../src/core/index.ts';
import type { Labelled } from './average-precision.ts';

/** A labelled picture set: `file` is relative to `root`; boxes are COCO's `[x, y, width, height]` in pixels. */
export interface Dataset {
  readonly files: readonly string[];
  readonly truth: readonly Labelled[];
}

interface Raw {
  readonly images: readonly {
    readonly file: string;
    readonly width: number;
    readonly height: number;
    readonly boxes: readonly { readonly label: string; readonly bbox: [number, number, number, number] }[];
  }[];
}

/** Reads the annotation file; its picture paths are relative to the folder above the file's own. */
export function readDataset(annotations: string): Dataset {
  const raw = JSON.parse(readFileSync(annotations, 'utf8')) as Raw;
  const root = dirname(dirname(annotations));
  const truth = raw.images.flatMap((picture, image) =>
    picture.boxes.flatMap(({ label, bbox }) => {
      const box = fromCoco(bbox, picture);
      return box ? [{ image, label, box }] : [];
    }),
  );
  return { files: raw.images.map((picture) => join(root, picture.file)), truth };
}

/** The annotation file named on the command line. */
export function datasetArgument(): string {
  const path = process.argv[2];
  if (path === undefined) throw new Error('Name the annotation file (COCO boxes, JSON)');
  return path;
}
