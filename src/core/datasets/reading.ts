import type { Span } from '../span.ts';
import type { Problem, Reading, Xywh } from './records.ts';

/** Says that a record is malformed; caught where the record's place is known. */
class Malformed extends Error {}

/** A value of the dataset and where it stands. */
export interface Row {
  readonly value: unknown;
  readonly place: string;
}

/** Stops the reading of one record. */
export function malformed(message: string): never {
  throw new Malformed(message);
}

/** Gathers records and problems: a malformed record is noted with its place, and the rest goes on. */
export class Gatherer<T> implements Reading<T> {
  readonly records: T[] = [];
  readonly problems: Problem[] = [];

  /** Runs `read` and notes its problem, if it has one. @returns what it gave, `undefined` when malformed */
  attempt<R>(place: string, read: () => R): R | undefined {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      this.problems.push({ place, message: error.message });
      return undefined;
    }
  }

  /** Reads a record and keeps it when it is good. */
  add(place: string, read: () => T): void {
    const record = this.attempt(place, read);
    if (record !== undefined) this.records.push(record);
  }
}

/** Parses JSON. @returns the value, or the problem with its line when the engine tells the position */
export function parseJson(text: string): { value: unknown; problem?: undefined } | { problem: Problem } {
  try {
    return { value: JSON.parse(withoutMark(text)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /position (\d+)/.exec(message)?.[1];
    const place = position === undefined ? 'file' : `line ${text.slice(0, Number(position)).split('\n').length}`;
    return { problem: { place, message: `the file is not JSON: ${message}` } };
  }
}

/** The rows of a JSON list or of JSON lines, whichever the text is. */
export function rows(text: string): { rows: Row[]; problems: Problem[] } {
  if (withoutMark(text).trimStart().startsWith('[')) {
    const parsed = parseJson(text);
    if (parsed.problem) return { rows: [], problems: [parsed.problem] };
    const list = parsed.value as unknown[];
    return { rows: list.map((value, i) => ({ value, place: `record ${i}` })), problems: [] };
  }
  const out: Row[] = [];
  const problems: Problem[] = [];
  for (const { text: line, place } of lines(text)) {
    const parsed = parseJson(line);
    if (parsed.problem) problems.push({ place, message: parsed.problem.message.replace('the file', 'the line') });
    else out.push({ value: parsed.value, place });
  }
  return { rows: out, problems };
}

/** Lines that are not blank, with their numbers from 1. */
export function lines(text: string): { text: string; place: string }[] {
  return withoutMark(text)
    .split(/\r?\n/)
    .flatMap((line, i) => (line.trim() === '' ? [] : [{ text: line.trim(), place: `line ${i + 1}` }]));
}

/** Reads a JSON list or JSON lines, one record a row. */
export function readRows<T>(text: string, read: (fields: Fields, place: string) => T): Reading<T> {
  const found = rows(text);
  const out = new Gatherer<T>();
  out.problems.push(...found.problems);
  for (const { value, place } of found.rows) out.add(place, () => read(fields(value), place));
  return out;
}

const withoutMark = (text: string): string => (text.startsWith('\u{FEFF}') ? text.slice(1) : text);

/** The fields of a JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** True for a JSON object (no list, no `null`). */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` as an object. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : malformed('it is not an object');
}

/** A field as a list. */
export function list(record: Fields, name: string): readonly unknown[] {
  const value = record[name];
  return Array.isArray(value) ? value : malformed(`"${name}" is not a list`);
}

/** A field as text that is not blank, trimmed. */
export function words(record: Fields, name: string): string {
  const value = record[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : malformed(`"${name}" is not a text`);
}

/** A field as text, or `undefined` when it is absent or no text. */
export function optionalWords(record: Fields, name: string): string | undefined {
  const value = record[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A field as a name: a text or a number. */
export function key(record: Fields, name: string): string {
  const value = record[name];
  return typeof value === 'number' ? String(value) : words(record, name);
}

/** The length of a medium in seconds; `undefined` when the record has none. */
export function seconds(record: Fields, name: string): number | undefined {
  const value = record[name];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' && Number.isFinite(value) && value > 0
    ? value
    : malformed(`"${name}" is not a positive number of seconds`);
}

/** `value` as finite numbers, `count` of them. */
export function numbers(value: unknown, count: number): readonly number[] | null {
  const good = Array.isArray(value) && value.length === count && value.every((v) => Number.isFinite(v));
  return good ? (value as number[]) : null;
}

/** `value` as `[x, y, width, height]` with an area. */
export function xywh(value: unknown, name = 'bbox'): Xywh {
  const box = numbers(value, 4) ?? malformed(`"${name}" is not [x, y, width, height]`);
  return box[2]! > 0 && box[3]! > 0 ? [box[0]!, box[1]!, box[2]!, box[3]!] : malformed(`"${name}" has no area`);
}

/** `value` as a span `[start, end]` in seconds. */
export function span(value: unknown, name: string): Span {
  const ends = numbers(value, 2) ?? malformed(`"${name}" holds something that is not [start, end]`);
  const [start, end] = [ends[0]!, ends[1]!];
  if (start < 0) return malformed(`"${name}" has a start before 0: [${start}, ${end}]`);
  return end > start ? [start, end] : malformed(`"${name}" has an end that is not after its start: [${start}, ${end}]`);
}

/** A field as a list of spans. */
export function spans(record: Fields, name: string): Span[] {
  return list(record, name).map((value) => span(value, name));
}
