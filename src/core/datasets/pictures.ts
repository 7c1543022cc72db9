import {
  Gatherer,
  fields,
  isObject,
  key,
  list,
  malformed,
  numbers,
  optionalWords,
  parseJson,
  readRows,
  words,
  xywh,
  type Fields,
} from './reading.ts';
import type { DetectionRecord, Reading, ReferringRecord, Xywh } from './records.ts';

/**
 * Reads the plain picture list `[{file, query, bbox: [x, y, width, height], label?, split?}]` (or the same as JSON lines), pixels of
 * the picture as displayed. `bbox: null` says that the thing is not in the picture.
 */
export function readPictureList(text: string): Reading<ReferringRecord> {
  return readRows(text, (record, place) => ({
    file: words(record, 'file'),
    query: words(record, 'query'),
    boxes: record['bbox'] === null ? [] : [xywh(record['bbox'])],
    unit: 'pixels',
    ...withLabel(record),
    ...withSplit(record, 'split'),
    place,
  }));
}

/**
 * Reads Shikra's JSON lines `{img_path, expression, bbox: [x0, y0, x1, y1], dataset_name?}` (shikras/shikra). Its boxes are pixels; a
 * box with no number above 1 is taken as fractions, as some copies of the files have it.
 */
export function readShikra(text: string): Reading<ReferringRecord> {
  return readRows(text, (record, place) => {
    const corners = numbers(record['bbox'], 4) ?? malformed('"bbox" is not [x0, y0, x1, y1]');
    const [x0, y0, x1, y1] = [corners[0]!, corners[1]!, corners[2]!, corners[3]!];
    return {
      file: words(record, 'img_path'),
      query: words(record, 'expression'),
      boxes: [xywh([x0, y0, x1 - x0, y1 - y0])],
      unit: Math.max(...corners) > 1 ? 'pixels' : 'fractions',
      ...withSplit(record, 'dataset_name'),
      place,
    };
  });
}

/**
 * Reads the COCO-style files of the RefCOCO family, `finetune_refcoco_val.json` and its kin (MDETR, arXiv 2104.12763): one entry of
 * `images` for each sentence (`caption` or `expression`), boxes `[x, y, width, height]` in pixels in `annotations`. Several boxes, and
 * none (`category_id: -1`), are read as gRefCOCO has them.
 */
export function readRefCoco(text: string): Reading<ReferringRecord> {
  return readCocoDocument(text, (out, { images, boxesOf }) => {
    for (const [i, value] of images.entries()) {
      const place = `images, record ${i}`;
      out.add(place, () => {
        const image = fields(value);
        const query = optionalWords(image, 'caption') ?? optionalWords(image, 'expression');
        const found = boxesOf(key(image, 'id'));
        if (found.length === 0) malformed('it has no readable annotation');
        return {
          file: words(image, 'file_name'),
          query: query ?? malformed('"caption" is not a text'),
          boxes: found.flatMap(({ bbox }) => (bbox ? [bbox] : [])),
          unit: 'pixels',
          ...withSplit(image, 'dataset_name'),
          place,
        };
      });
    }
  });
}

/**
 * Reads COCO detection (https://cocodataset.org/#format-data): `images`, `annotations`, `categories`, boxes in pixels. Pictures without
 * things are kept. Also `{images: [{file, boxes: [{label, bbox}]}]}`, where each picture holds its boxes.
 */
export function readCoco(text: string): Reading<DetectionRecord> {
  return readCocoDocument(text, (out, { images, boxesOf, labelOf }) => {
    for (const [i, value] of images.entries()) {
      const place = `images, record ${i}`;
      out.add(place, () => {
        const image = fields(value);
        if ('boxes' in image) return nested(image, place, out);
        const objects = boxesOf(key(image, 'id')).flatMap(({ bbox, category, crowd }) =>
          bbox ? [{ label: labelOf(category), bbox, crowd }] : [],
        );
        return { file: words(image, 'file_name'), objects, place };
      });
    }
  });
}

function nested(image: Fields, place: string, out: Gatherer<DetectionRecord>): DetectionRecord {
  const objects = list(image, 'boxes').flatMap((value, j) => {
    const object = out.attempt(`${place}, box ${j}`, () => {
      const entry = fields(value);
      return { label: words(entry, 'label'), bbox: xywh(entry['bbox']), crowd: isCrowd(entry) };
    });
    return object ? [object] : [];
  });
  return { file: words(image, 'file'), objects, place };
}

interface Annotation {
  /** `null` says that there is nothing to find (gRefCOCO's category -1). */
  readonly bbox: Xywh | null;
  readonly category: string;
  readonly crowd: boolean;
}

interface CocoDocument {
  readonly images: readonly unknown[];
  readonly boxesOf: (image: string) => readonly Annotation[];
  readonly labelOf: (category: string) => string;
}

function readCocoDocument<T>(text: string, read: (out: Gatherer<T>, document: CocoDocument) => void): Reading<T> {
  const out = new Gatherer<T>();
  const parsed = parseJson(text);
  if (parsed.problem) {
    out.problems.push(parsed.problem);
    return out;
  }
  out.attempt('file', () => {
    const document = fields(parsed.value);
    const images = list(document, 'images');
    const known = new Set(images.flatMap((image) => (isObject(image) && 'id' in image ? [String(image['id'])] : [])));
    const boxes = new Map<string, Annotation[]>();
    for (const [i, value] of optionalList(document, 'annotations').entries()) {
      out.attempt(`annotations, record ${i}`, () => {
        const annotation = fields(value);
        const image = key(annotation, 'image_id');
        if (!known.has(image)) malformed(`there is no image ${image}`);
        const category = 'category_id' in annotation ? key(annotation, 'category_id') : '';
        const bbox = category === '-1' ? null : xywh(annotation['bbox']);
        const entry = { bbox, category, crowd: isCrowd(annotation) };
        const entries = boxes.get(image);
        if (entries) entries.push(entry);
        else boxes.set(image, [entry]);
      });
    }
    const labels = new Map<string, string>();
    for (const [i, value] of optionalList(document, 'categories').entries()) {
      out.attempt(`categories, record ${i}`, () => {
        const category = fields(value);
        labels.set(key(category, 'id'), words(category, 'name'));
      });
    }
    read(out, {
      images,
      boxesOf: (image) => boxes.get(image) ?? [],
      labelOf: (category) => labels.get(category) ?? `category ${category}`,
    });
  });
  return out;
}

const isCrowd = (entry: Fields): boolean => entry['iscrowd'] === 1 || entry['iscrowd'] === true;

const optionalList = (record: Fields, name: string): readonly unknown[] => (name in record ? list(record, name) : []);

const withLabel = (record: Fields): Pick<ReferringRecord, 'label'> => {
  const label = optionalWords(record, 'label');
  return label === undefined ? {} : { label };
};

const withSplit = (record: Fields, name: string): Pick<ReferringRecord, 'split'> => {
  const split = optionalWords(record, name);
  return split === undefined ? {} : { split };
};
