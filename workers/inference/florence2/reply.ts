import { joint, type Answer, type AnswerBuilder, type Box, type Wish } from '../../../src/core/index.ts';
import type { Located } from './locations.ts';

const boxes = (list: readonly Box[]) => list.map((box) => ({ geometry: { kind: 'box' as const, box } }));

/** What the model has instead of a "no". */
const ALWAYS = ' Florence-2 points at something for whatever it is asked, so look for yourself.';

/** The answer to a question for things. The model gives no scores. */
export function thingsReply(
  wish: Wish,
  phrases: readonly string[],
  located: readonly Located[],
  sentence: AnswerBuilder,
): Answer {
  const things = located.filter((one) => one.boxes.length > 0);
  if (things.length === 0)
    return sentence.say(`I find no ${phrases.map((one) => `“${one}”`).join(' or ')} in this picture.`).finish('absent');
  sentence.say({ count: 'I count ', whether: 'Perhaps: ', where: 'Found: ', when: 'Found: ' }[wish]);
  for (const [i, { label, boxes: list }] of things.entries()) {
    const count = list.length > 1 || wish === 'count' ? `${list.length} × ` : '';
    // Asked for one thing, the model may leave its name out.
    sentence.say(joint(i, things.length) + count).point(label || (phrases[0] ?? 'thing'), boxes(list));
  }
  sentence.say('.');
  if (wish === 'whether') sentence.say(ALWAYS);
  return sentence.finish(wish === 'whether' ? 'unsure' : 'found');
}

/** Written text with its places. */
export function textReply(located: readonly Located[], sentence: AnswerBuilder): Answer {
  const lines = located.filter(({ label }) => label !== '');
  if (lines.length === 0) return sentence.say('I see no written text in this picture.').finish('absent');
  sentence.say('It says: ');
  for (const [i, { label, boxes: list }] of lines.entries()) {
    sentence.say(i === 0 ? '“' : ' ');
    if (list.length > 0) sentence.point(label, boxes(list));
    else sentence.say(label);
  }
  return sentence.say('”.').finish('found');
}

/** A description, with the place it is about when one was drawn. */
export function wordsReply(located: readonly Located[], region: Box | null, sentence: AnswerBuilder): Answer {
  const text = located
    .map(({ label }) => label)
    .filter((label) => label !== '')
    .join(' ');
  if (text === '') return sentence.say('The model wrote nothing that I can read.').finish('unreadable');
  return (region ? sentence.point(text, boxes([region])) : sentence.say(text)).finish('found');
}
