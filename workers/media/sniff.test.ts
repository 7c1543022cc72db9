import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { rareFormat, sniff } from './sniff.ts';

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? Array.from(part, (c) => c.charCodeAt(0)) : part)));
const zeros = (n: number): number[] => Array.from({ length: n }, () => 0);
const base = () => sharp({ create: { width: 60, height: 40, channels: 3, background: '#369' } });

describe('pictures', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)('%s, with its size', async (format) => {
    const file = await base().toFormat(format).toBuffer();
    expect(sniff(file)).toEqual({ kind: 'picture', format, size: { width: 60, height: 40 } });
  });

  it('a BMP', () => {
    const bmp = bytes('BM', zeros(8), [54, 0, 0, 0, 40, 0, 0, 0, 60, 0, 0, 0, 40, 0, 0, 0, 1, 0, 24, 0], zeros(40));
    expect(sniff(bmp)).toEqual({ kind: 'picture', format: 'bmp', size: { width: 60, height: 40 } });
    expect(sniff(bytes('BMW is a car maker, and this is a text'))).toEqual({ kind: 'other', looksLike: 'a text file' });
  });

  it.each([1, 3, 6, 8])('a JPEG with EXIF orientation %d has its displayed size', async (orientation) => {
    const file = await base().jpeg().withMetadata({ orientation }).toBuffer();
    const size = orientation >= 5 ? { width: 40, height: 60 } : { width: 60, height: 40 };
    expect(sniff(file)).toEqual({ kind: 'picture', format: 'jpeg', size });
  });

  it('without a readable header has no size', async () => {
    const file = await base().jpeg().toBuffer();
    expect(sniff(file.subarray(0, 30))).toEqual({ kind: 'picture', format: 'jpeg', size: null });
  });

  it('that only some browsers decode have a name', () => {
    expect(sniff(bytes([0, 0, 0, 24], 'ftypheic', zeros(20)))).toMatchObject({ kind: 'picture', format: 'heic' });
    expect(rareFormat('heic')).toBe('a HEIC photo');
    expect(rareFormat('png')).toBeNull();
  });
});

describe('SVG', () => {
  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\u00ef\u00bb\u00bf<?xml version="1.0"?>\n<!-- <html> -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x.dtd" [<!ENTITY a "b">]>\n<svg>',
    '  <svg:svg xmlns:svg="http://www.w3.org/2000/svg">',
  ])('%s', (text) => expect(sniff(bytes(text))).toEqual({ kind: 'svg' }));

  it('is not a web page with a drawing in it', () => {
    expect(sniff(bytes('<!doctype html><p><svg></svg>'))).toEqual({ kind: 'other', looksLike: 'a web page' });
  });
});

it.each([
  [bytes('%PDF-1.7'), 'a PDF document'],
  [bytes('PK', [3, 4, 0, 0]), 'a ZIP archive or an office document'],
  [bytes('hello there'), 'a text file'],
  [bytes([1, 2, 3, 4]), null],
  [bytes(), null],
])('%j is %s', (file, looksLike) => expect(sniff(file)).toEqual({ kind: 'other', looksLike }));

it.each([
  [bytes([0, 0, 0, 24], 'ftypisom'), true],
  [bytes([0x1a, 0x45, 0xdf, 0xa3]), true],
  [bytes('RIFF', zeros(4), 'AVI '), false],
  [bytes([0, 0, 1, 0xba, 0x44]), false],
  [bytes('G', zeros(187), 'G', zeros(187), 'G'), false],
])('%j is a video; browsers know the container: %s', (file, native) =>
  expect(sniff(file)).toMatchObject({ kind: 'video', native }),
);

it.each([
  [bytes('RIFF', zeros(4), 'WAVE'), true],
  [bytes('ID3', zeros(9)), true],
  [bytes('fLaC'), true],
  [bytes([0, 0, 0, 24], 'ftypM4A '), true],
  [bytes('FORM', zeros(4), 'AIFF'), false],
  [bytes('#!AMR'), false],
])('%j is a recording; browsers know the container: %s', (file, native) =>
  expect(sniff(file)).toMatchObject({ kind: 'sound', native }),
);
