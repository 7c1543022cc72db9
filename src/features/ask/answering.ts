import { sentence, type Reference } from '../../core/index.ts';
import type { GroundingEvent, GroundingRequest } from '../../packs/index.ts';
import { useStore, type TurnRecord } from '../../store/index.ts';
import { announce } from '../announce.ts';
import { services } from '../services.ts';

export type AnswerEvent = Extract<GroundingEvent, { type: 'answer' }>;

/** One go at a question. */
export interface Run {
  readonly signal: AbortSignal;
  /** False once the question was asked anew: what comes then is nobody's. */
  readonly current: () => boolean;
}

/** What is to be said of an answer beside it. */
export interface Answering {
  readonly pack: NonNullable<TurnRecord['pack']>;
  /** What was answered before and is added to: its times count, too. */
  readonly after?: AnswerEvent;
  /** Another pack goes on with it. */
  readonly goesOn?: boolean;
}

export const turnOf = (id: string): TurnRecord | undefined => useStore.getState().turns.find((t) => t.id === id);

/**
 * Runs one request and writes what comes into its turn. An answer that was there stays until the next one comes.
 *
 * @returns the answer, or `null` where it was stopped or failed, which is in the turn then
 */
export async function answerInto(
  id: string,
  request: GroundingRequest,
  run: Run,
  { pack, after, goesOn = false }: Answering,
): Promise<AnswerEvent | null> {
  const { patchTurn } = useStore.getState();
  let answer: AnswerEvent | null = null;
  for await (const event of services().engine.ground(request, { signal: run.signal })) {
    if (!run.current()) return null;
    switch (event.type) {
      case 'progress': {
        const { stage, done, total } = event;
        // Every attempt opens with `start`; what an earlier one streamed is void then.
        patchTurn(id, { progress: { stage, done, total }, ...(stage === 'start' ? { partial: '', pointed: [] } : {}) });
        break;
      }
      case 'token':
        patchTurn(id, { partial: (turnOf(id)?.partial ?? '') + event.text });
        break;
      case 'reference':
        patchTurn(id, { pointed: [...(turnOf(id)?.pointed ?? []), event.reference] });
        break;
      case 'answer':
        answer = event;
        patchTurn(id, {
          status: goesOn ? 'running' : 'done',
          pack,
          answer: event.answer,
          timings: { ...after?.timings, ...event.timings },
          speed: event.speed ?? null,
          device: event.device,
          progress: null,
        });
        if (!goesOn) announce(spoken(event.answer.references, sentence(event.answer)));
        break;
      case 'failure':
        if (event.failure.code === 'ABORTED') patchTurn(id, { status: 'stopped', progress: null });
        else patchTurn(id, { status: 'failed', failure: event.failure, progress: null });
        announce(event.failure.code === 'ABORTED' ? 'Stopped.' : 'The question failed.');
        break;
    }
  }
  return answer;
}

function spoken(references: readonly Reference[], text: string): string {
  const count = references.length;
  if (count === 0 || references.some(({ kind }) => kind !== 'box')) return text;
  return `${text} ${count} ${count === 1 ? 'box' : 'boxes'} shown.`;
}
