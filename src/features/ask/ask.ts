import { boxOf, sentence, type Geometry, type Reference } from '../../core/index.ts';
import { NANO, REQUEST_VERSION, route, wantsOutline, type GroundingRequest, type PackId } from '../../packs/index.ts';
import { shownReferences, useStore, type TurnRecord } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { currentPacks, readyPacks } from '../models/catalogue.ts';
import { pauseInventory } from '../inventory/inventory.ts';
import { services } from '../services.ts';

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

async function run(id: string, pack?: PackId): Promise<void> {
  const state = useStore.getState();
  const turn = state.turns.find((t) => t.id === id);
  if (!turn || !state.medium) return;
  const controller = new AbortController();
  running.set(id, controller);
  const { patchTurn } = state;
  const chosen = choosePack(turn, pack ?? state.packChoice);
  patchTurn(id, { pack: chosen });
  // What was seen so far is kept; the question goes first.
  const resume = pauseInventory();
  try {
    for await (const event of services().engine.ground(requestFor(turn, chosen.id), { signal: controller.signal })) {
      if (running.get(id) !== controller) return; // asked again meanwhile
      switch (event.type) {
        case 'progress': {
          const { stage, done, total } = event;
          // Every attempt opens with `start`; what an earlier one streamed is void then.
          patchTurn(id, { progress: { stage, done, total }, ...(stage === 'start' ? { partial: '', pointed: [] } : {}) });
          break;
        }
        case 'token':
          patchTurn(id, { partial: (current(id)?.partial ?? '') + event.text });
          break;
        case 'reference':
          patchTurn(id, { pointed: [...(current(id)?.pointed ?? []), event.reference] });
          break;
        case 'answer':
          patchTurn(id, {
            status: 'done',
            answer: event.answer,
            timings: event.timings,
            speed: event.speed ?? null,
            device: event.device,
            progress: null,
          });
          announce(spoken(event.answer.references, sentence(event.answer)));
          break;
        case 'failure':
          if (event.failure.code === 'ABORTED') patchTurn(id, { status: 'stopped', progress: null });
          else patchTurn(id, { status: 'failed', failure: event.failure, progress: null });
          announce(event.failure.code === 'ABORTED' ? 'Stopped.' : 'The question failed.');
          break;
      }
    }
  } finally {
    if (running.get(id) === controller) running.delete(id);
    resume();
  }
}

const current = (id: string): TurnRecord | undefined => useStore.getState().turns.find((t) => t.id === id);

/** Who answers a question: a person's choice, else the strongest pack that is there for it. */
function choosePack(turn: TurnRecord, choice: PackId): NonNullable<TurnRecord['pack']> {
  const { medium, downloads } = useStore.getState();
  const asked = { question: turn.question, medium: medium!.kind, region: turn.region !== null };
  const { pack, why } = route(asked, readyPacks(currentPacks(), downloads), choice, NANO);
  return { id: pack.id, why };
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

function spoken(references: readonly Reference[], text: string): string {
  const count = references.length;
  if (count === 0 || references.some(({ kind }) => kind !== 'box')) return text;
  return `${text} ${count} ${count === 1 ? 'box' : 'boxes'} shown.`;
}
