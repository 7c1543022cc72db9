import { parse as parseSubtitles } from '@plussub/srt-vtt-parser';
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
// @ts-expect-error -- The package has no types.
import webvtt from 'webvtt-parser';
import { readCoco } from '../datasets/index.ts';
import { area, boxOf, iou, polygonsOf, spanOf, type Reference } from '../index.ts';
import {
  findings,
  fromCocoFile,
  jsonKind,
  overlayAnswer,
  toCoco,
  toCsv,
  toJson,
  toLabelStudio,
  toSrt,
  toWebVtt,
  type Finding,
  type SharedDocument,
} from './index.ts';
import { anyDocument, picture, source } from './testing.ts';

interface VttCue {
  readonly id: string;
  readonly startTime: number;
  readonly endTime: number;
  readonly text: string;
}
interface VttTree {
  readonly cues: readonly VttCue[];
  readonly errors: readonly { readonly message: string }[];
}

/** The W3C's own parser, which also says where a file breaks the rules. */
function parseVtt(text: string): VttTree {
  const { WebVTTParser } = webvtt as {
    WebVTTParser: new (entities?: Readonly<Record<string, string>>) => { parse(text: string): VttTree };
  };
  return new WebVTTParser().parse(text);
}

const DOG: Reference = { id: 'a', phrase: 'the dog', kind: 'box', box: [0.1, 0.2, 0.5, 0.6], score: 0.9, source };

function video(...references: Reference[]): SharedDocument {
  const document = picture(...references);
  return { ...document, medium: { ...document.medium, kind: 'video', name: 'a --> <b>.mp4', duration: 10 } };
}

const TUBE: Reference = {
  id: 't',
  phrase: 'A <b>dog</b> & --> cat',
  kind: 'tube',
  tube: {
    span: [1, 4],
    boxes: [
      { time: 1, box: [0, 0, 0.5, 0.5] },
      { time: 2.5, box: [0.25, 0.25, 0.75, 0.75] },
      { time: 3.5, box: [0.5, 0.5, 1, 1] },
    ],
  },
  source,
};

describe('WebVTT', () => {
  it('says what the W3C parser reads, without an error', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { cues, errors } = parseVtt(toWebVtt(document));
        expect(errors).toEqual([]);
        const timed = findings(document).filter(({ reference }) => spanOf(reference));
        expect(cues).toHaveLength(timed.length);
        for (const cue of cues) {
          const [start, end] = spanOf(timed.find(({ id }) => id === cue.id)!.reference)!;
          expect(Math.abs(cue.startTime - start)).toBeLessThan(0.001);
          expect(Math.abs(cue.endTime - end)).toBeLessThan(0.0021);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what looks like markup as text', () => {
    const text = toWebVtt(video(TUBE));
    expect(text).toContain('00:00:01.000 --> 00:00:04.000\nA &lt;b&gt;dog&lt;/b&gt; &amp; --&gt; cat\n');
    expect(parseVtt(text).errors).toEqual([]);
  });
});

