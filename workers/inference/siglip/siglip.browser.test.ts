import { afterAll, beforeAll, expect, test } from 'vitest';
import { sentence, temporalIou } from '../../../src/core/index.ts';
import type { AttachedMedium, EngineEvent } from '../../../src/engine/index.ts';
import manifest from '../../../src/packs/hub/siglip.ts';
import { removeEmbeddings } from '../../../src/platform/embeddings/store.ts';
import { answerOf, spansOf } from '../testing/answers.ts';
import { countingFrames, openedFile, openedVideo, videoFile, type OpenedForTest } from '../testing/media.ts';
import { paint } from '../testing/pictures.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

let pack: StoredPack;
let video: OpenedForTest;

beforeAll(async () => {
  pack = await storePack(manifest);
  // A red square from 4 to 8 s, a blue one from 10 s to the end.
  video = await openedVideo(14, (context, time) =>
    paint(context, [
      ...(time >= 4 && time < 8 ? [{ colour: 'red' as const, box: [0.2, 0.2, 0.7, 0.8] as const }] : []),
      ...(time >= 10 ? [{ colour: 'blue' as const, box: [0.4, 0.1, 0.9, 0.7] as const }] : []),
    ]),
  );
}, 60_000);
afterAll(async () => {
  video.close();
  await pack.close();
});

test('open words become moments', async () => {
  const answer = answerOf(await pack.ask(video.medium, 'When is the red square visible?'));
  expect(answer.state).toBe('found');
  expect(spansOf(answer)).toHaveLength(1);
  expect(temporalIou(spansOf(answer)[0]!, [4, 8])).toBeGreaterThan(0.75);
  expect(sentence(answer)).toBe('Found: red square. I compared one frame every 0.5 seconds with your words.');
  expect(answer.references[0]).toMatchObject({ phrase: 'red square', source: { pack: 'siglip' } });
}, 60_000);

test('a second question costs only its words; what is not there is absent', async () => {
  const events = await pack.ask(video.medium, 'When is the blue square there?');
  expect(temporalIou(spansOf(answerOf(events))[0]!, [10, 14])).toBeGreaterThan(0.75);
  expect(events.some((event) => event.type === 'progress' && event.stage === 'watch')).toBe(false);
  expect(answerOf(await pack.ask(video.medium, 'Is there a green square?')).state).toBe('absent');
}, 60_000);

test('a drawn span holds the question', async () => {
  const region = { kind: 'span', span: [0, 6] } as const;
  expect(answerOf(await pack.ask(video.medium, 'blue square', { region })).state).toBe('absent');
  const [span] = spansOf(answerOf(await pack.ask(video.medium, 'red square', { region })));
  expect(span![1]).toBeLessThanOrEqual(6);
}, 60_000);

test('looking goes on where it was stopped', async () => {
  const other = await openedVideo(6, (context) => paint(context, [{ colour: 'green', box: [0, 0, 1, 1] }]));
  const stopped = await pack.askAndStop(other.medium, 'green', 'progress');
  expect(stopped.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  const [span] = spansOf(answerOf(await pack.ask(other.medium, 'green')));
  expect(temporalIou(span!, [0, 6])).toBeGreaterThan(0.95);
  expect(pack.restarts()).toBe(0);
  other.close();
}, 60_000);

test('what was seen is kept in storage: a later visit looks at no frame again, and goes on where one was stopped', async () => {
  const file = await videoFile(12, (context, time) =>
    paint(context, [{ colour: time < 6 ? 'yellow' : 'purple', box: [0, 0, 1, 1] }]),
  );
  const visit = async (ask: (medium: AttachedMedium) => Promise<readonly EngineEvent[]>) => {
    pack.reload();
    const opened = await openedFile(file);
    const { medium, frames } = countingFrames(opened.medium);
    const events = await ask(medium);
    // A stopped question ends on the page before the worker has put away what it saw.
    if (events.at(-1)!.type === 'failure') await new Promise((resolve) => setTimeout(resolve, 500));
    opened.close();
    return { events, frames: frames() };
  };
  const stopped = await visit((medium) => pack.askAndStop(medium, 'yellow square', 'progress', {}, 8));
  expect(stopped.events.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  const first = await visit((medium) => pack.ask(medium, 'yellow square'));
  expect(temporalIou(spansOf(answerOf(first.events))[0]!, [0, 6])).toBeGreaterThan(0.9);
  // A frame every half second; those of the stopped visit are not among them.
  expect(first.frames).toBeGreaterThan(0);
  expect(first.frames).toBeLessThan(24);
  const second = await visit((medium) => pack.ask(medium, 'purple square'));
  expect(temporalIou(spansOf(answerOf(second.events))[0]!, [6, 12])).toBeGreaterThan(0.9);
  expect(second.frames).toBe(0);

  // Deleted with its checkpoint.
  await removeEmbeddings(manifest.hub.repo, manifest.hub.revision);
  const third = await visit((medium) => pack.ask(medium, 'purple square'));
  expect(third.frames).toBe(24);
}, 120_000);
