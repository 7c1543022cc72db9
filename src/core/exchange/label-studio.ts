import type { Box } from '../box.ts';
import { polygonsOf } from '../mask/index.ts';
import type { Reference } from '../reference.ts';
import { findings, type Finding, type SharedDocument } from './document.ts';

/** Frames a second that Label Studio counts video frames with, unless the labelling config says otherwise. */
const FRAME_RATE = 24;

/** A task with predictions (https://labelstud.io/guide/predictions). */
export interface LabelStudioTask {
  readonly data: Readonly<Record<string, string>>;
  readonly meta: { readonly labels: readonly string[]; readonly config: string };
  readonly predictions: readonly {
    readonly model_version: string;
    readonly result: readonly Readonly<Record<string, unknown>>[];
  }[];
}

/**
 * References as one Label Studio task with predictions, ready to be imported. The labelling config that fits is in `meta.config`.
 * Boxes become rectangles in percent; masks polygons in percent, one for each of their parts; tubes become video rectangles; spans become
 * labels of a sound, or timeline labels of a video.
 */
export function toLabelStudio(document: SharedDocument): LabelStudioTask[] {
  const { medium } = document;
  const found = findings(document);
  const data = medium.source.kind === 'remote' ? medium.source.url : medium.name;
  const labels = [...new Set(found.map(({ reference }) => label(reference.phrase)))];
  const packs = [...new Set(found.map(({ reference: { source } }) => `${source.pack} ${source.revision}`))];
  return [
    {
      data: { [medium.kind === 'picture' ? 'image' : medium.kind === 'video' ? 'video' : 'audio']: data },
      meta: { labels, config: config(medium.kind, labels) },
      predictions: [
        { model_version: packs.join(', ') || 'none', result: found.flatMap((finding) => regions(finding, document)) },
      ],
    },
  ];
}

const label = (phrase: string): string => phrase.trim() || 'unnamed';

type Result = Readonly<Record<string, unknown>>;

function regions(finding: Finding, document: SharedDocument): readonly Result[] {
  const { reference } = finding;
  if (reference.kind !== 'mask') return [region({ ...finding, reference }, document)];
  const { id, ...rest } = common(finding);
  const place = onPicture(document.medium);
  return polygonsOf(reference.mask).map((ring, i) => {
    const points = ring.map(([x, y]) => [x * 100, y * 100]);
    const value = { points, closed: true, polygonlabels: [label(reference.phrase)] };
    return Object.assign({ id: `${id}_${i + 1}`, type: 'polygonlabels', from_name: 'outline', value }, rest, place);
  });
}

function common({ reference, question, id }: Finding) {
  return {
    id: `w${id.replace('.', '_')}`,
    origin: 'prediction',
    ...(reference.score === undefined ? {} : { score: reference.score }),
    meta: { text: [question] },
  };
}

const onPicture = ({ size }: SharedDocument['medium']) => ({
  to_name: 'image',
  original_width: size?.width ?? 1,
  original_height: size?.height ?? 1,
  image_rotation: 0,
});

type Simple = Exclude<Reference, { readonly kind: 'mask' }>;

function region(finding: Finding & { readonly reference: Simple }, { medium }: SharedDocument): Result {
  const { reference } = finding;
  const name = [label(reference.phrase)];
  const frames = Math.max(1, Math.round((medium.duration ?? 0) * FRAME_RATE));
  const frame = (seconds: number): number => Math.min(frames, Math.max(1, Math.round(seconds * FRAME_RATE) + 1));
  switch (reference.kind) {
    case 'box':
      return {
        ...common(finding),
        ...onPicture(medium),
        type: 'rectanglelabels',
        from_name: 'box',
        value: { ...percent(reference.box), rotation: 0, rectanglelabels: name },
      };
    case 'span': {
      const [start, end] = reference.span;
      if (medium.kind === 'sound')
        return {
          ...common(finding),
          type: 'labels',
          from_name: 'span',
          to_name: 'audio',
          value: { start, end, channel: 0, labels: name },
        };
      const ranges = [{ start: frame(start), end: Math.max(frame(start), frame(end) - 1) }];
      return {
        ...common(finding),
        type: 'timelinelabels',
        from_name: 'span',
        to_name: 'video',
        value: { ranges, timelinelabels: name },
      };
    }
    case 'tube': {
      const { span, boxes } = reference.tube;
      const known = new Map(boxes.map(({ time, box }) => [frame(time), { time, box }]));
      const sequence = [...known].map(([at, { time, box }]) =>
        Object.assign(percent(box), { frame: at, time, enabled: true, rotation: 0 }),
      );
      // Between key frames it is interpolated; a last one that is switched off ends it.
      const last = sequence.at(-1);
      if (last && frame(span[1]) > last.frame) sequence.push({ ...last, frame: frame(span[1]), time: span[1], enabled: false });
      return {
        ...common(finding),
        type: 'videorectangle',
        from_name: 'box',
        to_name: 'video',
        value: { framesCount: frames, duration: medium.duration ?? 0, sequence, labels: name },
      };
    }
  }
}

const percent = ([x0, y0, x1, y1]: Box): { x: number; y: number; width: number; height: number } => ({
  x: x0 * 100,
  y: y0 * 100,
  width: (x1 - x0) * 100,
  height: (y1 - y0) * 100,
});

function config(kind: SharedDocument['medium']['kind'], labels: readonly string[]): string {
  const values = labels.map((name) => `<Label value="${escaped(name)}"/>`).join('');
  switch (kind) {
    case 'picture':
      return (
        `<View><Image name="image" value="$image"/><RectangleLabels name="box" toName="image">${values}</RectangleLabels>` +
        `<PolygonLabels name="outline" toName="image">${values}</PolygonLabels></View>`
      );
    case 'video':
      return (
        `<View><Video name="video" value="$video" frameRate="${FRAME_RATE}"/><VideoRectangle name="box" toName="video"/>` +
        `<Labels name="labels" toName="video">${values}</Labels>` +
        `<TimelineLabels name="span" toName="video">${values}</TimelineLabels></View>`
      );
    case 'sound':
      return `<View><Audio name="audio" value="$audio"/><Labels name="span" toName="audio">${values}</Labels></View>`;
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
