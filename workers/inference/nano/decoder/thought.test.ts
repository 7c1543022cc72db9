import { describe, expect, it } from 'vitest';
import { Thought } from './thought.ts';

const shown = (tokens: readonly number[], mark: number | undefined): number[] => {
  const thought = new Thought(mark, 0);
  return tokens.filter((token) => !thought.hides({ token }));
};

describe('Thought', () => {
  it('hides what stands between two marks, and the marks', () => {
    expect(shown([9, 1, 2, 9, 3, 4], 9)).toEqual([3, 4]);
  });

  it('hides nothing without a thought, and everything after one that never ends', () => {
    expect(shown([3, 4], 9)).toEqual([3, 4]);
    expect(shown([3, 4], undefined)).toEqual([3, 4]);
    expect(shown([9, 1, 2], 9)).toEqual([]);
  });

  it('bars the mark once an answer has begun without it, or has thought', () => {
    const thought = new Thought(9, 0);
    const bars = [9, 1, 9, 3].map((token) => {
      const { barred } = thought;
      thought.hides({ token });
      return barred;
    });
    expect([...bars, thought.barred]).toEqual([[], [], [], [9], [9]]);
    const plain = new Thought(9, 0);
    plain.hides({ token: 3 });
    expect(plain.barred).toEqual([9]);
    expect(new Thought(undefined, 0).barred).toEqual([]);
  });

  it('ends a thought that would end the answer', () => {
    const thought = new Thought(9, 0);
    expect(thought.correct(0)).toBe(0);
    thought.hides({ token: 9 });
    expect(thought.correct(0)).toBe(9);
    expect(thought.correct(5)).toBe(5);
    thought.hides({ token: 9 });
    expect(thought.correct(0)).toBe(0);
  });
});
