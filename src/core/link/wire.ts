/**
 * Versions 1 and 2 of a link's content (2 is 1 with masks): the document as nested lists of whole numbers and texts, which JSON and deflate make small.
 *
 *     [medium, packs, turns, view]
 *     medium = [kind, name, source, id | url | sha256, bytes, width, height, milliseconds]
 *     packs  = [pack, revision, pack, revision, ...]
 *     turn   = [question, region | 0, state, parts, text, references]
 *     part   = text | [text, flags, index of a reference ...]
 *     reference = [kind, phrase, pack, score | -1, attributes | 0, number ...], of a mask [..., width, height, counts]
 *     view   = [turn | -1, selected | -1, milliseconds]
 *
 * This file may change only so that what it wrote before still reads the same (stored-links.test.ts holds that). `unpack` only puts
 * things in their places; whether they make sense is for the caller to check, because a link may come from anyone.
 */
import type { AnswerPart, AnswerState } from '../answer.ts';
import type { SharedDocument, SharedKind, SharedSource } from '../exchange/document.ts';
import { readMask } from '../exchange/mask-read.ts';
import type { Geometry, Reference } from '../reference.ts';
import { canonical, referenceName } from './canonical.ts';
import { packText, unpackText } from './coordinates-in-text.ts';
import { boxOf, boxSteps, scoreOf, scoreStep, seconds, spanOfTicks, spanTicks, tick } from './steps.ts';

const KINDS: readonly SharedKind[] = ['picture', 'video', 'sound'];
const SOURCES: readonly SharedSource['kind'][] = ['sample', 'remote', 'local'];
const STATES: readonly AnswerState[] = ['found', 'absent', 'unsure', 'unreadable'];
const GEOMETRIES: readonly Geometry['kind'][] = ['box', 'span', 'tube', 'mask'];
/** Flag of a part: not the model's own words. */
const ADDED = 1;
/** Flag of a part: it is a phrase, whatever it points at. */
const PHRASE = 2;

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The document as a link carries it. What a link does not carry exactly, `canonical` says. */
export function pack(document: SharedDocument): Json {
  const { medium, turns, view } = canonical(document);
  const { source, size, duration } = medium;
  const packs: string[] = [];
  const packIndex = ({ source: { pack, revision } }: Reference): number => {
    for (let i = 0; i < packs.length; i += 2) if (packs[i] === pack && packs[i + 1] === revision) return i / 2;
    return packs.push(pack, revision) / 2 - 1;
  };
  const packed = turns.map(({ question, region, answer }): Json => {
    const index = new Map(answer.references.map(({ id }, i) => [id, i]));
    return [
      question,
      region ? [GEOMETRIES.indexOf(region.kind), ...numbers(region)] : 0,
      STATES.indexOf(answer.state),
      answer.parts.map((part) => packPart(part, index)),
      packText(answer, duration ?? 0),
      answer.references.map((r): Json => [
        GEOMETRIES.indexOf(r.kind),
        r.phrase,
        packIndex(r),
        r.score === undefined ? -1 : scoreStep(r.score),
        r.attributes && r.attributes.length > 0 ? r.attributes : 0,
        ...numbers(r),
      ]),
    ];
  });
  return [
    [
      KINDS.indexOf(medium.kind),
      medium.name,
      SOURCES.indexOf(source.kind),
      source.kind === 'sample' ? source.id : source.kind === 'remote' ? source.url : source.sha256,
      source.kind === 'local' ? source.bytes : 0,
      size?.width ?? 0,
      size?.height ?? 0,
      duration === null ? 0 : tick(duration),
    ],
    packs,
    packed,
    [view.turn ?? -1, view.selected ?? -1, tick(view.time)],
  ];
}

function packPart({ text, references, added }: AnswerPart, index: ReadonlyMap<string, number>): Json {
  if (!references && !added) return text;
  const flags = (added ? ADDED : 0) | (references ? PHRASE : 0);
  return [text, flags, ...(references ?? []).flatMap((id) => index.get(id) ?? [])];
}

/** Of a tube: its span, then its boxes, each as the difference to the one before. */
function numbers(geometry: Geometry): (number | string)[] {
  switch (geometry.kind) {
    case 'box':
      return [...boxSteps(geometry.box)];
    case 'span':
      return [...spanTicks(geometry.span)];
    case 'tube': {
      const { span, boxes } = geometry.tube;
      let last = [spanTicks(span)[0], 0, 0, 0, 0];
      const rows = boxes.flatMap(({ time, box }) => {
        const row = [tick(time), ...boxSteps(box)];
        const change = row.map((v, i) => v - last[i]!);
        last = row;
        return change;
      });
      return [...spanTicks(span), ...rows];
    }
    case 'mask': {
      const { size, counts } = geometry.mask;
      return [size.width, size.height, counts];
    }
  }
}

