import {
  boxOf,
  centre,
  contains,
  durationInWords,
  formatClock,
  iou,
  momentsOf,
  spanOf,
  type Answer,
  type AnswerBuilder,
  type Box,
  type Pixels,
  type Span,
  type Tube,
} from '../../../src/core/index.ts';
import type { DeviceKind, GroundingRequest, VideoData } from '../../../src/packs/index.ts';
import { planSteps } from '../embeddings.ts';
import { replyOf, type PhraseFound } from '../reply.ts';
import { intentOf } from './intent.ts';
import { readPieces, readPlaces } from './places.ts';
import { MOST_PLACES, PROMPTS, toMessages } from './prompt.ts';
import type { Qwen } from './qwen.ts';
import { wordsReply } from './reply.ts';
import { drawSheet } from './sheet.ts';
import { streamed, type Steps, type Told } from './stream.ts';
import { LIKELY } from './verdict.ts';

/** Questions for yes or no in all, at most: each is a frame read by the whole model. */
const MOST_LOOKS = { webgpu: 48, 'wasm-threads': 16, wasm: 12 } as const satisfies Record<DeviceKind, number>;
/** Seconds between frames, at least. */
const FINEST = 0.5;
/** Pixels of a frame that is asked for yes or no: 196 tokens. */
const FRAME_PIXELS = 448 * 448;
/** Longer side of frames that are asked for, in pixels. */
const FRAME_SIDE = 768;
/** Below this chance of "yes" no moment begins. */
const LEAST = 0.5;
/** Moments that get boxes, the likeliest first, and frames of each in which the place is asked for: a box takes some 40 tokens. */
const BOXED = {
  webgpu: { moments: 3, frames: 4 },
  'wasm-threads': { moments: 1, frames: 2 },
  wasm: { moments: 1, frames: 1 },
} as const;
/** Frames of which words are about. */
const SHEET = { webgpu: 6, 'wasm-threads': 4, wasm: 4 } as const satisfies Record<DeviceKind, number>;

/** What is asked of a video, and how. */
export interface VideoQuestion {
  readonly request: GroundingRequest;
  readonly video: VideoData;
  readonly device: DeviceKind;
  /** Of a picture, at most. */
  readonly pixels: number;
}

/** Answers a question about a video. The library gives the model one picture at a time, so a frame is asked after the other. */
export async function* askVideo(qwen: Qwen, asked: VideoQuestion, sentence: AnswerBuilder, signal: AbortSignal): Steps<Told> {
  const { request, video } = asked;
  const within: Span = (request.region && spanOf(request.region)) ?? [0, video.duration];
  const place = request.region ? boxOf(request.region, (within[0] + within[1]) / 2) : null;
  const intent = intentOf(request.question, 'video', place !== null);
  if (request.task === 'inventory' || intent.kind === 'words')
    return yield* askWords(qwen, asked, { within, place }, sentence, signal);
  const { wish, phrases } = intent;
  const { curves, from, step } = yield* look(qwen, asked, phrases, { within, place }, signal);
  const things: PhraseFound[] = [];
  for (const [i, phrase] of phrases.entries()) {
    const moments = momentsOf({ scores: curves[i]!, from, step }, LEAST);
    const found = moments.map(({ span, score }) => ({ geometry: { kind: 'span' as const, span }, score }));
    things.push({ phrase, found });
  }
  const boxed = wish === 'when' ? things : yield* withBoxes(qwen, asked, things, place, signal);
  const where = request.region ? 'in this part of the video' : 'in this video';
  const answer = replyOf(wish, boxed, { place: where, sure: LIKELY }, sentence);
  return { answer: remarked(answer, ` I asked the model about one frame every ${durationInWords(step)}.`) };
}

interface Part {
  readonly within: Span;
  readonly place: Box | null;
}

/** How likely each thing is in each frame. */
async function* look(
  qwen: Qwen,
  { video, device }: VideoQuestion,
  phrases: readonly string[],
  { within: [from, to], place }: Part,
  signal: AbortSignal,
): Steps<{ curves: number[][]; from: number; step: number }> {
  const share = Math.max(1, Math.floor(MOST_LOOKS[device] / phrases.length));
  const { step, times: steps } = planSteps(to - from, FINEST, { ...MOST_LOOKS, [device]: share }, device);
  const times = steps.map((time) => from + time);
  const prefix = place ? PROMPTS.within(place) : '';
  const rows: number[][] = [];
  let last: number[] | null = null;
  yield { type: 'progress', stage: 'watch', done: 0, total: times.length };
  for await (const { time, pixels } of video.frames(times, FRAME_SIDE, signal)) {
    const chances: number[] = [];
    const frame = await qwen.look(pixels, FRAME_PIXELS);
    for (const phrase of phrases)
      chances.push(await qwen.chance(toMessages([], prefix + PROMPTS.presence(phrase)), frame, signal));
    // A frame that shows at several of the times comes once.
    if (last) for (; rows.length < times.length && times[rows.length]! < time;) rows.push(last);
    last = chances;
    rows.push(chances);
    signal.throwIfAborted();
    yield { type: 'progress', stage: 'watch', done: rows.length, total: times.length };
  }
  if (last) for (; rows.length < times.length;) rows.push(last);
  return { curves: phrases.map((_, i) => rows.map((row) => row[i]!)), from, step };
}

