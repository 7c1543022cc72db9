// oxlint-disable-next-line no-restricted-imports -- only the tests read files; the core itself stays pure
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectFormat, readCharades, readCoco, readPictureList, readPope, readQvHighlights } from './index.ts';

/** Public annotation files that are not part of the repository; they lie beside it where they are to be had. */
const SHARED = new URL('../../../../shared/data/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, SHARED), 'utf8');

describe.skipIf(!existsSync(SHARED))('public annotation files (skipped: ../shared/data is not beside the repository)', () => {
  it('reads all of the Charades-STA test set', () => {
    const text = read('annotations/charades_sta_test.txt');
    expect(detectFormat(text)).toBe('charades');
    const { records, problems } = readCharades(text);
    expect(problems).toEqual([]);
    expect(records).toHaveLength(3720);
    expect(records[0]).toEqual({ file: '3MSZA', query: 'person turn a light on.', spans: [[24.3, 30.4]], place: 'line 1' });
  });

  it('reads all of QVHighlights val', () => {
    const text = read('annotations/qvhighlights_val.jsonl');
    expect(detectFormat(text)).toBe('qvhighlights');
    const { records, problems } = readQvHighlights(text);
    expect(problems).toEqual([]);
    expect(records).toHaveLength(1550);
    expect(records.every(({ highlights }) => highlights !== undefined)).toBe(true);
  });

  it('reads all of POPE random: half of the things are there', () => {
    const text = read('annotations/coco_pope_random.json');
    expect(detectFormat(text)).toBe('pope');
    const { records, problems } = readPope(text, 'coco_pope_random.json');
    expect(problems).toEqual([]);
    expect(records).toHaveLength(3000);
    expect(records.filter(({ present }) => present)).toHaveLength(1500);
    expect(records.every(({ object, split }) => object !== null && split === 'random')).toBe(true);
  });

  it('reads the free COCO photos and the expressions on them', () => {
    const photos = read('images/coco_free_train.json');
    expect(detectFormat(photos)).toBe('coco');
    expect(readCoco(photos).problems).toEqual([]);
    expect(readCoco(photos).records).toHaveLength(26);
    const expressions = read('images/refexp_train.json');
    expect(detectFormat(expressions)).toBe('list');
    expect(readPictureList(expressions).problems).toEqual([]);
    expect(readPictureList(expressions).records).toHaveLength(91);
  });
});
