import { describe, expect, it } from 'vitest';
import { Thought } from './thought.ts';

const shown = (tokens: readonly number[], mark: number | undefined): number[] => {
  const thought = new Thought(mark);
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
});
