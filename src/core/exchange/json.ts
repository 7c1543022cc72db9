import { isObject } from '../datasets/reading.ts';
import { versionOf, type SharedDocument } from './document.ts';

/** What our own files call themselves; described in docs/format.md. */
export const FORMAT = 'whereabouts';

/** The document as our own JSON. Every number as it is: nothing is rounded. */
export function toJson(document: SharedDocument): string {
  return `${JSON.stringify({ format: FORMAT, version: versionOf(document), ...document }, null, 2)}\n`;
}

/** What kind of file a JSON value is, and of ours the version. */
export type JsonKind =
  { readonly kind: 'whereabouts'; readonly version: unknown } | { readonly kind: 'coco' } | { readonly kind: 'other' };

/** Tells JSON files apart by their outermost fields. */
export function jsonKind(value: unknown): JsonKind {
  if (!isObject(value)) return { kind: 'other' };
  if (value['format'] === FORMAT) return { kind: 'whereabouts', version: value['version'] };
  return { kind: Array.isArray(value['images']) && Array.isArray(value['annotations']) ? 'coco' : 'other' };
}
