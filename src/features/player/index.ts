export { playerCommands } from './commands.ts';
export { openTimed, playSpan, seek, seekBy } from './playback.ts';
export { PlayerBar } from './PlayerBar.tsx';
