import type { Command } from '../../commands/index.ts';
import { useStore } from '../../store/index.ts';
import { changeRate, openTimed, seek, seekBy, stepFrame, toggleMute, togglePlay } from './playback.ts';

const command = (id: string, title: string, keys: readonly string[], perform: () => void): Command => ({
  id: `player.${id}`,
  title,
  keys,
  group: 'Player',
  when: () => openTimed() !== null,
  perform,
});

/** Begins or ends the span that the next question is about at the playhead. */
function markSpan(edge: 'start' | 'end'): void {
  const { time, span, setSpan } = useStore.getState();
  const duration = openTimed()?.handle.duration ?? 0;
  const next =
    edge === 'start'
      ? ([time, span && span[1] > time ? span[1] : duration] as const)
      : ([span && span[0] < time ? span[0] : 0, time] as const);
  if (next[1] > next[0]) setSpan(next);
}

/** Keys as in the players that people know. */
export const playerCommands: readonly Command[] = [
  command('play', 'Play or pause', [' ', 'k'], togglePlay),
  command('back', '5 seconds back', ['j', 'ArrowLeft'], () => seekBy(-5)),
  command('forward', '5 seconds on', ['l', 'ArrowRight'], () => seekBy(5)),
  command('frame-back', 'One frame back', [','], () => stepFrame(-1)),
  command('frame-forward', 'One frame on', ['.'], () => stepFrame(1)),
  command('start', 'To the beginning', ['Home'], () => seek(0)),
  command('end', 'To the end', ['End'], () => seek(openTimed()?.handle.duration ?? 0)),
  command('slower', 'Slower', ['<'], () => changeRate(-1)),
  command('faster', 'Faster', ['>'], () => changeRate(1)),
  command('mute', 'Sound on or off', ['m'], toggleMute),
  command('span-start', 'Begin a span to ask about here', ['a'], () => markSpan('start')),
  command('span-end', 'End a span to ask about here', ['b'], () => markSpan('end')),
];
