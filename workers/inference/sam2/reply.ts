import { shareInWords, type Answer, type AnswerBuilder, type Mask } from '../../../src/core/index.ts';

/**
 * From this IoU with the truth on, as the model itself expects it, an outline is taken for right. A guess: the authors' automatic mask
 * generator drops what is below 0.8 (`pred_iou_thresh` in sam2/automatic_mask_generator.py), but nobody pointed at anything there.
 */
const SURE = 0.7;

/** What the decoder gave for one prompt. */
export interface Outlined {
  /** `null` when no pixel is inside. */
  readonly mask: Mask | null;
  /** The IoU that the model expects, 0..1. */
  readonly score: number;
  /** Whether there is a thing at all, as a logit: above 0 there is. */
  readonly present: number;
}

/** Index of the best of several masks for one prompt, by the IoU that the model expects of each. */
export function best(scores: ArrayLike<number>): number {
  let index = 0;
  for (let i = 1; i < scores.length; i += 1) if (scores[i]! > scores[index]!) index = i;
  return index;
}

/** The answer to a question for an outline, in words of this app: the model has none. */
export function outlineReply({ mask, score, present }: Outlined, sentence: AnswerBuilder): Answer {
  if (!mask || present <= 0)
    return sentence.say('I see no outline there. Draw the box close around one thing.').finish('unsure');
  const sure = score >= SURE;
  return sentence
    .say(sure ? 'The outline of ' : 'I am not sure of the outline. As I see it, ')
    .point('what you marked', [{ geometry: { kind: 'mask', mask }, score }])
    .say(` covers ${shareInWords(mask)} of the picture.`)
    .finish(sure ? 'found' : 'unsure');
}

/** The answer when nothing was drawn: words alone mean nothing to the model. */
export function askForBox(sentence: AnswerBuilder): Answer {
  const text = 'I outline what you point at. Draw a box around it, or a very small one on it, and ask again.';
  return sentence.say(text).finish('unsure');
}
