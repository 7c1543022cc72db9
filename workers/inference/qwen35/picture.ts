import { boxOf, centre, contains, type AnswerBuilder, type Box, type Wish } from '../../../src/core/index.ts';
import type { GroundingRequest } from '../../../src/packs/index.ts';
import { intentOf } from './intent.ts';
import { readPieces, readPlaces } from './places.ts';
import { MOST_PLACES, PROMPTS, toMessages } from './prompt.ts';
import type { Look, Qwen } from './qwen.ts';
import { byLabel, distinct, thingsReply, wordsReply, type Looked } from './reply.ts';
import { streamed, type Steps, type Told } from './stream.ts';
import { verdictOf } from './verdict.ts';

/** Answers a question about a picture: things with their places, or words. */
export async function* askPicture(
  qwen: Qwen,
  request: GroundingRequest,
  look: Look,
  sentence: AnswerBuilder,
  signal: AbortSignal,
): Steps<Told> {
  if (request.task === 'inventory') return yield* askEverything(qwen, look, sentence, signal);
  const { question, history = [] } = request;
  const region = request.region ? boxOf(request.region) : null;
  const intent = intentOf(question, 'picture', region !== null);
  if (intent.kind === 'words') {
    const messages = toMessages(history, (region ? PROMPTS.within(region) : '') + question.trim());
    const { text, speed } = yield* streamed(qwen, messages, look, signal);
    return { answer: wordsReply(readPieces(text), region && { kind: 'box', box: region }, sentence), speed };
  }
  const { wish, phrases } = intent;
  const looked: Looked[] = [];
  for (const [i, phrase] of phrases.entries()) {
    yield { type: 'progress', stage: 'answer', done: i, total: phrases.length };
    looked.push(await lookFor(qwen, request, look, { wish, phrase, region }, signal));
  }
  return { answer: thingsReply(wish, looked, region ? 'in the place you marked' : 'in this picture', sentence) };
}

async function* askEverything(qwen: Qwen, look: Look, sentence: AnswerBuilder, signal: AbortSignal): Steps<Told> {
  yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
  const { text } = await qwen.write(toMessages([], PROMPTS.everything), look, { signal, most: MOST_PLACES });
  const { state, places } = readPlaces(text);
  if (state === 'places') return { answer: thingsReply('where', byLabel(distinct(places)), '', sentence) };
  if (state === 'none') return { answer: sentence.say('The model names nothing in this picture.').finish('absent') };
  return { answer: wordsReply([], null, sentence) };
}

interface Wanted {
  readonly wish: Wish;
  readonly phrase: string;
  readonly region: Box | null;
}

/** Looks for one thing: its places, and a question for yes or no where these do not settle it. */
async function lookFor(
  qwen: Qwen,
  { history = [] }: GroundingRequest,
  look: Look,
  { wish, phrase, region }: Wanted,
  signal: AbortSignal,
): Promise<Looked> {
  const within = region ? PROMPTS.within(region) : '';
  const ask = (prompt: string) => toMessages(history, within + prompt);
  const verdict = async () => verdictOf(await qwen.chance(ask(PROMPTS.presence(phrase)), look, signal));
  const first = wish === 'whether' ? await verdict() : null;
  if (first === 'absent') return { phrase, places: [], verdict: first, unreadable: false };
  const { text } = await qwen.write(ask(PROMPTS.places(phrase)), look, { signal, most: MOST_PLACES });
  const { state, places: all } = readPlaces(text);
  const places = distinct(all).filter(({ box }) => !region || contains(region, centre(box)));
  // It is somewhere else, then: no question for yes or no knows better.
  if (all.length > 0 && places.length === 0) return { phrase, places, verdict: 'absent', unreadable: false };
  const asked = first ?? (places.length === 0 && state !== 'unreadable' ? await verdict() : null);
  return { phrase, places, verdict: asked, unreadable: state === 'unreadable' };
}
