export { stageCommands } from './commands.ts';
export { ReferenceList } from './ReferenceList.tsx';
export { Stage } from './Stage.tsx';
