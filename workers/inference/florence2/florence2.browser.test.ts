import { afterAll, beforeAll, expect, test } from 'vitest';
import { iou, sentence } from '../../../src/core/index.ts';
import type { AttachedPicture } from '../../../src/engine/index.ts';
import manifest from '../../../src/packs/hub/florence2.ts';
import { answerOf } from '../testing/answers.ts';
import { BLUE, RED, twoSquares } from '../testing/pictures.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

let pack: StoredPack;
let picture: AttachedPicture;

beforeAll(async () => {
  pack = await storePack(manifest);
  picture = twoSquares();
}, 60_000);
afterAll(() => pack.close());

test('open words become boxes, written as location tokens', async () => {
  const answer = answerOf(await pack.ask(picture, 'Where is the red square?'));
  expect(sentence(answer)).toBe('Found: red.');
  const [found] = answer.references;
  expect(found).toMatchObject({ kind: 'box', source: { pack: 'florence2' } });
  expect(iou(found!.kind === 'box' ? found!.box : RED, RED)).toBeGreaterThan(0.85);
  const other = answerOf(await pack.ask(picture, 'Find the blue square'));
  expect(iou(other.references[0]!.kind === 'box' ? other.references[0]!.box : RED, BLUE)).toBeGreaterThan(0.85);
}, 60_000);

test('what has no place is absent, a question for yes or no is answered with care', async () => {
  expect(answerOf(await pack.ask(picture, 'Where is the green square?'))).toMatchObject({ state: 'absent', references: [] });
  expect(answerOf(await pack.ask(picture, 'Is there a red square?')).state).toBe('unsure');
}, 60_000);

test('a description is words, a drawn place is described', async () => {
  const described = answerOf(await pack.ask(picture, 'Describe this'));
  expect(sentence(described)).toBe('a picture');
  const region = { kind: 'box', box: [0.5, 0.5, 1, 1] } as const;
  const about = answerOf(await pack.ask(picture, 'What is this?', { region }));
  expect(about.references).toMatchObject([{ kind: 'box', box: [0.5, 0.5, 1, 1], phrase: 'a picture' }]);
}, 60_000);

test('a stopped question leaves the model whole', async () => {
  const events = await pack.askAndStop(picture, 'red square', 'progress');
  expect(events.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  expect(answerOf(await pack.ask(picture, 'red square')).state).toBe('found');
  expect(pack.restarts()).toBe(0);
}, 60_000);