describe('SRT', () => {
  it('says what another parser reads', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const timed = findings(document).filter(({ reference }) => spanOf(reference));
        fc.pre(timed.length > 0);
        const { entries } = parseSubtitles(toSrt(document));
        expect(entries.map(({ from }) => from)).toEqual(
          timed.map(({ reference }) => Math.round(spanOf(reference)![0] * 1000)).toSorted((a, b) => a - b),
        );
        expect(entries.every(({ from, to }) => to > from)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('CSV', () => {
  it('says what another parser reads', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const { data, errors } = Papa.parse<Record<string, string>>(toCsv(document), { header: true, skipEmptyLines: true });
        expect(errors).toEqual([]);
        for (const row of data) {
          const turn = document.turns[Number(row['turn']) - 1]!;
          expect(row['question']!.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(turn.question);
          if (!row['reference']) continue;
          const reference = turn.answer.references[Number(row['reference']) - 1]!;
          expect(row['kind']).toBe(reference.kind);
          const span = spanOf(reference);
          const [column, value] = span ? ['end_s', span[1]] : ['x1', boxOf(reference)![2]];
          expect(Number(row[column])).toBeCloseTo(value, 5);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('holds no formulas', () => {
    const row = toCsv(picture({ ...DOG, phrase: '=HYPERLINK("https://a.example","x")' }));
    expect(row).toContain(`"'=HYPERLINK(""https://a.example"",""x"")"`);
  });

  it('gives pixels of the medium', () => {
    const [row] = Papa.parse<Record<string, string>>(toCsv(picture(DOG)), { header: true }).data;
    expect(row).toMatchObject({ left_px: '20', top_px: '20', width_px: '80', height_px: '40', score: '0.9' });
  });
});

describe('COCO', () => {
  it('has the structure that the format asks for', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const coco = JSON.parse(JSON.stringify(toCoco(document))) as ReturnType<typeof toCoco>;
        const ids = (list: readonly { readonly id: number }[]): Set<number> => {
          expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
          return new Set(list.map(({ id }) => id));
        };
        const [images, categories] = [ids(coco.images), ids(coco.categories)];
        ids(coco.annotations);
        expect(
          coco.images.every(({ width, height, file_name }) => width > 0 && height > 0 && typeof file_name === 'string'),
        ).toBe(true);
        for (const { image_id, category_id, bbox, area, iscrowd, segmentation } of coco.annotations) {
          expect([images.has(image_id), categories.has(category_id), iscrowd]).toEqual([true, true, 0]);
          expect(bbox).toHaveLength(4);
          expect(bbox[2] >= 0 && bbox[3] >= 0).toBe(true);
          const whole = Math.abs(area - bbox[2] * bbox[3]);
          // A mask lies in its box; what is rounded are the sides of the box.
          const most = (bbox[2] + 0.01) * (bbox[3] + 0.01) + 0.01;
          expect(segmentation.length === 0 ? whole < 0.01 : area <= most).toBe(true);
          expect(segmentation.every((polygon) => polygon.length >= 6 && polygon.length % 2 === 0)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is read by the reader of detection sets', () => {
    const { records, problems } = readCoco(JSON.stringify(toCoco(picture(DOG))));
    expect(problems).toEqual([]);
    expect(JSON.stringify(records)).toContain('[20,20,80,40]');
    expect(JSON.stringify(records)).toContain('dog');
  });

  it('comes back as the boxes and tubes that it was', () => {
    const target = { name: 'park.jpg', size: { width: 200, height: 100 }, duration: null };
    const back = fromCocoFile(toCoco(picture(DOG)), target);
    if (typeof back === 'string') throw new Error(back);
    expect(back.references[0]).toMatchObject({ phrase: 'the dog', score: 0.9, kind: 'box', box: [0.1, 0.2, 0.5, 0.6] });
    const moving = fromCocoFile(toCoco(video(TUBE)), { ...target, duration: 10 });
    if (typeof moving === 'string') throw new Error(moving);
    const [tube] = moving.references;
    if (tube?.kind !== 'tube' || TUBE.kind !== 'tube') throw new Error('no tube');
    expect(tube.tube.boxes).toEqual(TUBE.tube.boxes);
    expect(overlayAnswer(moving).parts).toEqual([{ text: TUBE.phrase, references: [tube.id] }]);
  });

  it('finds the picture by its name, and says why when there is nothing', () => {
    const target = { name: 'b.png', size: { width: 10, height: 10 }, duration: null };
    const images = [
      { id: 1, file_name: 'x/a.jpg', width: 100, height: 100 },
      { id: 2, file_name: 'x/b.jpg', width: 100, height: 50 },
    ];
    const annotations = [
      { id: 1, image_id: 1, category_id: 3, bbox: [0, 0, 10, 10] },
      { id: 2, image_id: 2, category_id: 3, bbox: [50, 25, 50, 25] },
      { id: 3, image_id: 2, category_id: 9, bbox: [200, 0, 5, 5] },
    ];
    const found = fromCocoFile({ images, annotations, categories: [{ id: 3, name: 'cat' }] }, target);
    expect(found).toMatchObject({ skipped: 1, references: [{ phrase: 'cat', box: [0.5, 0.5, 1, 1] }] });
    expect(fromCocoFile({ images, annotations }, { ...target, name: 'c.png' })).toContain('none of them is called c.png');
    expect(fromCocoFile({ images: [], annotations }, target)).toContain('no picture');
    expect(fromCocoFile([], target)).toContain('not a COCO file');
    expect(fromCocoFile({ images, annotations }, { ...target, duration: 3 })).toContain('a video is open');
  });

  it('loses nothing of a box but hundredths of a pixel', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const medium = { ...document.medium, size: { width: 40_000, height: 40_000 }, duration: null };
        const references = findings(document).flatMap(({ reference: r }) => (r.kind === 'box' ? [r] : []));
        const boxes = references.map((r) => r.box);
        fc.pre(document.medium.kind === 'picture' && boxes.some((b) => area(b) > 1e-3));
        const back = fromCocoFile(toCoco({ ...picture(...references), medium }), medium);
        const found = typeof back === 'string' ? [] : back.references.flatMap((r) => (r.kind === 'box' ? [r.box] : []));
        for (const box of boxes.filter((b) => area(b) > 1e-3))
          expect(Math.max(...found.map((b) => iou(b, box)))).toBeGreaterThan(0.999);
      }),
      { numRuns: 200 },
    );
  });
});

describe('Label Studio', () => {
  it('has results that point at the tags of its config', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const [task] = toLabelStudio(document);
        const { result } = task!.predictions[0]!;
        const parts = ({ reference: r }: Finding): number => (r.kind === 'mask' ? polygonsOf(r.mask).length : 1);
        expect(result).toHaveLength(findings(document).reduce((sum, finding) => sum + parts(finding), 0));
        expect(new Set(result.map((r) => r['id'])).size).toBe(result.length);
        expect(Object.keys(task!.data)).toEqual([{ picture: 'image', video: 'video', sound: 'audio' }[document.medium.kind]]);
      }),
      { numRuns: 100 },
    );
  });

  it('counts in percent and in frames', () => {
    expect(toLabelStudio(picture(DOG))[0]!.predictions[0]!.result[0]).toMatchObject({
      type: 'rectanglelabels',
      original_width: 200,
      value: { x: 10, y: 20, width: 40, height: 40, rectanglelabels: ['the dog'] },
    });
    expect(toLabelStudio(video(TUBE))[0]!.predictions[0]!.result[0]).toMatchObject({
      type: 'videorectangle',
      value: { framesCount: 240, sequence: [{ frame: 25 }, { frame: 61 }, { frame: 85 }, { frame: 97, enabled: false }] },
    });
  });
});

it('tells JSON files apart', () => {
  expect(jsonKind(JSON.parse(toJson(picture(DOG))))).toEqual({ kind: 'whereabouts', version: 1 });
  expect(jsonKind(toCoco(picture(DOG)))).toEqual({ kind: 'coco' });
  for (const value of [null, 1, [], {}]) expect(jsonKind(value)).toEqual({ kind: 'other' });
});
