import { afterAll, beforeAll, expect, test } from 'vitest';
import { iou, sentence, temporalIou } from '../../../src/core/index.ts';
import type { AttachedPicture } from '../../../src/engine/index.ts';
import manifest from '../../../src/packs/hub/grounding-dino.ts';
import { answerOf } from '../testing/answers.ts';
import { countingFrames, openedVideo } from '../testing/media.ts';
import { BLUE, paint, RED, twoSquares } from '../testing/pictures.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

let pack: StoredPack;
let picture: AttachedPicture;

beforeAll(async () => {
  pack = await storePack(manifest);
  picture = twoSquares();
});
afterAll(() => pack.close());

test('open words become boxes, with what is not there said', async () => {
  const answer = answerOf(await pack.ask(picture, 'Where are the red square, the blue square and the green square?'));
  expect(sentence(answer)).toBe('Found: red square and blue square. I see no “green square” in this picture.');
  expect(answer.state).toBe('found');
  const boxes = answer.references.flatMap((r) => (r.kind === 'box' ? [r.box] : []));
  // The picture is shrunk to 128 x 96 pixels for the model.
  expect(iou(boxes[0]!, RED)).toBeGreaterThan(0.9);
  expect(iou(boxes[1]!, BLUE)).toBeGreaterThan(0.9);
  expect(answer.references[0]).toMatchObject({ phrase: 'red square', source: { pack: 'grounding-dino' } });
  expect(answer.references[0]!.score).toBeCloseTo(0.953, 2);
}, 60_000);

test('what is not there at all is absent, and no name is no question', async () => {
  expect(answerOf(await pack.ask(picture, 'Is there a yellow square?')).state).toBe('absent');
  expect(answerOf(await pack.ask(picture, 'where is?')).state).toBe('unsure');
});

test('a drawn place holds the question', async () => {
  const region = { kind: 'box', box: [0.5, 0.5, 1, 1] } as const;
  expect(answerOf(await pack.ask(picture, 'red square', { region })).state).toBe('absent');
  expect(answerOf(await pack.ask(picture, 'blue square', { region })).state).toBe('found');
});

test('a video is looked at where another pack found moments, and nowhere else', async () => {
  // From 2 to 4 s and from 8 to 10 s.
  const video = await openedVideo(20, (context, time) =>
    paint(context, (time >= 2 && time < 4) || (time >= 8 && time < 10) ? [{ colour: 'red', box: RED }] : []),
  );
  const { medium, frames } = countingFrames(video.medium);
  const moments = { spans: [[8, 10] as const], by: 'SigLIP base' };
  const answer = answerOf(await pack.ask(medium, 'Where is the red square?', { moments }));
  expect(answer.state).toBe('found');
  expect(sentence(answer)).toBe(
    'Found: red square. I looked at one frame every 0.5 seconds of the moment that SigLIP base found.',
  );
  const tubes = answer.references.flatMap((r) => (r.kind === 'tube' ? [r.tube] : []));
  expect(tubes).toHaveLength(1);
  expect(temporalIou(tubes[0]!.span, [8, 10])).toBeGreaterThan(0.7);
  expect(iou(tubes[0]!.boxes[0]!.box, RED)).toBeGreaterThan(0.85);
  // Two seconds with half a second before and after.
  expect(frames()).toBe(6);
  // The detector has the last word.
  const absent = answerOf(await pack.ask(medium, 'Where is the blue square?', { moments }));
  expect(absent.state).toBe('absent');
  expect(sentence(absent)).toContain('I see no “blue square” in the moment that SigLIP base found.');
  video.close();
}, 120_000);

test('a stopped question leaves the model whole', async () => {
  const events = await pack.askAndStop(picture, 'red square', 'progress');
  expect(events.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  expect(answerOf(await pack.ask(picture, 'red square')).state).toBe('found');
  expect(pack.restarts()).toBe(0);
});
