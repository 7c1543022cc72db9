import { afterAll, beforeAll, expect, test } from 'vitest';
import { sentence, temporalIou } from '../../../src/core/index.ts';
import manifest from '../../../src/packs/hub/clap.ts';
import { answerOf, spansOf } from '../testing/answers.ts';
import { openedTones, type OpenedForTest } from '../testing/media.ts';
import { storePack, type StoredPack } from '../testing/stored-pack.ts';

let pack: StoredPack;
let recording: OpenedForTest;

beforeAll(async () => {
  pack = await storePack(manifest);
  recording = await openedTones(24, [
    { hertz: 300, from: 4, to: 10 },
    { hertz: 2500, from: 14, to: 20 },
  ]);
}, 60_000);
afterAll(async () => {
  recording.close();
  await pack.close();
});

test('open words become spans of sound', async () => {
  const answer = answerOf(await pack.ask(recording.medium, 'When do I hear a low tone?'));
  expect(answer.state).toBe('found');
  expect(spansOf(answer)).toHaveLength(1);
  expect(temporalIou(spansOf(answer)[0]!, [4, 10])).toBeGreaterThan(0.7);
  expect(sentence(answer)).toContain('I compared one piece every 1 second with your words.');
}, 120_000);

test('another question costs only its words; what is not heard is absent', async () => {
  const events = await pack.ask(recording.medium, 'When is the middle tone heard?');
  expect(temporalIou(spansOf(answerOf(events))[0]!, [14, 20])).toBeGreaterThan(0.7);
  expect(events.some((event) => event.type === 'progress' && event.stage === 'listen')).toBe(false);
  const absent = answerOf(await pack.ask(recording.medium, 'Do you hear a high tone?'));
  expect(absent.state).toBe('absent');
  expect(sentence(absent)).toContain('I hear no “high tone” in this recording.');
}, 60_000);

test('tones above what 16 kHz could carry are heard', async () => {
  const shrill = await openedTones(16, [{ hertz: 11_000, from: 4, to: 12 }]);
  const answer = answerOf(await pack.ask(shrill.medium, 'When do I hear a high tone?'));
  expect(temporalIou(spansOf(answer)[0]!, [4, 12])).toBeGreaterThan(0.6);
  shrill.close();
}, 120_000);

test('a stopped question leaves the model whole', async () => {
  const other = await openedTones(8, [{ hertz: 300, from: 2, to: 6 }]);
  const events = await pack.askAndStop(other.medium, 'low tone', 'progress');
  expect(events.at(-1)).toMatchObject({ type: 'failure', failure: { code: 'ABORTED' } });
  expect(answerOf(await pack.ask(other.medium, 'low tone')).state).toBe('found');
  expect(pack.restarts()).toBe(0);
  other.close();
}, 120_000);
