import { boxOf, type Geometry } from '../../core/index.ts';
import {
  boxerFor,
  momentsFor,
  NANO,
  REQUEST_VERSION,
  route,
  wantsBoxes,
  wantsOutline,
  type GroundingRequest,
  type PackId,
  type PackManifest,
} from '../../packs/index.ts';
import { shownReferences, useStore, type TurnRecord } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { currentPacks, packOf, readyPacks } from '../models/catalogue.ts';
import { pauseInventory } from '../inventory/inventory.ts';
import { answerInto, turnOf, type AnswerEvent, type Run } from './answering.ts';

const running = new Map<string, AbortController>();

/** A box drawn on a frame means what is there so many seconds around it. */
const AT_ONCE = 0.3;

/** The longest question sent, in characters; the composer stops there. */
export const MAX_QUESTION = 5000;

/** Asks about the open medium and writes what comes into the conversation. Does nothing without a medium or words. */
export async function ask(question: string): Promise<void> {
  const text = question.trim().slice(0, MAX_QUESTION);
  const { medium, addTurn } = useStore.getState();
  if (!medium || text === '') return;
  const id = crypto.randomUUID();
  addTurn({ id, question: text, region: regionFor(text) });
  announce('Asked. Working on the answer.');
  await run(id);
}

/** Asks a question again in its place, in other words or of another pack when one is given; what was asked after it stays. */
export async function retry(id: string, question?: string, pack?: PackId): Promise<void> {
  const { patchTurn, setActiveTurn } = useStore.getState();
  const text = question?.trim().slice(0, MAX_QUESTION);
  stop(id);
  patchTurn(id, {
    ...(text ? { question: text } : {}),
    status: 'running',
    failure: null,
    answer: null,
    partial: '',
    pointed: [],
    progress: null,
  });
  setActiveTurn(id);
  await run(id, pack);
}

/** Stops one question, or all; what was streamed so far is kept. */
export function stop(id?: string): void {
  if (id === undefined) for (const controller of running.values()) controller.abort();
  else running.get(id)?.abort();
}

/** Stops and forgets the whole conversation; the medium stays. */
export function clearConversation(): void {
  stop();
  const { turns, removeTurns, setRegion, setSpan } = useStore.getState();
  removeTurns(turns.map((turn) => turn.id));
  setRegion(null);
  setSpan(null);
  announce('Conversation cleared.');
}

/** What a question is about: what was drawn; an outline is also of what is selected. */
function regionFor(question: string): Geometry | null {
  const drawn = drawnRegion();
  const state = useStore.getState();
  if (drawn || state.medium?.kind !== 'picture' || !wantsOutline({ question, medium: 'picture' })) return drawn;
  const selected = shownReferences(state).find(({ id }) => id === state.selected);
  const box = selected ? boxOf(selected) : null;
  return box && { kind: 'box', box };
}

/** What was drawn, as the question means it: a box in a video is where something is at the playhead. */
function drawnRegion(): Geometry | null {
  const { medium, region, span, time } = useStore.getState();
  if (!medium || medium.kind === 'picture') return region && { kind: 'box', box: region };
  if (!region) return span && { kind: 'span', span };
  const around = span ?? [Math.max(0, time - AT_ONCE), Math.min(medium.handle.duration, time + AT_ONCE)];
  return { kind: 'tube', tube: { span: around, boxes: [{ time: span ? (span[0] + span[1]) / 2 : time, box: region }] } };
}

/** Puts boxes into the moments that an answer points at. The moments stay until the boxes come, and where they do not. */
export async function boxMoments(id: string): Promise<void> {
  const turn = turnOf(id);
  const finder = packOf(turn?.pack?.id ?? '');
  const boxer = finder && boxerNow(finder);
  if (!turn?.answer || !turn.device || !boxer) return;
  const { answer, timings, device } = turn;
  const { patchTurn, setActiveTurn } = useStore.getState();
  patchTurn(id, { status: 'running', failure: null, progress: null });
  setActiveTurn(id);
  await working(id, (run) => box(id, { type: 'answer', answer, timings: timings ?? {}, device }, finder, boxer, run));
}

async function run(id: string, pack?: PackId): Promise<void> {
  await working(id, async (run) => {
    const { medium, packChoice, patchTurn } = useStore.getState();
    const turn = turnOf(id)!;
    const choice = pack ?? packChoice;
    const asked = { question: turn.question, medium: medium!.kind, region: turn.region !== null };
    const { pack: chosen, why } = route(asked, ready(), choice, NANO);
    patchTurn(id, { pack: { id: chosen.id, why } });
    // Moment first, then boxes in it: a detector looks at few frames, and has the last word on what is there.
    const boxer = choice === 'auto' && wantsBoxes(turn.question) ? boxerNow(chosen) : null;
    const how = { pack: { id: chosen.id, why }, goesOn: boxer !== null };
    const answer = await answerInto(id, requestFor(turn, chosen.id), run, how);
    if (answer && boxer) await box(id, answer, chosen, boxer, run);
  });
}

async function box(id: string, after: AnswerEvent, finder: PackManifest, boxer: PackManifest, run: Run): Promise<void> {
  const turn = turnOf(id);
  // Another medium was opened meanwhile, or the conversation cleared.
  if (!turn) return;
  const moments = momentsFor(turn.question, after.answer, finder);
  const why = moments
    ? `boxes for the moments that ${finder.title} found`
    : `a second look, ${finder.title} did not find all of it`;
  const request = { ...requestFor(turn, boxer.id), ...(moments ? { moments } : {}) };
  await answerInto(id, request, run, { pack: { id: boxer.id, why }, after });
}

/** One go at a question, which ends an earlier go's say in it. */
async function working(id: string, work: (run: Run) => Promise<void>): Promise<void> {
  if (!turnOf(id) || !useStore.getState().medium) return;
  const controller = new AbortController();
  running.set(id, controller);
  // What was seen so far is kept; the question goes first.
  const resume = pauseInventory();
  try {
    await work({ signal: controller.signal, current: () => running.get(id) === controller });
  } finally {
    if (running.get(id) === controller) running.delete(id);
    resume();
  }
}

const ready = (): readonly PackManifest[] => readyPacks(currentPacks(), useStore.getState().downloads);

function boxerNow(finder: PackManifest): PackManifest | null {
  const { medium } = useStore.getState();
  return medium && boxerFor({ medium: medium.kind }, finder, ready());
}

function requestFor(turn: TurnRecord, pack: PackId): GroundingRequest {
  const { medium, turns } = useStore.getState();
  const before = turns.slice(
    0,
    turns.findIndex((t) => t.id === turn.id),
  );
  return {
    version: REQUEST_VERSION,
    pack,
    task: 'ask',
    medium: medium!.handle,
    question: turn.question,
    history: before.flatMap(({ question, answer }) => (answer ? [{ question, answer }] : [])),
    ...(turn.region ? { region: turn.region } : {}),
  };
}
