import type { Answer } from '../../../src/core/index.ts';
import type { GroundingEvent, Speed } from '../../../src/packs/index.ts';
import { shownSoFar } from './places.ts';
import type { Message } from './prompt.ts';
import type { Look, Qwen, Written } from './qwen.ts';
import { relay } from './relay.ts';

/** What happens on the way to a result. */
export type Steps<T> = AsyncGenerator<GroundingEvent, T, void>;

/** An answer, with how fast it was written where it is in the model's own words. */
export interface Told {
  readonly answer: Answer;
  readonly speed?: Speed;
}

/** The longest text of words, in tokens. */
const MOST_WORDS = 400;

/** Has the model write words, and gives them out as they come: not what may be a place or a mark. */
export async function* streamed(qwen: Qwen, messages: readonly Message[], look: Look, signal: AbortSignal): Steps<Written> {
  yield { type: 'progress', stage: 'answer', done: 0, total: 1 };
  return yield* relay<GroundingEvent, Written>((emit) => {
    let text = '';
    let shown = '';
    const heard = (words: string): void => {
      text += words;
      const now = shownSoFar(text);
      if (now.length <= shown.length || !now.startsWith(shown)) return;
      emit({ type: 'token', text: now.slice(shown.length) });
      shown = now;
    };
    return qwen.write(messages, look, { signal, most: MOST_WORDS, heard });
  });
}
