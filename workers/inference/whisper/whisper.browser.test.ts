import { afterAll, beforeAll, expect, test } from 'vitest';
import { sentence, temporalIou, type Answer, type Span } from '../../../src/core/index.ts';
import manifest from '../../../src/packs/hub/whisper.ts';
import { answerOf } from '../testing/answers.ts';
import { openedTones, type OpenedForTest } from '../testing/media.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

let pack: StoredPack;
let recording: OpenedForTest;

beforeAll(async () => {
  pack = await storePack(manifest);
  // The tiny checkpoint hears its sentence in whatever is no silence.
  recording = await openedTones(8, [{ hertz: 440, from: 0.2, to: 7 }]);
}, 60_000);
afterAll(async () => {
  recording.close();
  await pack.close();
});

const spansOf = (answer: Answer): Span[] => answer.references.flatMap((r) => (r.kind === 'span' ? [r.span] : []));

test('words that are said have their times', async () => {
  const answer = answerOf(await pack.ask(recording.medium, 'When does she say “red car”?'));
  expect(answer.state).toBe('found');
  expect(sentence(answer)).toBe('“red car” is said once.');
  expect(temporalIou(spansOf(answer)[0]!, [1, 2])).toBeGreaterThan(0.6);
}, 120_000);

test('the transcript points sentence by sentence; what is not said is absent', async () => {
  const all = answerOf(await pack.ask(recording.medium, 'Transcribe this'));
  expect(sentence(all)).toBe('the red car passes.');
  expect(all.references).toHaveLength(1);
  const events = await pack.ask(recording.medium, 'When do they say “blue car”?');
  expect(answerOf(events)).toMatchObject({ state: 'absent', references: [] });
  expect(events.some((event) => event.type === 'progress' && event.stage === 'listen')).toBe(false);
}, 60_000);

test('in silence nobody speaks, and a long recording is listened to in pieces', async () => {
  const silent = await openedTones(4, []);
  expect(answerOf(await pack.ask(silent.medium, 'When does someone speak?')).state).toBe('absent');
  silent.close();
  const long = await openedTones(50, [
    { hertz: 440, from: 0, to: 10 },
    { hertz: 440, from: 40, to: 50 },
  ]);
  const spans = spansOf(answerOf(await pack.ask(long.medium, 'When does someone speak?')));
  expect(spans).toHaveLength(2);
  expect(spans[1]![0]).toBeGreaterThan(24);
  long.close();
  expect(pack.restarts()).toBe(0);
}, 120_000);

test('another language is noticed, told to the model, and said', async () => {
  // The tiny checkpoint takes high sounds for German, and says its first word in it if it is told so.
  const foreign = await openedTones(8, [{ hertz: 3000, from: 0.2, to: 7 }]);
  const said = answerOf(await pack.ask(foreign.medium, 'When does she say “das red car”?'));
  expect(said.state).toBe('found');
  expect(sentence(said)).toBe('“das red car” is said once. The language is German.');
  expect(temporalIou(spansOf(said)[0]!, [0.5, 2])).toBeGreaterThan(0.6);
  expect(sentence(answerOf(await pack.ask(foreign.medium, 'Transcribe this')))).toBe(
    'das red car passes. The language is German.',
  );
  foreign.close();
  expect(pack.restarts()).toBe(0);
}, 120_000);
