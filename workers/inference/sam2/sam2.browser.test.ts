import { afterAll, beforeAll, expect, test } from 'vitest';
import { maskIou, maskOfPolygons, sentence, type Answer, type Box, type Mask } from '../../../src/core/index.ts';
import type { AttachedPicture, EngineEvent } from '../../../src/engine/index.ts';
import manifest from '../../../src/packs/hub/sam2.ts';
import { painted } from '../testing/pictures.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

const RED: Box = [0.1, 0.2, 0.4, 0.5];
const BLUE: Box = [0.6, 0.55, 0.95, 0.9];

let pack: StoredPack;

beforeAll(async () => {
  pack = await storePack(manifest);
}, 60_000);
afterAll(() => pack.close());

const picture = (id: string): AttachedPicture => ({
  handle: { kind: 'picture', id, width: 640, height: 480 },
  bitmap: painted([
    { colour: 'red', box: RED },
    { colour: 'blue', box: BLUE },
  ]),
});

/** The true mask of a painted box. */
function truth([x0, y0, x1, y1]: Box): Mask {
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]] as const; // prettier-ignore
  return maskOfPolygons([corners], { width: 640, height: 480 })!;
}

function last(events: readonly EngineEvent[]) {
  const event = events.at(-1);
  if (event?.type !== 'answer') throw new Error(JSON.stringify(event));
  return event;
}

function maskIn({ references }: Answer): Mask {
  const [found] = references;
  if (found?.kind !== 'mask') throw new Error(JSON.stringify(found));
  return found.mask;
}

const drawn = (box: Box) => ({ region: { kind: 'box', box } }) as const;

test('a box becomes an outline; the picture is looked at once for all of its prompts', async () => {
  const opened = picture('a');
  const first = last(await pack.ask(opened, 'Outline this', drawn([0.05, 0.15, 0.45, 0.55])));
  expect(sentence(first.answer)).toBe('The outline of what you marked covers 9 % of the picture.');
  expect(first.answer).toMatchObject({ state: 'found', references: [{ score: expect.closeTo(0.93, 3) }] });
  const red = maskIn(first.answer);
  expect(red.size).toEqual({ width: 512, height: 384 });
  expect(maskIou(red, truth(RED))).toBeGreaterThan(0.9);
  expect(Object.keys(first.timings)).toEqual(['encode', 'answer']);

  const events = await pack.ask(opened, 'Outline this', drawn([0.55, 0.5, 1, 0.95]));
  expect(maskIou(maskIn(last(events).answer), truth(BLUE))).toBeGreaterThan(0.9);
  expect(Object.keys(last(events).timings)).toEqual(['answer']);
  expect(events.some((event) => event.type === 'progress' && event.stage === 'encode')).toBe(false);
  const other = last(await pack.ask(picture('b'), 'Outline this', drawn(RED)));
  expect(Object.keys(other.timings)).toEqual(['encode', 'answer']);
}, 60_000);

test('a very small box is a point', async () => {
  const { answer } = last(await pack.ask(picture('c'), 'Outline this', drawn([0.62, 0.57, 0.63, 0.58])));
  expect(maskIou(maskIn(answer), truth(BLUE))).toBeGreaterThan(0.9);
}, 60_000);

test('what the model is unsure of is unsure; words without a box are answered with a request for one', async () => {
  const opened = picture('d');
  const ground = last(await pack.ask(opened, 'Outline this', drawn([0.6, 0.1, 0.9, 0.4]))).answer;
  expect(ground).toMatchObject({ state: 'unsure', references: [{ kind: 'mask', score: expect.closeTo(0.35, 3) }] });
  const words = last(await pack.ask(opened, 'Outline the red square')).answer;
  expect(words).toMatchObject({ state: 'unsure', references: [] });
  expect(sentence(words)).toContain('Draw a box');
}, 60_000);

test('a stopped question leaves the model whole', async () => {
  const opened = picture('e');
  const events = await pack.askAndStop(opened, 'Outline this', 'progress', drawn(RED));
  expect(events.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  expect(maskIou(maskIn(last(await pack.ask(opened, 'Outline this', drawn(RED))).answer), truth(RED))).toBeGreaterThan(0.9);
  expect(pack.restarts()).toBe(0);
}, 60_000);
