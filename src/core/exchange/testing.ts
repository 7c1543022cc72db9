/** Documents for tests. */
import fc from 'fast-check';
import { maskOfRaster, type AnswerState, type Box, type Geometry, type Mask, type Reference, type Span } from '../index.ts';
import type { SharedDocument, SharedKind, SharedMedium, SharedTurn } from './document.ts';

/** The extremes, and what is usual. */
const fraction = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.integer({ min: 0, max: 1_000_000 }).map((v) => v / 1_000_000),
);
const second = fc.double({ min: 0, max: 5000, noNaN: true });

const box: fc.Arbitrary<Box> = fc
  .tuple(fraction, fraction, fraction, fraction)
  .map(([a, b, c, d]): Box => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)])
  .filter(([x0, y0, x1, y1]) => (x1 - x0) * (y1 - y0) > 0);

const span: fc.Arbitrary<Span> = fc
  .tuple(second, second)
  .map(([a, b]): Span => [Math.min(a, b), Math.max(a, b)])
  .filter(([a, b]) => b > a);

/** Of any shape: with holes, of several parts, and up to the edges. A byte is a row of pixels. */
const mask: fc.Arbitrary<Mask> = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.uint8Array({ minLength: 1, maxLength: 8 }))
  .map(([width, rows]): Mask => {
    const raster = [...rows].flatMap((row) => Array.from({ length: width }, (_, x) => (row >> x) & 1));
    if (!raster.includes(1)) raster[0] = 1;
    return maskOfRaster(raster, { width, height: rows.length })!;
  });

const geometry: fc.Arbitrary<Geometry> = fc.oneof(
  mask.map((mask): Geometry => ({ kind: 'mask', mask })),
  box.map((box): Geometry => ({ kind: 'box', box })),
  span.map((span): Geometry => ({ kind: 'span', span })),
  fc.tuple(span, fc.array(fc.tuple(second, box), { maxLength: 12 })).map(([span, boxes]): Geometry => ({
    kind: 'tube',
    tube: { span, boxes: boxes.map(([time, box]) => ({ time, box })).toSorted((a, b) => a.time - b.time) },
  })),
);

const words = fc.string({ unit: 'grapheme', maxLength: 60 });
/** Names have no control characters and no space at their ends. */
const name = (most: number): fc.Arbitrary<string> =>
  fc
    .string({ unit: fc.constantFrom('a', 'b', ' ', 'Ä', '-', '_', '.', '日', '本', '🐕'), maxLength: most })
    .map((s) => s.trim());

const turn: fc.Arbitrary<SharedTurn> = fc
  .record({
    question: words,
    region: fc.option(geometry),
    state: fc.constantFrom<AnswerState>('found', 'absent', 'unsure', 'unreadable'),
    references: fc.uniqueArray(
      fc.record({
        id: fc.string({ unit: fc.constantFrom('a', 'b', 'f', '0', '1', '-'), minLength: 1, maxLength: 10 }),
        phrase: words,
        score: fc.option(fraction, { nil: undefined }),
        attributes: fc.option(fc.array(name(20), { minLength: 1, maxLength: 4 }), { nil: undefined }),
        source: fc.record({ pack: name(12), revision: name(12) }),
        geometry,
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    ),
    text: fc.oneof(words, fc.string({ unit: 'binary', maxLength: 80 })),
    parts: fc.array(fc.tuple(words, fc.array(fc.nat({ max: 7 }), { maxLength: 3 }), fc.boolean(), fc.boolean()), {
      maxLength: 6,
    }),
  })
  .map(({ question, region, state, references, text, parts }): SharedTurn => ({
    question,
    region,
    answer: {
      state,
      text,
      references: references.map(({ geometry, score, attributes, ...rest }) => ({
        ...rest,
        ...geometry,
        ...(score === undefined ? {} : { score }),
        ...(attributes === undefined ? {} : { attributes }),
      })),
      parts: parts.map(([text, ids, phrase, added]) => ({
        text,
        ...(phrase ? { references: [...new Set(ids.flatMap((i) => references[i]?.id ?? []))] } : {}),
        ...(added ? { added } : {}),
      })),
    },
  }));

const medium: fc.Arbitrary<SharedMedium> = fc
  .record({
    kind: fc.constantFrom<SharedKind>('picture', 'video', 'sound'),
    name: name(80),
    source: fc.oneof(
      fc.record({ kind: fc.constant('sample' as const), id: fc.stringMatching(/^[a-z-]{1,20}$/) }),
      fc.record({
        kind: fc.constant('remote' as const),
        url: fc.stringMatching(/^[a-z0-9._~-]{0,30}$/).map((path) => `https://media.example/f/x${path}`),
      }),
      fc.record({
        kind: fc.constant('local' as const),
        sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
        bytes: fc.integer({ min: 1, max: 2 ** 40 }),
      }),
    ),
    size: fc.record({ width: fc.integer({ min: 1, max: 60_000 }), height: fc.integer({ min: 1, max: 60_000 }) }),
    duration: fc.double({ min: 0.01, max: 90_000, noNaN: true }),
  })
  .map(({ kind, name, source, size, duration }): SharedMedium => ({
    kind,
    name,
    source,
    size: kind === 'sound' ? null : size,
    duration: kind === 'picture' ? null : duration,
  }));

/** For references of a test's own. */
export const source = { pack: 'nano', revision: '1' } as const;

/** A picture of 200 x 100 pixels with one answer that points at `references`. */
export function picture(...references: Reference[]): SharedDocument {
  return {
    medium: {
      kind: 'picture',
      name: 'park.jpg',
      source: { kind: 'sample', id: 'x' },
      size: { width: 200, height: 100 },
      duration: null,
    },
    turns: [
      { question: 'Where?', region: null, answer: { state: 'found', parts: [{ text: 'There.' }], text: 'There.', references } },
    ],
    view: { turn: 0, selected: null, time: 0 },
  };
}

/** Any document that this page may make. */
export const anyDocument: fc.Arbitrary<SharedDocument> = fc
  .record({ medium, turns: fc.array(turn, { maxLength: 5 }), shown: fc.nat(), selected: fc.nat(), time: fraction })
  .map(({ medium, turns, shown, selected, time }): SharedDocument => {
    const at = turns.length > 0 && shown % 4 > 0 ? shown % turns.length : null;
    const count = at === null ? 0 : turns[at]!.answer.references.length;
    return {
      medium,
      turns,
      view: {
        turn: at,
        selected: count > 0 && selected % 3 > 0 ? selected % count : null,
        time: time * (medium.duration ?? 0),
      },
    };
  });
