import { durationInWords, formatClock, type Answer } from '../../../src/core/index.ts';
import type { Told } from './sound/listener.ts';
import type { Watched } from './tracks/watcher.ts';

/** Adds to an answer about a video how closely it was looked at, where that limits what the answer can say. */
export function remark(answer: Answer, { sampling, broken }: Pick<Watched, 'sampling' | 'broken'>): Answer {
  const notes = [
    ...(sampling.followable
      ? []
      : [`I looked at one frame every ${durationInWords(sampling.step)}, so I may have missed what is shorter.`]),
    ...(broken === null ? [] : [`The file is damaged: I could see it only up to ${formatClock(broken)}.`]),
  ];
  return add(answer, notes);
}

/** Adds to an answer about a recording what keeps it from being heard. */
export function soundRemark(answer: Answer, { broken, silent }: Pick<Told, 'broken' | 'silent'>): Answer {
  return add(answer, [
    ...(silent ? ['The recording is silent.'] : []),
    ...(broken === null ? [] : [`The file is damaged: I could hear it only up to ${formatClock(broken)}.`]),
  ]);
}

function add(answer: Answer, notes: readonly string[]): Answer {
  if (notes.length === 0) return answer;
  const text = ` ${notes.join(' ')}`;
  return { ...answer, parts: [...answer.parts, { text, added: true }], text: answer.text + text };
}
