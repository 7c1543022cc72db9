import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical, fromBase64url, pack, toBase64url } from '../../core/link/index.ts';
import { maskIou, maskOfRaster } from '../../core/index.ts';
import type { SharedDocument } from '../../core/exchange/document.ts';
import { LinkError, linkTo, MAX_INFLATED, MAX_READ, packLink, payloadOf, readLink } from './link.ts';
import { anyDocument } from '../../core/exchange/testing.ts';

const wrapped = (json: string | Buffer): string => toBase64url(Buffer.concat([Buffer.of(1), deflateSync(json)]));

async function fault(payload: string): Promise<string> {
  return readLink(payload).then(
    () => 'read',
    (error: unknown) => (error instanceof LinkError ? error.fault : `threw ${String(error)}`),
  );
}

describe('a link', () => {
  it('gives any document back', async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const link = await linkTo(document, 'https://page.example/');
        expect(await readLink(payloadOf(new URL(link).hash)!)).toEqual(canonical(document));
      }),
      { numRuns: 500 },
    );
  }, 30_000);

  it('moves nothing by more than a step, and nothing at all the second time', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const once = canonical(document);
        expect(canonical(once)).toEqual(once);
        const [before, after] = [numbersOf(document), numbersOf(once)];
        expect(after).toHaveLength(before.length);
        // What was smaller than a step has one step then.
        for (const [i, value] of before.entries()) expect(Math.abs(after[i]! - value)).toBeLessThanOrEqual(1.5e-3);
      }),
      { numRuns: 300 },
    );
  }, 30_000);

  it('carries a mask in some hundred letters, however fine it was', async () => {
    const size = { width: 2048, height: 1536 };
    // A leaf with a wavy edge, as large as outlines get.
    const inside = (i: number): number => {
      const [x, y] = [(i % size.width) / size.width - 0.5, Math.floor(i / size.width) / size.height - 0.5];
      return Number(Math.hypot(x, y) < 0.35 + 0.05 * Math.sin(9 * Math.atan2(y, x)));
    };
    const mask = maskOfRaster(
      Array.from({ length: size.width * size.height }, (_, i) => inside(i)),
      size,
    )!;
    const reference = { id: 'r1', phrase: 'leaf', kind: 'mask', mask, source: { pack: 'sam2', revision: 'main' } } as const;
    const answer = { state: 'found', parts: [], text: '', references: [reference] } as const;
    const link = await packLink({ ...SMALL, turns: [{ question: 'Outline this', region: { kind: 'mask', mask }, answer }] });
    expect(link.length).toBeLessThan(1500);
    // Pages from before there were masks call it newer than they are, and all other links theirs.
    expect([link, await packLink(SMALL)].map((packed) => fromBase64url(packed)![0])).toEqual([2, 1]);
    const [turn] = (await readLink(link)).turns;
    const back = turn!.answer.references[0]!;
    if (back.kind !== 'mask' || turn!.region?.kind !== 'mask') throw new Error('no mask');
    expect(back.mask.size).toEqual({ width: 256, height: 192 });
    expect(maskIou(back.mask, mask)).toBeGreaterThan(0.98);
    expect(turn!.region.mask).toEqual(back.mask);
  });

  it('refuses masks that are none', async () => {
    for (const values of [
      [4, 2, 'PP'],
      [4, 2, '8'],
      [4, 2],
      ['4', '2', '044'],
      [1e9, 1e9, '0'],
      [4, 2, 'o'.repeat(200_000)],
    ]) {
      const reference = [3, 'x', 0, -1, 0, ...values];
      const wire = [[0, 'a', 0, 's', 0, 9, 9, 0], ['p', '1'], [['q', 0, 0, [], '1', [reference]]], [0, -1, 0]];
      expect([values, await fault(wrapped(JSON.stringify(wire)))]).toEqual([values, 'invalid']);
    }
  });

  it('is found in a hash, alone or among other keys', () => {
    expect(payloadOf('#s=abc')).toBe('abc');
    expect(payloadOf('#a=1&s=abc&b=2')).toBe('abc');
    for (const hash of ['', '#', '#x=1', '#xs=1', '#top']) expect(payloadOf(hash)).toBeNull();
  });

  it('says what is wrong with it', async () => {
    expect(await fault('')).toBe('damaged');
    expect(await fault('%%%')).toBe('damaged');
    expect(await fault('A')).toBe('damaged');
    expect(await fault('x'.repeat(MAX_READ + 1))).toBe('too-large');
    expect(await fault(toBase64url(Uint8Array.of(9, 1, 2, 3)))).toBe('newer');
    expect(await fault(wrapped('['))).toBe('invalid');
    for (const json of ['[]', 'null', '{}', '7', '"x"', '[[],[],[],[]]', '[[0,"a",0,"s",0,1,1,0],[],[[]],[0,0,0]]'])
      expect([json, await fault(wrapped(json))]).toEqual([json, 'invalid']);
    const good = await packLink(SMALL);
    expect(await fault(good.slice(0, -6))).toBe('damaged');
    expect(await fault(`${good.slice(0, 20)}${good[20] === 'A' ? 'B' : 'A'}${good.slice(21)}`)).toMatch(/damaged|invalid/);
  });

  it('does not inflate a bomb', async () => {
    const bomb = wrapped(Buffer.alloc(40 * MAX_INFLATED, 0x20));
    expect(bomb.length).toBeLessThan(MAX_READ);
    expect(await fault(bomb)).toBe('too-large');
  });

  it('survives nesting without end and keys of prototypes', async () => {
    expect(await fault(wrapped('['.repeat(200_000) + ']'.repeat(200_000)))).toBe('invalid');
    expect(await fault(wrapped('{"__proto__":{"x":1}}'))).toBe('invalid');
  });

  it('names only https addresses without a password', async () => {
    for (const url of [
      'http://a.example/x.png',
      'javascript:alert(1)',
      'data:image/svg+xml,<svg onload=alert(1)>',
      'blob:https://a.example/1',
      'file:///etc/passwd',
      'https://me:secret@a.example/',
      'https://',
      '//a.example/x',
    ]) {
      const wire = JSON.stringify(pack({ ...SMALL, medium: { ...SMALL.medium, source: { kind: 'remote', url } } }));
      expect([url, await fault(wrapped(wire))]).toEqual([url, 'invalid']);
    }
  });

  it('is not read in quadratic time', async () => {
    const tube = [2, 'x', 0, -1, 0, 0, 1000, ...Array.from({ length: 90_000 }, () => 1)];
    const wire = [
      [1, 'a', 0, 's', 0, 1, 1, 1000],
      ['p', '1'],
      [['q', 0, 0, [], `1${'\u00010b'.repeat(60_000)}`, [tube]]],
      [0, -1, 0],
    ];
    expect(await fault(wrapped(JSON.stringify(wire)))).toMatch(/read|invalid/);
  });
});

describe('base64url', () => {
  it('is what others write and read', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        expect(toBase64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
      }),
    );
  });
});

function numbersOf({ turns }: SharedDocument): number[] {
  return turns.flatMap(({ answer }) =>
    answer.references.flatMap((r) => {
      if (r.kind === 'box') return r.box;
      if (r.kind === 'span') return r.span;
      // Small masks stay as they are, to the pixel.
      if (r.kind === 'mask') return [...r.mask.box, ...Array.from(r.mask.counts, (letter) => letter.charCodeAt(0))];
      return [...r.tube.span, ...r.tube.boxes.flatMap(({ time, box }) => [time, ...box])];
    }),
  );
}

const SMALL: SharedDocument = {
  medium: { kind: 'picture', name: 'a', source: { kind: 'sample', id: 's' }, size: { width: 10, height: 10 }, duration: null },
  turns: [],
  view: { turn: null, selected: null, time: 0 },
};
