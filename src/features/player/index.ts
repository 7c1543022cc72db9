export { playerCommands } from './commands.ts';
export { openVideo, playSpan, seek, seekBy } from './playback.ts';
export { PlayerBar } from './PlayerBar.tsx';
