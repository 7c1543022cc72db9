import { describe, expect, it, test } from 'vitest';
import { AnswerBuilder, maskOfRaster, sentence } from '../../../src/core/index.ts';
import { toPrompt } from './prompt.ts';
import { askForBox, best, outlineReply } from './reply.ts';

const builder = (): AnswerBuilder => new AnswerBuilder({ pack: 'sam2', revision: 'main' });
const mask = maskOfRaster([1, 0, 0, 0, 0, 0, 0, 0], { width: 4, height: 2 })!;

test('a box is a prompt in pixels of the input; a very small one is a point in its middle', () => {
  const input = { width: 1024, height: 768 };
  expect(toPrompt([0.25, 0.5, 0.5, 1], input)).toEqual({ kind: 'box', corners: [256, 384, 512, 768] });
  expect(toPrompt([0, 0.1, 0.5, 0.11], input).kind).toBe('box');
  expect(toPrompt([0.25, 0.5, 0.265625, 0.515625], input)).toEqual({ kind: 'point', at: [264, 390] });
});

test('the best mask is the one that the model expects most of', () => {
  expect(best([0.2, 0.9, 0.3])).toBe(1);
  expect(best([0.5])).toBe(0);
});

describe('an answer', () => {
  it('says how much the outline covers, and points at it', () => {
    const answer = outlineReply({ mask, score: 0.9, present: 3 }, builder());
    expect(sentence(answer)).toBe('The outline of what you marked covers 13 % of the picture.');
    expect(answer).toMatchObject({
      state: 'found',
      references: [{ kind: 'mask', mask, score: 0.9, phrase: 'what you marked' }],
    });
    expect(answer.text).toContain('what you marked [0.000, 0.000, 0.250, 0.500] covers');
  });

  it('is unsure of what the model is unsure of, and shows it', () => {
    const answer = outlineReply({ mask, score: 0.5, present: 3 }, builder());
    expect(sentence(answer)).toBe('I am not sure of the outline. As I see it, what you marked covers 13 % of the picture.');
    expect(answer).toMatchObject({ state: 'unsure', references: [{ kind: 'mask' }] });
  });

  it('says when there is nothing, and when nothing was drawn', () => {
    for (const nothing of [
      { mask: null, score: 0.9, present: 3 },
      { mask, score: 0.9, present: -1 },
    ])
      expect(outlineReply(nothing, builder())).toMatchObject({ state: 'unsure', references: [] });
    expect(sentence(askForBox(builder()))).toMatch(/Draw a box/);
  });
});
