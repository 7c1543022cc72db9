import { setTimeout } from 'node:timers/promises';
import { median } from './serve.ts';

/** One line of the table: a thing of ours beside what would be used instead. */
export interface Row {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** What it is compared with; `null` for a plain figure. */
  readonly peer: { readonly name: string; readonly value: number } | null;
  /** What `ratio` says, in words: "times as fast", "times as long". */
  readonly meaning: string;
  /** Median of the rounds' ratios; `null` without a peer. */
  readonly ratio: number | null;
  /** Least and greatest of the rounds' ratios. */
  readonly spread: readonly [number, number] | null;
  /** What the project wants of the ratio. */
  readonly aim: { readonly is: 'least' | 'most'; readonly value: number } | null;
}

export interface Part {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly Row[];
  /** What a reader has to know of how it was measured. */
  readonly notes: readonly string[];
}

export interface BenchOptions {
  /** Threads of wasm. */
  readonly threads: number;
  /** Fewer rounds and shorter media: shows that everything runs, not how fast. */
  readonly quick: boolean;
  /** Progress, for people. */
  readonly say: (text: string) => void;
}

/** How long a contender waits before it starts, ms: threads of the other one look for work for a while before they sleep. */
const REST = 100;

/**
 * Runs two contenders by turns; who goes first changes with the round. Each begins on a machine that rests.
 *
 * @param warmUps rounds that do not count
 * @returns what each gave, round by round
 */
export async function byTurns(
  rounds: number,
  warmUps: number,
  ours: () => Promise<number>,
  peer: () => Promise<number>,
): Promise<{ readonly ours: number[]; readonly peer: number[] }> {
  const runs = { ours: [] as number[], peer: [] as number[] };
  const contenders = { ours, peer };
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const who of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      await setTimeout(REST);
      const value = await contenders[who]();
      if (round >= 0) runs[who].push(value);
    }
  }
  return runs;
}

/**
 * A row of rounds run by turns.
 *
 * @param compared `speed`: both are milliseconds and the ratio says how many times as fast we are; `rate`: the same for things a second;
 * `cost`: milliseconds (or bytes), and the ratio says how many times as long (or large) ours is.
 */
export function compare(
  name: string,
  unit: string,
  compared: 'speed' | 'rate' | 'cost',
  runs: { readonly ours: readonly number[]; readonly peer: readonly number[] },
  peer: string,
  aim: Row['aim'] = null,
): Row {
  const ratios = runs.ours.map((ours, i) => (compared === 'speed' ? runs.peer[i]! / ours : ours / runs.peer[i]!));
  return {
    name,
    unit,
    ours: median(runs.ours),
    peer: { name: peer, value: median(runs.peer) },
    meaning: compared === 'cost' ? 'times as much' : 'times as fast',
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    aim,
  };
}

/** A figure that nothing is compared with. */
export function plain(name: string, unit: string, ours: number): Row {
  return { name, unit, ours, peer: null, meaning: '', ratio: null, spread: null, aim: null };
}
