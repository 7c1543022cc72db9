import { afterAll, beforeAll, expect, test } from 'vitest';
import { boxOf, iou, sentence, spanOf, temporalIou, type Answer, type Box } from '../../../src/core/index.ts';
import type { AttachedPicture } from '../../../src/engine/index.ts';
import manifest from '../../../src/packs/hub/qwen35.ts';
import { answerOf } from '../testing/answers.ts';
import { openedVideo } from '../testing/media.ts';
import { BLUE, paint, RED, twoSquares } from '../testing/pictures.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

let pack: StoredPack;
let picture: AttachedPicture;

beforeAll(async () => {
  pack = await storePack(manifest);
  picture = twoSquares();
}, 60_000);
afterAll(() => pack.close());

const boxOfFirst = (answer: Answer): Box => {
  const [found] = answer.references;
  if (found?.kind !== 'box') throw new Error(JSON.stringify(answer));
  return found.box;
};

test('a place is written as JSON, and answered as a sentence that points at it', async () => {
  const events = await pack.ask(picture, 'Where is the red square?');
  const answer = answerOf(events);
  expect(sentence(answer)).toBe('Found: red square.');
  expect(answer).toMatchObject({ state: 'found', references: [{ phrase: 'red square', source: { pack: 'qwen35' } }] });
  expect(iou(boxOfFirst(answer), RED)).toBeGreaterThan(0.9);
  expect(events.some((event) => event.type === 'token')).toBe(false);
}, 120_000);

test('what is not there is absent, on the word of the model', async () => {
  const answer = answerOf(await pack.ask(picture, 'Where is the green square?'));
  expect(answer).toMatchObject({ state: 'absent', references: [] });
  expect(sentence(answer)).toBe('I see no “green square” in this picture.');
  expect(answerOf(await pack.ask(picture, 'Is there a green square?')).state).toBe('absent');
  const there = answerOf(await pack.ask(picture, 'Is there a blue square?'));
  expect(sentence(there)).toBe('Yes: blue square.');
  expect(iou(boxOfFirst(there), BLUE)).toBeGreaterThan(0.9);
}, 60_000);

test('a text without a place is unreadable, a yes that is no likelier than a no is unsure', async () => {
  expect(answerOf(await pack.ask(picture, 'Where is the riddle?'))).toMatchObject({ state: 'unreadable', references: [] });
  expect(answerOf(await pack.ask(picture, 'Is there a riddle?')).state).toBe('unsure');
}, 60_000);

test('two things, one of them there', async () => {
  const answer = answerOf(await pack.ask(picture, 'Find the blue square and the green square'));
  expect(sentence(answer)).toBe('Found: blue square. I see no “green square” in this picture.');
  expect(answer.state).toBe('found');
}, 60_000);

test('free words stream, and the conversation so far is told again', async () => {
  const events = await pack.ask(picture, 'What do you think of it?');
  const answer = answerOf(events);
  expect(sentence(answer)).toBe('Turn 1: I see red.');
  expect(events.flatMap((event) => (event.type === 'token' ? [event.text] : [])).join('')).toBe('Turn 1: I see red.');
  expect(events.at(-1)).toMatchObject({ speed: { tokens: 6 } });
  const history = [{ question: 'What do you think of it?', answer }];
  expect(sentence(answerOf(await pack.ask(picture, 'Why is that?', { history })))).toBe('Turn 2: I see red.');
}, 60_000);

test('a question about a drawn place', async () => {
  const region = { kind: 'box', box: [0.5, 0.5, 1, 1] } as const;
  const about = answerOf(await pack.ask(picture, 'What is this?', { region }));
  expect(about.references).toMatchObject([{ kind: 'box', box: region.box, phrase: 'Turn 1: I see red.' }]);
  const inside = answerOf(await pack.ask(picture, 'Where is the blue square?', { region }));
  expect(iou(boxOfFirst(inside), BLUE)).toBeGreaterThan(0.9);
  const outside = answerOf(await pack.ask(picture, 'Where is the red square?', { region }));
  expect(outside).toMatchObject({ state: 'absent', references: [] });
  expect(sentence(outside)).toBe('I see no “red square” in the place you marked.');
}, 60_000);

test('asked for everything, it has to name it', async () => {
  const answer = answerOf(await pack.ask(picture, '', { task: 'inventory' }));
  // The tiny model names a colour that was asked for, and nothing else.
  expect(answer.state).toBe('unreadable');
}, 60_000);

test('stopped in the middle of a text without end, the model is whole', async () => {
  const events = await pack.askAndStop(picture, 'Tell me a story', 'token');
  expect(events.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  expect(events.filter(({ type }) => type === 'token').length).toBeLessThan(60);
  expect(answerOf(await pack.ask(picture, 'red square')).state).toBe('found');
  expect(pack.restarts()).toBe(0);
}, 60_000);

test('a video: when, where through its frames, and what is in none', async () => {
  // A red square from 4 to 8 s.
  const video = await openedVideo(12, (context, time) =>
    paint(context, time >= 4 && time < 8 ? [{ colour: 'red', box: [0.2, 0.2, 0.7, 0.8] }] : []),
  );
  const events = await pack.ask(video.medium, 'When is the red square visible?');
  const when = answerOf(events);
  expect(sentence(when)).toBe('Found: red square. I asked the model about one frame every 1 second.');
  expect(when.references).toMatchObject([{ kind: 'span', phrase: 'red square' }]);
  expect(temporalIou(spanOf(when.references[0]!)!, [4, 8])).toBeGreaterThan(0.9);
  expect(events).toContainEqual({ type: 'progress', stage: 'watch', done: 12, total: 12 });
  const where = answerOf(await pack.ask(video.medium, 'Where is the red square?'));
  expect(where.references).toMatchObject([{ kind: 'tube', phrase: 'red square' }]);
  expect(iou(boxOf(where.references[0]!, 6)!, [0.2, 0.2, 0.7, 0.8])).toBeGreaterThan(0.9);
  expect(answerOf(await pack.ask(video.medium, 'Is there a green square?')).state).toBe('absent');
  const region = { kind: 'span', span: [0, 3] } as const;
  expect(answerOf(await pack.ask(video.medium, 'red square', { region })).state).toBe('absent');
  const words = answerOf(await pack.ask(video.medium, 'Why is that so?'));
  expect(sentence(words)).toBe('Turn 1: I see red. I looked at 4 frames, one every 3 seconds.');
  const stopped = await pack.askAndStop(video.medium, 'red square', 'progress');
  expect(stopped.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  expect(pack.restarts()).toBe(0);
  video.close();
}, 120_000);
