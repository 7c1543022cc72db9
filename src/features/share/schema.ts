/**
 * What a document from outside (a link, a file) may be. Nothing in it is trusted: texts are cut, coordinates clamped or refused, ids
 * made unique, addresses limited to https. Unknown fields are left out.
 */
import * as v from 'valibot';
import {
  boundMask,
  MASK_SIDE,
  toBox,
  type Answer,
  type Box,
  type Geometry,
  type Mask,
  type Reference,
  type Span,
  type Tube,
} from '../../core/index.ts';
import { readMask } from '../../core/exchange/mask-read.ts';
import { LIMITS, type SharedDocument, type SharedSource } from '../../core/exchange/document.ts';

/** Control characters that no answer has, and those that turn the direction of what follows: names are shown inside sentences. */
// oxlint-disable-next-line no-control-regex -- they are what is to go
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g;

const text = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((s) => s.slice(0, most)),
  );
const name = (most: number) =>
  v.pipe(
    v.string(),
    v.transform((s) => s.replace(UNSHOWN, ' ').trim().slice(0, most)),
  );
const list = <T extends v.GenericSchema>(item: T, most: number) =>
  v.pipe(v.array(v.unknown()), v.maxLength(most), v.array(item));
const finite = v.pipe(v.number(), v.finite());
const index = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0)));
const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value)) + 0;
const time = v.pipe(
  finite,
  v.transform((seconds) => clamp(seconds, LIMITS.duration)),
);

const BOX = v.pipe(
  v.strictTuple([finite, finite, finite, finite]),
  v.rawTransform(({ dataset, addIssue, NEVER }): Box => {
    const box = toBox(dataset.value);
    if (box) return box;
    addIssue({ message: 'a box lies outside of the picture or has no area' });
    return NEVER;
  }),
);

const SPAN = v.pipe(
  v.strictTuple([time, time]),
  v.check(([start, end]) => end > start, 'a span ends before it begins'),
  v.transform((span): Span => span),
);

const TUBE = v.pipe(
  v.object({ span: SPAN, boxes: list(v.object({ time, box: BOX }), LIMITS.boxes) }),
  v.transform(({ span, boxes }): Tube => ({
    span,
    boxes: boxes.toSorted((a, b) => a.time - b.time),
  })),
);

const MASK = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset, addIssue, NEVER }): Mask => {
    const mask = readMask(dataset.value);
    // However fine it was, it is kept as fine as those that are made here.
    if (mask) return boundMask(mask, MASK_SIDE);
    addIssue({ message: 'the run lengths of a mask do not fill its size, or nothing is inside' });
    return NEVER;
  }),
);

const GEOMETRY: v.GenericSchema<unknown, Geometry> = v.variant('kind', [
  v.object({ kind: v.literal('box'), box: BOX }),
  v.object({ kind: v.literal('span'), span: SPAN }),
  v.object({ kind: v.literal('tube'), tube: TUBE }),
  v.object({ kind: v.literal('mask'), mask: MASK }),
]);

const COMMON = {
  id: name(100),
  phrase: text(LIMITS.phrase),
  score: v.optional(
    v.pipe(
      finite,
      v.transform((score) => clamp(score, 1)),
    ),
  ),
  attributes: v.optional(list(name(100), LIMITS.attributes)),
  source: v.object({ pack: name(100), revision: name(100) }),
};

const REFERENCE = v.intersect([v.object(COMMON), GEOMETRY]);

const PART = v.object({
  text: text(LIMITS.text),
  references: v.optional(list(v.string(), LIMITS.references)),
  added: v.optional(v.boolean()),
});

const ANSWER = v.pipe(
  v.object({
    state: v.picklist(['found', 'absent', 'unsure', 'unreadable']),
    parts: list(PART, LIMITS.parts),
    text: text(LIMITS.text),
    references: list(REFERENCE, LIMITS.references),
  }),
  v.transform(({ state, parts, text, references }): Answer => {
    const known = new Map<string, Reference>();
    for (const { score, attributes, ...rest } of references) {
      // Of two with one id, the first is kept.
      if (known.has(rest.id)) continue;
      known.set(rest.id, {
        ...rest,
        ...(score === undefined ? {} : { score }),
        ...(attributes && attributes.length > 0 ? { attributes } : {}),
      });
    }
    return {
      state,
      text,
      references: [...known.values()],
      parts: parts.map(({ text, references: ids, added }) => ({
        text,
        ...(ids ? { references: [...new Set(ids)].filter((id) => known.has(id)) } : {}),
        ...(added ? { added } : {}),
      })),
    };
  }),
);

/** True for an address that a document may name: https, without a user name or a password in it. */
export function isShareableUrl(address: string): boolean {
  if (address.length > LIMITS.url || !URL.canParse(address)) return false;
  const { protocol, username, password, hostname } = new URL(address);
  return protocol === 'https:' && username === '' && password === '' && hostname !== '';
}

const SOURCE: v.GenericSchema<unknown, SharedSource> = v.variant('kind', [
  v.object({ kind: v.literal('sample'), id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)) }),
  v.object({
    kind: v.literal('remote'),
    url: v.pipe(
      v.string(),
      v.check(isShareableUrl, 'the address is not one that may be opened'),
      v.transform((url) => new URL(url).href),
    ),
  }),
  v.object({
    kind: v.literal('local'),
    sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
    bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  }),
]);

const side = v.pipe(finite, v.minValue(1), v.maxValue(LIMITS.side));

const MEDIUM = v.pipe(
  v.object({
    kind: v.picklist(['picture', 'video', 'sound']),
    name: name(LIMITS.name),
    source: SOURCE,
    size: v.nullable(v.object({ width: side, height: side })),
    duration: v.nullable(v.pipe(finite, v.gtValue(0), v.maxValue(LIMITS.duration))),
  }),
  v.check(({ kind, size }) => kind === 'sound' || size !== null, 'a picture or a video needs a size'),
  v.check(({ kind, duration }) => kind === 'picture' || duration !== null, 'a video or a sound needs a duration'),
);

const DOCUMENT: v.GenericSchema<unknown, SharedDocument> = v.pipe(
  v.object({
    medium: MEDIUM,
    turns: list(v.object({ question: text(LIMITS.question), region: v.nullable(GEOMETRY), answer: ANSWER }), LIMITS.turns),
    view: v.object({ turn: index, selected: index, time }),
  }),
  v.transform(({ medium, turns, view }): SharedDocument => {
    const shown = view.turn === null ? undefined : turns[view.turn];
    const selected = view.selected !== null && shown?.answer.references[view.selected] ? view.selected : null;
    return {
      medium,
      turns,
      view: { turn: shown ? view.turn : null, selected, time: Math.min(view.time, medium.duration ?? 0) },
    };
  }),
);

/** A value from outside as a document, or why it is none (one line, English, with the place where it went wrong). */
export function readDocument(value: unknown): SharedDocument | string {
  const result = v.safeParse(DOCUMENT, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  return `${place ? `${place}: ` : ''}${issue.message}`.slice(0, 300);
}
