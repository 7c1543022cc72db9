import { toFractions } from '../../core/datasets/index.ts';
import {
  boxOf,
  iou,
  spanOf,
  type Answer,
  type AnswerState,
  type Box,
  type Size,
  type Span,
  type Timings,
} from '../../core/index.ts';
import { parsePopeAnswer, setTemporalIou } from '../../core/metrics/index.ts';
import type { DeviceKind, Failure, PackId } from '../../packs/index.ts';
import type { Question, Truth } from './dataset.ts';

/** A thing that an answer points at, with the score that the model gave it (`null` when it gave none). */
export interface Scored<T> {
  readonly at: T;
  readonly score: number | null;
}

/** What came of one question: one line of the file that a run writes. */
export interface EvaluationRecord {
  /** Place of the question in the dataset, from 0. */
  readonly index: number;
  readonly file: string;
  readonly query: string;
  readonly kind: Question['truth']['kind'];
  readonly split: string | null;
  readonly pack: PackId;
  readonly medium: 'picture' | 'video' | 'sound' | null;
  /** Seconds; `null` for a picture and for what could not be opened. */
  readonly duration: number | null;
  /** How many things are there to be found; whether it is there, for a yes-or-no question. */
  readonly wanted: number;
  /** True boxes, as fractions of the picture; none when it could not be opened. */
  readonly trueBoxes: readonly Box[];
  /** True spans, seconds. */
  readonly trueSpans: readonly Span[];
  readonly state: AnswerState | 'failed';
  /** The paper's coordinate text. */
  readonly text: string;
  /** The answer's words, without coordinates. */
  readonly words: string;
  /** All boxes of the answer, best first. */
  readonly boxes: readonly Scored<Box>[];
  /** All spans of the answer, those of tubes among them, in its order. */
  readonly spans: readonly Scored<Span>[];
  /** 0..1: IoU of the first box, IoU of all spans together, or 1 for the right word; 1 for saying that nothing is there when it is so. */
  readonly quality: number;
  readonly timings: Timings;
  readonly device: DeviceKind | null;
  readonly failure: Failure | null;
}

/** What is known of a medium once it is open. */
export interface OpenFacts {
  readonly kind: 'picture' | 'video' | 'sound';
  /** Pixels as displayed; for pictures. */
  readonly size: Size | null;
  readonly duration: number | null;
}

/** The record of a question that has no answer (yet): `failed`. */
export function unanswered(index: number, question: Question, pack: PackId, facts: OpenFacts | null): EvaluationRecord {
  const { truth } = question;
  const trueSpans = truth.kind === 'spans' ? truth.spans : [];
  return {
    index,
    file: question.file,
    query: question.query,
    kind: truth.kind,
    split: question.split ?? null,
    pack,
    medium: facts?.kind ?? null,
    duration: facts?.duration ?? (truth.kind === 'spans' ? (truth.duration ?? null) : null),
    wanted: truth.kind === 'presence' ? Number(truth.present) : truth.kind === 'boxes' ? truth.boxes.length : trueSpans.length,
    trueBoxes: truth.kind === 'boxes' && facts?.size ? fractions(truth, facts.size) : [],
    trueSpans,
    state: 'failed',
    text: '',
    words: '',
    boxes: [],
    spans: [],
    quality: 0,
    timings: {},
    device: null,
    failure: null,
  };
}

/** What of the true boxes lies in the picture. */
function fractions({ boxes, unit }: Extract<Truth, { kind: 'boxes' }>, size: Size): Box[] {
  return boxes.flatMap((box) => {
    const inside = toFractions(box, unit, size);
    return inside ? [inside] : [];
  });
}

/** The record of an answer. */
export function answered(blank: EvaluationRecord, answer: Answer, timings: Timings, device: DeviceKind): EvaluationRecord {
  const record: EvaluationRecord = {
    ...blank,
    state: answer.state,
    text: answer.text,
    words: answer.parts.map((part) => part.text).join(''),
    boxes: answer.references.flatMap((r) => {
      // Of a mask, the box around it: that is what the truth has.
      const at = spanOf(r) ? null : boxOf(r);
      return at ? [{ at, score: r.score ?? null }] : [];
    }),
    spans: answer.references.flatMap((r) => {
      const at = spanOf(r);
      return at ? [{ at, score: r.score ?? null }] : [];
    }),
    timings,
    device,
  };
  return { ...record, quality: qualityOf(record) };
}

function qualityOf(record: EvaluationRecord): number {
  const { kind, wanted, boxes, spans, trueBoxes, trueSpans, words } = record;
  if (kind === 'presence') return Number((parsePopeAnswer(words) === 'yes') === wanted > 0);
  const said = kind === 'boxes' ? boxes.length : spans.length;
  if (wanted === 0) return Number(said === 0);
  if (kind === 'boxes') return boxes[0] ? Math.max(0, ...trueBoxes.map((truth) => iou(truth, boxes[0]!.at))) : 0;
  return setTemporalIou(
    trueSpans,
    spans.map(({ at }) => at),
  );
}
