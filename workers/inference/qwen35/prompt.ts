import { boxOf, type Answer, type Box } from '../../../src/core/index.ts';
import type { Turn } from '../../../src/packs/index.ts';
import { toThousandths } from './places.ts';

/** A message as the checkpoint's chat template takes it. */
export interface Message {
  readonly role: 'user' | 'assistant';
  readonly content: string | readonly ({ readonly type: 'image' } | { readonly type: 'text'; readonly text: string })[];
}

/** Earlier turns that are told again: each costs time before the first word. */
const MOST_TURNS = 4;

/** The longest list of places, in tokens. A box is about 40. */
export const MOST_PLACES = 600;

/** What it is asked. Places are asked for as in the examples of Qwen's authors (QwenLM/Qwen3-VL, cookbooks): JSON, 0 to 1000. */
export const PROMPTS = {
  places: (phrase: string) =>
    `Locate every instance of ${phrase} in this picture and report bbox coordinates in JSON format. Answer [] if there is none.`,
  everything: 'Locate every object in this picture and report bbox coordinates and a short label of each in JSON format.',
  presence: (phrase: string) => `Is there any ${phrase} in this picture? Answer with one word, yes or no.`,
  /** Stands before a question about a place that was drawn. */
  within: (region: Box) =>
    `Look at the marked place ${toThousandths(region)} of this picture (left, top, right, bottom, from 0 to 1000). `,
  /** Stands before a question about a video, of which it is shown a few frames in one picture. */
  sheet: (times: readonly string[]) =>
    `This picture shows ${times.length} frames of one video, from left to right and from top to bottom: at ${times.join(', ')}. `,
} as const;

/** The conversation: the earlier turns that can be told again, then the prompt. The picture comes with the first message. */
export function toMessages(history: readonly Turn[], prompt: string): Message[] {
  const told = history
    .map(({ question, answer }) => ({ question: question.trim(), answer: inItsWords(answer) }))
    .filter(({ question, answer }) => question !== '' && answer !== '')
    .slice(-MOST_TURNS);
  const texts = [...told.flatMap(({ question, answer }) => [question, answer]), prompt];
  return texts.map((text, i): Message => ({
    role: i % 2 === 0 ? 'user' : 'assistant',
    content: i === 0 ? [{ type: 'image' }, { type: 'text', text }] : text,
  }));
}

/** An earlier answer, whoever gave it, with its places in the model's own coordinates; empty when it says nothing. */
function inItsWords({ state, parts, references }: Answer): string {
  if (state === 'unreadable') return '';
  const boxes = new Map(references.map((one) => [one.id, boxOf(one)]));
  const placesOf = (ids: readonly string[] = []): string[] =>
    ids.flatMap((id) => {
      const box = boxes.get(id);
      return box ? [toThousandths(box)] : [];
    });
  return parts
    .filter((part) => !part.added)
    .map((part) => [part.text, ...placesOf(part.references)].join(' '))
    .join('')
    .trim();
}
