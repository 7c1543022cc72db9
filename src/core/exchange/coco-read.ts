import type { Answer } from '../answer.ts';
import { fromCoco, type Size } from '../box.ts';
import { Gatherer, fields, isObject, key, malformed, optionalWords, xywh, type Fields } from '../datasets/reading.ts';
import type { Geometry, Provenance, Reference } from '../reference.ts';
import type { Tube } from '../span.ts';
import { fromSegmentation } from './coco-segmentation.ts';
import { LIMITS } from './document.ts';

/** The medium that overlays are wanted for. */
export interface OverlayTarget {
  readonly name: string;
  readonly size: Size;
  /** Seconds; `null` for a picture. */
  readonly duration: number | null;
}

export interface Overlay {
  readonly references: readonly Reference[];
  /** Annotations of the same picture that could not be used. */
  readonly skipped: number;
}

const SOURCE: Provenance = { pack: 'import', revision: 'COCO' };

/**
 * The boxes and masks that COCO detection data hold for one medium. A picture is found by its file name, or because there is only one; the frames of
 * a video (`frame_time`) become tubes, one for each `instance_id`.
 *
 * @returns what was found, or why there is nothing (one sentence for a person)
 */
export function fromCocoFile(value: unknown, target: OverlayTarget): Overlay | string {
  if (!isObject(value) || !Array.isArray(value['images']) || !Array.isArray(value['annotations']))
    return 'It is not a COCO file: there are no lists "images" and "annotations" in it.';
  const categories = new Map<string, string>();
  const names = new Gatherer<never>();
  if (Array.isArray(value['categories']))
    for (const entry of value['categories'] as readonly unknown[])
      names.attempt('', () => categories.set(key(fields(entry), 'id'), optionalWords(fields(entry), 'name') ?? ''));
  const images = imagesOf(value['images'] as readonly unknown[], target);
  if (typeof images === 'string') return images;
  const out = new Gatherer<{ readonly time: number | null; readonly thing: string; readonly reference: Reference }>();
  let mine = 0;
  for (const [i, entry] of (value['annotations'] as readonly unknown[]).entries()) {
    if (!isObject(entry)) continue;
    const image = images.get(String(entry['image_id']));
    if (!image) continue;
    mine += 1;
    if (mine > LIMITS.boxes) return `There are more than ${LIMITS.boxes} boxes in it.`;
    out.add(`annotation ${i}`, () => {
      const geometry = geometryOf(entry, image);
      const named = isObject(entry['attributes']) ? optionalWords(entry['attributes'], 'phrase') : undefined;
      const phrase = (named ?? categories.get(String(entry['category_id'])) ?? `class ${String(entry['category_id'])}`).slice(
        0,
        LIMITS.phrase,
      );
      const score = entry['score'];
      return {
        time: image.time,
        thing: typeof entry['instance_id'] === 'number' ? `${entry['instance_id']}` : `one ${i}`,
        reference: {
          id: `r${i + 1}`,
          phrase: phrase || 'unnamed',
          ...geometry,
          ...(typeof score === 'number' && score >= 0 && score <= 1 ? { score } : {}),
          source: SOURCE,
        },
      };
    });
  }
  if (out.records.length === 0) return 'There is no box for this medium in it.';
  const skipped = mine - out.records.length;
  if (target.duration === null) {
    const references = out.records.map(({ reference }) => reference);
    return references.length > LIMITS.references
      ? `There are more than ${LIMITS.references} boxes in it.`
      : { references, skipped };
  }
  const things = groups(out.records, ({ thing }) => thing);
  if (things.size > LIMITS.references) return `There are more than ${LIMITS.references} things in it.`;
  return { references: [...things.values()].map((list) => follow(list, target.duration!)), skipped };
}

/** The boxes of one thing as a tube. */
function follow(list: readonly { readonly time: number | null; readonly reference: Reference }[], duration: number): Reference {
  const boxes = list
    .flatMap(({ time, reference }) => (reference.kind === 'box' ? [{ time: time ?? 0, box: reference.box }] : []))
    .toSorted((a, b) => a.time - b.time);
  const { id, phrase, score, source } = list[0]!.reference;
  const [first, last] = [boxes[0]!.time, boxes.at(-1)!.time];
  // The last box shows for as long as one step lasts, 1/25 s when there is only one.
  const step = boxes.length > 1 ? (last - first) / (boxes.length - 1) : 0.04;
  const tube: Tube = { span: [first, Math.max(first + 0.001, Math.min(duration, last + step))], boxes };
  return { id, phrase, ...(score === undefined ? {} : { score }), source, kind: 'tube', tube };
}

/** The mask of an annotation of a picture, where it has one, else its box. */
function geometryOf(entry: Fields, { size, time }: Frame): Geometry {
  const mask = time === null ? fromSegmentation(entry['segmentation'], size) : null;
  if (mask) return { kind: 'mask', mask };
  const box = fromCoco(xywh(entry['bbox']), size) ?? malformed('the box lies outside of the picture');
  return { kind: 'box', box };
}

interface Frame {
  readonly size: Size;
  readonly time: number | null;
}

function imagesOf(entries: readonly unknown[], { name, size, duration }: OverlayTarget): ReadonlyMap<string, Frame> | string {
  const all = entries.filter(isObject).filter((image) => image['id'] !== undefined);
  const frames = all.filter((image) => typeof image['frame_time'] === 'number');
  if (duration !== null) {
    if (frames.length === 0) return 'It holds boxes of pictures, and a video is open.';
    return byId(
      frames.filter((image) => (image['frame_time'] as number) >= 0 && (image['frame_time'] as number) <= duration),
      size,
    );
  }
  if (all.length === 0) return 'There is no picture in it.';
  if (frames.length === all.length) return 'It holds boxes of a video, and a picture is open.';
  const same = all.filter((image) => baseName(image['file_name']) === baseName(name));
  const [only] = same.length > 0 ? same : all;
  if (same.length !== 1 && all.length !== 1)
    return `It holds ${all.length} pictures, and ${same.length === 0 ? 'none' : 'more than one'} of them is called ${name}.`;
  return byId([only!], size);
}

function byId(images: readonly Fields[], fallback: Size): ReadonlyMap<string, Frame> {
  return new Map(
    images.map((image) => {
      const [width, height] = [image['width'], image['height']];
      const known = typeof width === 'number' && typeof height === 'number' && width > 0 && height > 0;
      const time = image['frame_time'];
      return [
        String(image['id']),
        { size: known ? { width, height } : fallback, time: typeof time === 'number' ? time : null },
      ];
    }),
  );
}

const baseName = (path: unknown): string =>
  typeof path === 'string'
    ? path
        .split(/[\\/]/)
        .at(-1)!
        .replace(/\.\w+$/, '')
        .toLowerCase()
    : '';

function groups<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const list = out.get(key(item));
    if (list) list.push(item);
    else out.set(key(item), [item]);
  }
  return out;
}

/** Overlays as an answer, so that stage, lists, links and exports take them like any other. */
export function overlayAnswer({ references, skipped }: Overlay): Answer {
  const named = [...groups(references, ({ phrase }) => phrase)];
  const parts = named.flatMap(([phrase, list], i) => [
    ...(i === 0 ? [] : [{ text: ', ' }]),
    { text: list.length > 1 ? `${phrase} (${list.length})` : phrase, references: list.map(({ id }) => id) },
  ]);
  const rest = skipped > 0 ? [{ text: `. ${skipped} could not be used.`, added: true }] : [];
  return { state: 'found', parts: [...parts, ...rest], text: named.map(([phrase]) => phrase).join(', '), references };
}
