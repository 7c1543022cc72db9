import type { Answer, Span } from '../../../src/core/index.ts';
import type { EngineEvent } from '../../../src/engine/index.ts';

/** The answer that a request ended with. */
export function answerOf(events: readonly EngineEvent[]): Answer {
  const last = events.at(-1);
  if (last?.type !== 'answer') throw new Error(JSON.stringify(last));
  return last.answer;
}

export const spansOf = (answer: Answer): Span[] => answer.references.flatMap((r) => (r.kind === 'span' ? [r.span] : []));