/** The likeliest moments with places in a few of their frames; where the model writes none, the time alone stays. */
async function* withBoxes(
  qwen: Qwen,
  { video, device }: VideoQuestion,
  things: readonly PhraseFound[],
  within: Box | null,
  signal: AbortSignal,
): Steps<PhraseFound[]> {
  const { moments, frames } = BOXED[device];
  const all = things.flatMap(({ phrase, found }) => found.map((one) => ({ phrase, one })));
  const best = all.toSorted((a, b) => b.one.score - a.one.score).slice(0, moments);
  const tubes = new Map<PhraseFound['found'][number], Tube>();
  for (const [i, { phrase, one }] of best.entries()) {
    yield { type: 'progress', stage: 'answer', done: i, total: best.length };
    const span = spanOf(one.geometry)!;
    const times = Array.from({ length: frames }, (_, k) => span[0] + ((k + 0.5) * (span[1] - span[0])) / frames);
    const boxes: { time: number; box: Box }[] = [];
    for await (const { time, pixels } of video.frames(times, FRAME_SIDE, signal)) {
      const all = await placesIn(qwen, pixels, phrase, within, signal);
      // Of several it is the one that it was most likely before.
      const before = boxes.at(-1)?.box;
      const [box] = before ? all.toSorted((a, b) => iou(before, b) - iou(before, a)) : all;
      if (box) boxes.push({ time, box });
    }
    if (boxes.length > 0) tubes.set(one, { span, boxes });
  }
  return things.map(({ phrase, found }) => ({
    phrase,
    found: found.map((one) => {
      const tube = tubes.get(one);
      return tube ? { geometry: { kind: 'tube' as const, tube }, score: one.score } : one;
    }),
  }));
}

/** Where a thing is in a frame. */
async function placesIn(qwen: Qwen, pixels: Pixels, phrase: string, within: Box | null, signal: AbortSignal): Promise<Box[]> {
  const frame = await qwen.look(pixels, FRAME_PIXELS);
  const prompt = (within ? PROMPTS.within(within) : '') + PROMPTS.places(phrase);
  const { text } = await qwen.write(toMessages([], prompt), frame, { signal, most: MOST_PLACES });
  const boxes = readPlaces(text).places.map(({ box }) => box);
  return boxes.filter((box) => !within || contains(within, centre(box)));
}

/** Words about a few frames, which the model sees side by side in one picture; about a drawn place, one frame. */
async function* askWords(
  qwen: Qwen,
  { request, video, device, pixels }: VideoQuestion,
  { within: [from, to], place }: Part,
  sentence: AnswerBuilder,
  signal: AbortSignal,
): Steps<Told> {
  const { step, times: steps } = planSteps(to - from, FINEST, { ...SHEET, [device]: place ? 1 : SHEET[device] }, device);
  const times = steps.map((time) => from + time);
  const frames: Pixels[] = [];
  const seen: string[] = [];
  for await (const { time, pixels: frame } of video.frames(times, FRAME_SIDE, signal)) {
    frames.push(frame);
    seen.push(formatClock(time, 1));
  }
  const sheet = drawSheet(frames);
  const look = await qwen.look(sheet, pixels).finally(() => sheet.close());
  const question = request.task === 'inventory' ? 'Name all that is to be seen.' : request.question.trim();
  const lead = place ? PROMPTS.within(place) : PROMPTS.sheet(seen);
  const messages = toMessages(request.history ?? [], lead + question);
  const { text, speed } = yield* streamed(qwen, messages, look, signal);
  // A place on the sheet is none in the video.
  const words = readPieces(text).flatMap((piece) => ('text' in piece ? piece : { text: piece.places[0]?.label ?? '' }));
  const answer = wordsReply(words, place && request.region ? request.region : null, sentence);
  const how =
    seen.length === 1
      ? ` I looked at the frame at ${seen[0]}.`
      : ` I looked at ${seen.length} frames, one every ${durationInWords(step)}.`;
  return { answer: remarked(answer, how), speed };
}

const remarked = (answer: Answer, text: string): Answer => ({
  ...answer,
  parts: [...answer.parts, { text, added: true }],
  text: answer.text + text,
});