/** Puts it back into the shape of a document. Never throws; what is not there or of the wrong kind becomes `undefined`. */
export function unpack(wire: unknown): unknown {
  const [medium, packs, turns, view] = list(wire);
  const [kind, name, source, place, bytes, width, height, duration] = list(medium);
  const total = typeof duration === 'number' && duration > 0 ? seconds(duration) : null;
  return {
    medium: {
      kind: pick(KINDS, kind),
      name,
      source: sourceOf(pick(SOURCES, source), place, bytes),
      size: width === 0 && height === 0 ? null : { width, height },
      duration: total,
    },
    turns: list(turns).map((turn) => unpackTurn(turn, list(packs), total ?? 0)),
    view: {
      turn: list(view)[0] === -1 ? null : list(view)[0],
      selected: list(view)[1] === -1 ? null : list(view)[1],
      time: seconds(number(list(view)[2])),
    },
  };
}

function sourceOf(kind: SharedSource['kind'] | undefined, place: unknown, bytes: unknown): unknown {
  if (kind === 'sample') return { kind, id: place };
  return kind === 'remote' ? { kind, url: place } : { kind, sha256: place, bytes };
}

function unpackTurn(turn: unknown, packs: readonly unknown[], duration: number): unknown {
  const [question, region, state, parts, text, references] = list(turn);
  const pointed = list(references).map((reference, i) => {
    const [kind, phrase, pack, score, attributes, ...values] = list(reference);
    return Object.assign(geometry(kind, values), {
      id: referenceName(i),
      phrase,
      score: typeof score === 'number' && score >= 0 ? scoreOf(score) : undefined,
      attributes: Array.isArray(attributes) ? (attributes as readonly unknown[]) : undefined,
      source: { pack: packs[number(pack) * 2], revision: packs[number(pack) * 2 + 1] },
    });
  });
  const [kind, ...values] = list(region);
  return {
    question,
    region: region === 0 ? null : geometry(kind, values),
    answer: {
      state: pick(STATES, state),
      parts: list(parts).map(unpackPart),
      text: typeof text === 'string' ? unpackText(text, pointed.map(asGeometry), duration) : text,
      references: pointed,
    },
  };
}

function unpackPart(part: unknown): unknown {
  if (!Array.isArray(part)) return { text: part };
  const [text, flags, ...indexes] = part as readonly unknown[];
  return {
    text,
    ...(number(flags) & PHRASE ? { references: indexes.map((i) => referenceName(number(i))) } : {}),
    ...(number(flags) & ADDED ? { added: true } : {}),
  };
}

function geometry(code: unknown, values: readonly unknown[]): Readonly<Record<string, unknown>> {
  const kind = pick(GEOMETRIES, code);
  const steps = values.map(number);
  switch (kind) {
    case 'box':
      return { kind, box: boxOf(steps) };
    case 'span':
      return { kind, span: spanOfTicks(steps[0] ?? Number.NaN, steps[1] ?? Number.NaN) };
    case 'tube': {
      const boxes: { time: number; box: readonly number[] }[] = [];
      let row = [steps[0] ?? Number.NaN, 0, 0, 0, 0];
      for (let at = 2; at + 5 <= steps.length; at += 5) {
        row = row.map((v, i) => v + steps[at + i]!);
        boxes.push({ time: seconds(row[0]!), box: boxOf(row.slice(1)) });
      }
      return { kind, tube: { span: spanOfTicks(steps[0] ?? Number.NaN, steps[1] ?? Number.NaN), boxes } };
    }
    case 'mask': {
      const [width, height, counts] = values;
      // The box around it follows from the rest.
      return { kind, mask: readMask({ size: { width, height }, counts }) };
    }
    case undefined:
      return { kind };
  }
}

/** For `unpackText`, which only prints it: what is no geometry prints as nothing. */
const asGeometry = (value: Readonly<Record<string, unknown>>): Geometry | undefined =>
  value['kind'] === undefined || value['mask'] === null ? undefined : (value as unknown as Geometry);

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as readonly unknown[]) : []);
const number = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
const pick = <T>(names: readonly T[], code: unknown): T | undefined => (typeof code === 'number' ? names[code] : undefined);
