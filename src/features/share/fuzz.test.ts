import { deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { canonical, toBase64url } from '../../core/link/index.ts';
import { toCoco, toCsv, toLabelStudio, toSrt, toWebVtt, type SharedDocument } from '../../core/exchange/index.ts';
import { LinkError, packLink, readLink } from './link.ts';
import { readDocument } from './schema.ts';
import { anyDocument } from '../../core/exchange/testing.ts';

const requests = vi.fn(() => {
  throw new Error('a link made a request');
});
beforeEach(() => vi.stubGlobal('fetch', requests));
afterEach(() => vi.unstubAllGlobals());

/** A small generator with a seed, so that a failure can be repeated (mulberry32). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const NASTY: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  -1e308,
  2 ** 53,
  0.5,
  '',
  'x'.repeat(70_000),
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  'http://10.0.0.1/',
  '__proto__',
  '\u0000\u202E\uD800',
  [],
  {},
  [[[[]]]],
  { length: 3 },
  Array.from({ length: 5000 }, () => 0),
];

type Tree = unknown[] | Record<string, unknown>;

/** Puts something nasty somewhere into a JSON value, or takes something out, or doubles it. */
function mutateTree(root: unknown, roll: (below: number) => number): unknown {
  const holders: Tree[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    holders.push(value as Tree);
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(root);
  const holder = holders[roll(Math.max(1, holders.length))];
  if (!holder) return NASTY[roll(NASTY.length)];
  const keys = Object.keys(holder);
  const key = keys[roll(Math.max(1, keys.length))] ?? '0';
  const act = roll(4);
  if (Array.isArray(holder) && act === 0) holder.splice(Number(key), 1);
  else if (Array.isArray(holder) && act === 1) holder.push(structuredClone(holder[Number(key)]));
  else (holder as Record<string, unknown>)[key] = structuredClone(NASTY[roll(NASTY.length)]);
  return root;
}

function mutateText(text: string, roll: (below: number) => number): string {
  const at = roll(text.length + 1);
  const letter = String.fromCodePoint(33 + roll(94));
  return [
    text.slice(0, at),
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1 + roll(9)),
    text.slice(0, at) + text.slice(roll(text.length + 1)),
    text.slice(0, at) + letter.repeat(1 + roll(40)) + text.slice(at),
  ][roll(5)]!;
}

const wrapped = (json: string): string => toBase64url(Buffer.concat([Buffer.of(1), deflateSync(json, { level: 1 })]));

/** What the page does with a document once it is read; none of it may throw. */
function use(document: SharedDocument): void {
  expect(readDocument(structuredClone(document))).toEqual(document);
  expect(canonical(canonical(document))).toEqual(canonical(document));
  const boxes = document.turns.flatMap(({ answer }) => answer.references.flatMap((r) => (r.kind === 'box' ? [r.box] : [])));
  expect(boxes.flat().every((v) => v >= 0 && v <= 1)).toBe(true);
  for (const write of [toCoco, toCsv, toLabelStudio, toSrt, toWebVtt]) expect(write(document)).toBeDefined();
}

it('reads 10,000 mutated links without a crash, a hang or a request', { timeout: 300_000 }, async () => {
  const documents = fc.sample(anyDocument, { numRuns: 50, seed: 7 });
  const links = await Promise.all(documents.map(packLink));
  const wires = links.map((link) => inflateSync(Buffer.from(link, 'base64url').subarray(1)).toString());
  const roll = dice(1);
  const outcomes = new Map<string, number>();
  for (let i = 0; i < 10_000; i += 1) {
    const which = roll(links.length);
    const kind = i % 3;
    let link = links[which]!;
    if (kind === 0) for (let n = 0; n <= roll(3); n += 1) link = mutateText(link, roll);
    if (kind === 1) link = wrapped(mutateText(wires[which]!, roll));
    if (kind === 2) {
      let wire: unknown = JSON.parse(wires[which]!);
      for (let n = 0; n <= roll(3); n += 1) wire = mutateTree(wire, roll);
      link = wrapped(JSON.stringify(wire));
    }
    let outcome = 'read';
    try {
      use(await readLink(link));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      outcome = error.fault;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
  expect(requests).not.toHaveBeenCalled();
  // Mutations that change nothing but a text or a number still read: the fuzzing gets past the first check.
  for (const outcome of ['read', 'damaged', 'invalid']) expect(outcomes.get(outcome)).toBeGreaterThan(300);
});

it('reads mutated files as well', { timeout: 120_000 }, () => {
  const roll = dice(2);
  let good = 0;
  for (const document of fc.sample(anyDocument, { numRuns: 2000, seed: 8 })) {
    const read = readDocument(mutateTree(structuredClone(document), roll));
    if (typeof read === 'string') continue;
    good += 1;
    use(read);
  }
  expect(good).toBeGreaterThan(100);
});
