import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { mix, wav } from './support/made-sound.ts';
import { fileOf, samplePath } from './support/photos.ts';

interface Line {
  readonly query: string;
  readonly state: string;
  readonly quality: number;
  readonly medium: string | null;
  readonly failure: { readonly detail: string } | null;
}

/** Chooses a dataset and a folder, runs, and gives back the records that the page saves. */
async function evaluate(page: Page, dataset: string, folder: string): Promise<Line[]> {
  await page.goto('./?evaluate');
  await page.getByLabel('Dataset file').setInputFiles(dataset);
  await page.getByLabel('Folder of media').setInputFiles(folder);
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('status')).toContainText('Finished', { timeout: 90_000 });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the records' }).click();
  const saved = readFileSync(await (await saving).path(), 'utf8');
  return saved
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
}

const figure = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) }).getByRole('cell');

test('questions about pictures: figures, left-out records, failures with both boxes, records as a file', async ({
  page,
}, info) => {
  const folder = info.outputPath('media');
  mkdirSync(folder, { recursive: true });
  copyFileSync(samplePath(fileOf('teddy bear')), path.join(folder, 'bear.jpg'));
  const dataset = info.outputPath('questions.json');
  const rows = [
    // The first box has no area, the second is wrong on purpose.
    { file: 'bear.jpg', query: 'the teddy bear', bbox: [0, 0, 0, 0] },
    { file: 'bear.jpg', query: 'Where is the teddy bear?', bbox: [0, 0, 60, 60] },
    { file: 'bear.jpg', query: 'Is there a giraffe?', bbox: null },
    { file: 'gone.jpg', query: 'a dog', bbox: [1, 2, 3, 4] },
  ];
  writeFileSync(dataset, JSON.stringify(rows, null, 1));
  const records = await evaluate(page, dataset, folder);
  await expect(page.getByText('One record was left out')).toBeVisible();
  expect(records.map(({ state }) => state)).toEqual(['found', 'absent', 'failed']);
  expect(records.map(({ quality }) => quality)).toEqual([0, 1, 0]);
  expect(records[2]?.failure?.detail).toContain('gone.jpg');
  await expect(figure(page, 'questions')).toHaveText('3');
  await expect(figure(page, 'N_acc')).toHaveText('1');
  await expect(page.getByRole('img', { name: '1 true box, 1 in the answer' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});

test('questions about recordings', async ({ page }, info) => {
  const folder = info.outputPath('media');
  mkdirSync(path.join(folder, 'below'), { recursive: true });
  const sheep = { clip: 'sheep', at: 4 } as const;
  writeFileSync(path.join(folder, 'below', 'farm.wav'), wav(mix(12, [sheep])));
  const dataset = info.outputPath('questions.json');
  const queries = [
    { query: 'When does the sheep bleat?', spans: [[4, 6]] },
    { query: 'Is there a siren?', spans: [] },
  ];
  writeFileSync(dataset, JSON.stringify([{ file: 'farm.wav', duration: 12, queries }]));
  const records = await evaluate(page, dataset, folder);
  expect(records.map(({ medium }) => medium)).toEqual(['sound', 'sound']);
  expect(records[0]?.quality).toBeGreaterThan(0.3);
  expect(records[1]?.quality).toBe(1);
  await expect(figure(page, 'R@1@0.3')).toHaveText('1');
  await expect(figure(page, 'eventPrecision')).toBeVisible();
});

test('a dataset that cannot be read says what to do', async ({ page }, info) => {
  const dataset = info.outputPath('questions.json');
  writeFileSync(dataset, '{"some": "thing"}');
  mkdirSync(info.outputPath('media'));
  writeFileSync(info.outputPath('media/a.txt'), '');
  await page.goto('./?evaluate');
  await page.getByLabel('Dataset file').setInputFiles(dataset);
  await page.getByLabel('Folder of media').setInputFiles(info.outputPath('media'));
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('status')).toContainText('Name it: list, refcoco');
});
