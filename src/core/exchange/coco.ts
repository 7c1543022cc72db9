import { toPixels, type Box } from '../box.ts';
import { maskArea } from '../mask/index.ts';
import { toSegmentation } from './coco-segmentation.ts';
import { findings, type Finding, type SharedDocument } from './document.ts';

export interface CocoImage {
  readonly id: number;
  readonly file_name: string;
  readonly width: number;
  readonly height: number;
  /** Of a frame: its video, and its time in seconds from the first frame. */
  readonly video_id?: number;
  readonly frame_time?: number;
}

export interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  /** `[x, y, width, height]` in pixels. */
  readonly bbox: readonly [number, number, number, number];
  readonly area: number;
  readonly iscrowd: 0;
  /** Polygons in pixels, of a mask; none of a box. */
  readonly segmentation: readonly (readonly number[])[];
  readonly score?: number;
  /** Of a thing in a video: the same number in all its frames. */
  readonly instance_id?: number;
  readonly attributes: { readonly phrase: string; readonly question: string };
}

/** COCO detection data (https://cocodataset.org/#format-data); of a video in the way of the COCO-style video sets (`videos`). */
export interface Coco {
  readonly info: { readonly description: string; readonly version: string };
  readonly licenses: readonly [];
  readonly videos?: readonly { id: number; name: string; width: number; height: number; duration: number }[];
  readonly images: readonly CocoImage[];
  readonly annotations: readonly CocoAnnotation[];
  readonly categories: readonly { readonly id: number; readonly name: string; readonly supercategory: string }[];
}

const VIDEO = 1;

/** What a phrase calls a thing, as a category: lower case, without an article. */
const category = (phrase: string): string =>
  phrase
    .trim()
    .toLowerCase()
    .replace(/^(the|an?|some)\s+/, '') || 'unnamed';

/**
 * Boxes and masks as COCO. In a picture there is one image; in a video every time at which a box of a tube is known is an image of its own,
 * and `instance_id` ties the boxes of one thing together. Spans have no place and are left out.
 */
export function toCoco(document: SharedDocument): Coco {
  const { medium } = document;
  const size = medium.size ?? { width: 1, height: 1 };
  const categories = new Map<string, number>();
  /** Image of a time; `null` is the medium as a whole. */
  const frames = new Map<number | null, number>();
  const annotations: CocoAnnotation[] = [];
  const idIn = <K>(map: Map<K, number>, key: K): number => {
    const id = map.get(key) ?? map.size + 1;
    map.set(key, id);
    return id;
  };
  const add = ({ reference, question }: Finding, image_id: number, box: Box, instance_id?: number): void => {
    const mask = reference.kind === 'mask' ? reference.mask : null;
    const [x0, y0, x1, y1] = toPixels(box, size).map(hundredths) as [number, number, number, number];
    const bbox = [x0, y0, hundredths(x1 - x0), hundredths(y1 - y0)] as const;
    annotations.push({
      id: annotations.length + 1,
      image_id,
      category_id: idIn(categories, category(reference.phrase)),
      bbox,
      area: hundredths(mask ? maskArea(mask) * size.width * size.height : bbox[2] * bbox[3]),
      iscrowd: 0,
      segmentation: mask ? toSegmentation(mask, size) : [],
      ...(reference.score === undefined ? {} : { score: reference.score }),
      ...(instance_id === undefined ? {} : { instance_id }),
      attributes: { phrase: reference.phrase, question },
    });
  };
  for (const [i, finding] of findings(document).entries()) {
    const { reference } = finding;
    if (reference.kind === 'box') add(finding, idIn(frames, null), reference.box);
    if (reference.kind === 'mask') add(finding, idIn(frames, null), reference.mask.box);
    if (reference.kind === 'tube' && medium.kind === 'video')
      for (const { time, box } of reference.tube.boxes) add(finding, idIn(frames, milliseconds(time)), box, i + 1);
  }
  const images = [...frames].map(([frame_time, id]): CocoImage => {
    if (frame_time === null) return Object.assign({ id, file_name: medium.name }, size);
    return Object.assign({ id, file_name: `${medium.name}#t=${frame_time}`, video_id: VIDEO, frame_time }, size);
  });
  return {
    info: { description: `Whereabouts: ${medium.name}`, version: '1' },
    licenses: [],
    ...(medium.kind === 'video' ? { videos: [{ id: VIDEO, name: medium.name, ...size, duration: medium.duration ?? 0 }] } : {}),
    images: images.length > 0 ? images : [{ id: 1, file_name: medium.name, ...size }],
    annotations,
    categories: [...categories].map(([name, id]) => ({ id, name, supercategory: 'thing' })),
  };
}

const milliseconds = (seconds: number): number => Math.round(seconds * 1000) / 1000;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
