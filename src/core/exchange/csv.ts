import { sentence } from '../answer.ts';
import { toPixels, type Box, type Size } from '../box.ts';
import { maskArea, type Mask } from '../mask/index.ts';
import type { Geometry } from '../reference.ts';
import type { Span } from '../span.ts';
import type { SharedDocument } from './document.ts';

const COLUMNS = [
  'medium',
  'turn',
  'question',
  'state',
  'answer',
  'reference',
  'phrase',
  'kind',
  'start_s',
  'end_s',
  'time_s',
  'x0',
  'y0',
  'x1',
  'y1',
  'left_px',
  'top_px',
  'width_px',
  'height_px',
  'mask_share',
  'mask_rle',
  'score',
  'attributes',
  'pack',
  'revision',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | number>>;

/**
 * Everything that answers point at as CSV (RFC 4180, UTF-8): a row for every box and span, and of a tube one for every box known. An
 * answer that points at nothing has one row. Boxes are both fractions (x0 ...) and pixels of the medium as displayed; of a mask, the box
 * around it, its share of the picture (0..1), and its height, width and COCO run lengths.
 */
export function toCsv({ medium, turns }: SharedDocument): string {
  const rows = turns.flatMap(({ question, answer }, i): Row[] => {
    const turn = { medium: medium.name, turn: i + 1, question, state: answer.state, answer: sentence(answer) };
    if (answer.references.length === 0) return [turn];
    return answer.references.flatMap((r, k) => {
      const about: Row = {
        ...turn,
        reference: k + 1,
        phrase: r.phrase,
        kind: r.kind,
        ...(r.score === undefined ? {} : { score: short(r.score) }),
        attributes: (r.attributes ?? []).join('; '),
        pack: r.source.pack,
        revision: r.source.revision,
      };
      return places(r).map((place) => Object.assign(placeCells(place, medium.size), about));
    });
  });
  return [COLUMNS.join(','), ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(','))].join('\r\n') + '\r\n';
}

function placeCells({ span, time, box, mask }: Place, size: Size | null): Row {
  const [left, top, right, bottom] = box && size ? toPixels(box, size) : [];
  return {
    ...(span ? { start_s: short(span[0]), end_s: short(span[1]) } : {}),
    ...(time === undefined ? {} : { time_s: short(time) }),
    ...(box ? { x0: short(box[0]), y0: short(box[1]), x1: short(box[2]), y1: short(box[3]) } : {}),
    ...(left === undefined
      ? {}
      : { left_px: short(left), top_px: short(top!), width_px: short(right! - left), height_px: short(bottom! - top!) }),
    ...(mask ? { mask_share: short(maskArea(mask)), mask_rle: `${mask.size.height} ${mask.size.width} ${mask.counts}` } : {}),
  };
}

interface Place {
  readonly span?: Span;
  readonly time?: number;
  readonly box?: Box;
  readonly mask?: Mask;
}

function places(geometry: Geometry): readonly Place[] {
  switch (geometry.kind) {
    case 'box':
      return [{ box: geometry.box }];
    case 'mask':
      return [{ box: geometry.mask.box, mask: geometry.mask }];
    case 'span':
      return [{ span: geometry.span }];
    case 'tube': {
      const { span, boxes } = geometry.tube;
      return boxes.length === 0 ? [{ span }] : boxes.map(({ time, box }) => ({ span, time, box }));
    }
  }
}

/** Six decimals are a millionth of a side and a microsecond. */
const short = (value: number): number => Math.round(value * 1e6) / 1e6;

/** A cell; a text that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
